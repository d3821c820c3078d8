//! 어긋남: what differs between the book and the vendors, and taking it over. A difference goes by the id of the
//! follow-up that is about it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use desk_api::{AdoptDrift, DriftQuery, FollowUp, FollowUpQuery, Page, paths};

use super::follow_ups::{page, show};
use super::guard::{MayCancel, SignedIn};
use super::responses;
use crate::desk::Desk;
use crate::edge::{Body, Query};
use crate::problem::Refusal;
use crate::usecases::adopt_outside::adopt_outside;
use crate::usecases::follow_ups::follow_up_for;

/// What differs at one's own merchants, whosever it is.
#[utoipa::path(
    get, path = paths::DRIFT, params(DriftQuery), tag = "drift",
    responses((status = 200, body = Page<FollowUp>), responses::Listing)
)]
pub(super) async fn list(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
    Query(DriftQuery { cursor, limit }): Query<DriftQuery>,
) -> Result<Json<Page<FollowUp>>, Refusal> {
    page(&desk, &person, FollowUpQuery { cursor, limit, ..FollowUpQuery::default() }).await
}

/// Takes what was cancelled outside into the book, with the reason.
#[utoipa::path(
    post, path = paths::DRIFT_ADOPT, params(("id" = String, Path)), tag = "drift",
    request_body = AdoptDrift,
    responses((status = 200, body = FollowUp), responses::Adopting)
)]
pub(super) async fn adopt(
    State(desk): State<Arc<Desk>>,
    MayCancel(person): MayCancel,
    Path(id): Path<String>,
    Body(wire): Body<AdoptDrift>,
) -> Result<Json<FollowUp>, Refusal> {
    adopt_outside(&desk, &person, &id, &wire).await?;
    show(&desk, follow_up_for(&desk, &person, &id).await?).await
}
