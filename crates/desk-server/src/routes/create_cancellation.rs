//! The click.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use desk_api::{Cancellation, CreateCancellation, paths};

use super::guard::{MayCancel, intent_key};
use super::responses;
use crate::desk::Desk;
use crate::edge::Body;
use crate::problem::Refusal;
use crate::usecases::payments::payment_for;
use crate::usecases::request_cancellation::{Accepted, request_cancellation};
use crate::views::{self, StaffNames};

/// Asks for a cancel, once per key: the same key with the same body again answers 200 with the
/// cancellation as it stands now.
#[utoipa::path(
    post, path = paths::PAYMENT_CANCELLATIONS, tag = "cancellations",
    params(
        ("id" = String, Path),
        ("idempotency-key" = String, Header, description = "16–128 of A-Z a-z 0-9 - _"),
    ),
    request_body = CreateCancellation,
    responses(
        (status = 201, body = Cancellation, description = "Written down; it is sent after the withdraw window."),
        (status = 200, body = Cancellation, description = "The same click again."),
        responses::Cancelling,
    )
)]
pub(super) async fn create(
    State(desk): State<Arc<Desk>>,
    MayCancel(person): MayCancel,
    Path(id): Path<String>,
    headers: HeaderMap,
    Body(wire): Body<CreateCancellation>,
) -> Result<(StatusCode, Json<Cancellation>), Refusal> {
    let key = intent_key(&headers)?;
    let accepted = request_cancellation(&desk, &person, &id, &key, wire).await?;
    let (status, cancellation) = match accepted {
        Accepted::Created(cancellation) => (StatusCode::CREATED, cancellation),
        Accepted::Repeated(cancellation) => (StatusCode::OK, cancellation),
    };
    let row = payment_for(&desk, &person, &id).await?;
    let names = StaffNames::read(&*desk.store).await?;
    let view = views::cancellation(&desk, &names, &row.payment, cancellation);
    Ok((status, Json(view)))
}
