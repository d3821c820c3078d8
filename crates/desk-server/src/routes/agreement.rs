//! How far the book agrees with the vendors.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use desk_api::{AgreementReport, paths};

use super::guard::MayReview;
use super::responses;
use crate::desk::Desk;
use crate::problem::Refusal;
use crate::views;

/// How many payments and how much money agree with the vendors, by channel, with the oldest difference
/// and the summary of last night. For managers and auditors.
#[utoipa::path(
    get, path = paths::AGREEMENT, tag = "drift",
    responses((status = 200, body = AgreementReport), responses::Reading)
)]
pub(super) async fn report(
    State(desk): State<Arc<Desk>>,
    MayReview(person): MayReview,
) -> Result<Json<AgreementReport>, Refusal> {
    let sums = desk.store.agreement(person.merchants()).await?;
    let nights = desk.store.last_nights(person.merchants()).await?;
    let merchants = desk.store.merchants().await?;
    Ok(Json(views::agreement(sums, nights, &merchants)))
}
