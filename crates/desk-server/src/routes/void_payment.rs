//! 파기.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use desk_api::{PaymentDetail, paths};

use super::guard::MayCancel;
use super::payment::read_detail;
use super::responses;
use crate::desk::Desk;
use crate::problem::Refusal;
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
