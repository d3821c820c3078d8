//! The rulebook as a table for people.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use desk_api::{Page, paths};
use desk_domain::guide::GuideRow;

use super::guard::SignedIn;
use super::responses;
use crate::desk::Desk;

/// Every rule, in words, with its source.
#[utoipa::path(
    get, path = paths::RULEBOOK, tag = "rulebook",
    responses((status = 200, body = Page<GuideRow>), responses::Reading)
)]
pub(super) async fn guide(State(desk): State<Arc<Desk>>, _: SignedIn) -> Json<Page<GuideRow>> {
    Json(Page { items: desk.rulebook.guide(), next_cursor: None })
}
