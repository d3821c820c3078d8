//! 파기, by the desk or outside.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use desk_api::{PaymentDetail, VoidOutside, paths};

use super::guard::MayCancel;
use super::payment::read_detail;
use super::responses;
use crate::desk::Desk;
use crate::edge::Body;
use crate::problem::Refusal;
use crate::usecases::void_outside;
use crate::usecases::void_payment::void_payment;

/// Withdraws a payment that is not paid yet, such as an empty virtual account.
#[utoipa::path(
    post, path = paths::PAYMENT_VOID, params(("id" = String, Path)), tag = "payments",
    responses((status = 200, body = PaymentDetail), responses::Refreshing)
)]
pub(super) async fn void(
    State(desk): State<Arc<Desk>>,
    MayCancel(person): MayCancel,
    Path(id): Path<String>,
) -> Result<Json<PaymentDetail>, Refusal> {
    void_payment(&desk, &person, &id).await?;
    read_detail(&desk, &person, &id).await.map(Json)
}

/// 외부 파기: takes a person's word that a bill was voided where the desk neither acts nor reads. Asked twice,
/// the first word stays.
#[utoipa::path(
    post, path = paths::PAYMENT_VOID_OUTSIDE, params(("id" = String, Path)), tag = "payments",
    request_body = VoidOutside,
    responses((status = 200, body = PaymentDetail), responses::VoidingOutside)
)]
pub(super) async fn void_outside(
    State(desk): State<Arc<Desk>>,
    MayCancel(person): MayCancel,
    Path(id): Path<String>,
    Body(wire): Body<VoidOutside>,
) -> Result<Json<PaymentDetail>, Refusal> {
    void_outside::void_outside(&desk, &person, &id, &wire).await?;
    read_detail(&desk, &person, &id).await.map(Json)
}
