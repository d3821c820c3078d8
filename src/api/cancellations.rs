//! Cancellations: asking for one, taking it back, and the history.

use desk_api::{
    Cancellation, CancellationDetail, CancellationPage, CancellationQuery, CreateCancellation,
    paths,
};
use desk_domain::{CancellationId, PaymentId};

use super::client::{get, post, with_query};
use super::error::ApiError;

/// Asks for a cancellation. The same key again is the same request and never a second one, so this may
/// be repeated when no answer came.
///
/// # Errors
/// `in_flight`, `payment_changed`, `cancel_blocked`, `invalid_input`, `idempotency_key_reused`, or that
/// the server was not reached, after which it is not known whether the request arrived.
pub async fn create(
    payment: &PaymentId,
    key: &str,
    request: &CreateCancellation,
) -> Result<Cancellation, ApiError> {
    let body = serde_json::to_string(request).map_err(|_| ApiError::Unreadable { status: 0 })?;
    let path = paths::with_id(paths::PAYMENT_CANCELLATIONS, payment.as_str());
    post(&path, Some(body), Some(key)).await?.read()
}

/// Takes it back before it is sent.
///
/// # Errors
/// `too_late_to_withdraw`, or that the server was not reached.
pub async fn withdraw(id: &CancellationId) -> Result<Cancellation, ApiError> {
    post(&paths::with_id(paths::CANCELLATION_WITHDRAW, id.as_str()), None, None).await?.read()
}

/// Gives one up that waits at a card terminal. What became of it, the cancellation itself tells.
///
/// # Errors
/// `too_late_to_withdraw` once the card was read, or that the server was not reached.
pub async fn abort(id: &CancellationId) -> Result<(), ApiError> {
    post(&paths::with_id(paths::CANCELLATION_ABORT, id.as_str()), None, None).await?.done()
}

/// # Errors
/// `cancellation_not_found`, or that the server was not reached.
pub async fn find(id: &CancellationId) -> Result<CancellationDetail, ApiError> {
    get(&paths::with_id(paths::CANCELLATION, id.as_str())).await?.read()
}

/// # Errors
/// The server's problem, or that it was not reached.
pub async fn list(query: &CancellationQuery) -> Result<CancellationPage, ApiError> {
    get(&with_query(paths::CANCELLATIONS, query)).await?.read()
}
