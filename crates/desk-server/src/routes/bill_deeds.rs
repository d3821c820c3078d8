//! What people do with bills. Every click but a void carries its key: the same key is the same deed.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use desk_api::{Bill, CreateRebill, ProblemCode, RecordBill, SendBill, paths};
use desk_store::BillRow;

use super::guard::{MayCancel, intent_key};
use super::responses;
use crate::desk::Desk;
use crate::edge::Body;
use crate::problem::Refusal;
use crate::usecases::bills::{
    Written, rebill_payment, record_bill, resend_bill, send_bill, void_bill,
};
use crate::views::{self, StaffNames};

/// 재청구: makes cancelled money unpaid again, once per key.
#[utoipa::path(
    post, path = paths::PAYMENT_REBILL, tag = "bills",
    params(
        ("id" = String, Path),
        ("idempotency-key" = String, Header, description = "16–128 of A-Z a-z 0-9 - _"),
    ),
    request_body = CreateRebill,
    responses(
        (status = 201, body = Bill, description = "Written down; nobody is asked to pay yet."),
        (status = 200, body = Bill, description = "The same click again."),
        responses::Rebilling,
    )
)]
pub(super) async fn rebill(
    State(desk): State<Arc<Desk>>,
    MayCancel(person): MayCancel,
    Path(id): Path<String>,
    headers: HeaderMap,
    Body(wire): Body<CreateRebill>,
) -> Result<(StatusCode, Json<Bill>), Refusal> {
    let key = intent_key(&headers)?;
    let (status, row) = match rebill_payment(&desk, &person, &id, &key, wire).await? {
        Written::Created(row) => (StatusCode::CREATED, row),
        Written::Repeated(row) => (StatusCode::OK, row),
    };
    Ok((status, told(&desk, row).await?))
}

/// Sends an unsent bill, once per key. A worker does it: the answer says `sending`.
#[utoipa::path(
    post, path = paths::BILL_SEND, tag = "bills",
    params(
        ("id" = String, Path),
        ("idempotency-key" = String, Header, description = "16–128 of A-Z a-z 0-9 - _"),
    ),
    request_body = SendBill,
    responses((status = 200, body = Bill), responses::Billing)
)]
pub(super) async fn send(
    State(desk): State<Arc<Desk>>,
    MayCancel(person): MayCancel,
    Path(id): Path<String>,
    headers: HeaderMap,
    Body(wire): Body<SendBill>,
) -> Result<Json<Bill>, Refusal> {
    let row = send_bill(&desk, &person, &id, &intent_key(&headers)?, wire).await?;
    told(&desk, row).await
}

/// Sends the message of a waiting bill once more, once per key: each message costs a fee.
#[utoipa::path(
    post, path = paths::BILL_RESEND, tag = "bills",
    params(
        ("id" = String, Path),
        ("idempotency-key" = String, Header, description = "16–128 of A-Z a-z 0-9 - _"),
    ),
    responses((status = 200, body = Bill), responses::Resending)
)]
pub(super) async fn resend(
    State(desk): State<Arc<Desk>>,
    MayCancel(person): MayCancel,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Bill>, Refusal> {
    let key = intent_key(&headers)?;
    // Also for whoever closes the line meanwhile: their click is kept, and pressed again it sends nothing.
    let resend = {
        let desk = Arc::clone(&desk);
        async move { resend_bill(&desk, &person, &id, &key).await }
    };
    let ended = tokio::spawn(resend).await;
    let row = ended.unwrap_or_else(|_| Err(ProblemCode::Internal.into()))?;
    told(&desk, row).await
}

/// 파기: withdraws an unsent bill, or closes one that waits to be paid. Its amount can be billed again.
#[utoipa::path(
    post, path = paths::BILL_VOID, params(("id" = String, Path)), tag = "bills",
    responses((status = 200, body = Bill), responses::Voiding)
)]
pub(super) async fn void(
    State(desk): State<Arc<Desk>>,
    MayCancel(person): MayCancel,
    Path(id): Path<String>,
) -> Result<Json<Bill>, Refusal> {
    let row = void_bill(&desk, &person, &id).await?;
    told(&desk, row).await
}

/// 학원수납저장: an unsent bill was paid in another way. Makes a recorded payment, once per key.
#[utoipa::path(
    post, path = paths::BILL_RECORD, tag = "bills",
    params(
        ("id" = String, Path),
        ("idempotency-key" = String, Header, description = "16–128 of A-Z a-z 0-9 - _"),
    ),
    request_body = RecordBill,
    responses((status = 200, body = Bill), responses::Billing)
)]
pub(super) async fn record(
    State(desk): State<Arc<Desk>>,
    MayCancel(person): MayCancel,
    Path(id): Path<String>,
    headers: HeaderMap,
    Body(wire): Body<RecordBill>,
) -> Result<Json<Bill>, Refusal> {
    let row = record_bill(&desk, &person, &id, &intent_key(&headers)?, wire).await?;
    told(&desk, row).await
}

async fn told(desk: &Desk, row: BillRow) -> Result<Json<Bill>, Refusal> {
    let names = StaffNames::read(&*desk.store).await?;
    Ok(Json(views::bill(desk, &names, row)))
}
