//! Colleagues, for the filter of the history.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use desk_api::{Page, StaffName, paths};

use super::guard::SignedIn;
use super::responses;
use crate::desk::Desk;
use crate::problem::Refusal;

/// Everybody who works for one of one's own merchants, also those who have left: the history still
/// names them.
#[utoipa::path(
    get, path = paths::STAFF, tag = "cancellations",
    responses((status = 200, body = Page<StaffName>), responses::Reading)
)]
pub(super) async fn list(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
) -> Result<Json<Page<StaffName>>, Refusal> {
    let staff = desk.store.staff_list().await?;
    let colleagues = staff
        .into_iter()
        .filter(|one| one.merchants.iter().any(|merchant| person.sees(merchant)))
        .map(|one| StaffName { id: one.id.as_str().to_owned(), name: one.name });
    Ok(Json(Page { items: colleagues.collect(), next_cursor: None }))
}
