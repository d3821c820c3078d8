//! Reading a body to its end: not too much of it, and not for too long.

use axum::body::{Body, Bytes, to_bytes};
use desk_api::ProblemCode;
use tokio::time::timeout;

use crate::desk::Desk;
use crate::problem::Refusal;
use crate::refusals::Refused;

/// Whoever sends a byte now and then holds a turn of everybody else, so the whole body has one patience.
///
/// # Errors
/// `body_too_large`, and `slow_request` when the end does not come.
pub(crate) async fn whole(desk: &Desk, body: Body, most: usize) -> Result<Bytes, Refusal> {
    let (what, code) = match timeout(desk.settings.body_patience, to_bytes(body, most)).await {
        Ok(Ok(bytes)) => return Ok(bytes),
        Ok(Err(_)) => (Refused::LargeBody, ProblemCode::BodyTooLarge),
        Err(_) => (Refused::SlowBody, ProblemCode::SlowRequest),
    };
    let so_far = desk.refusals.count(what);
    tracing::warn!(so_far, "a body was cut: {what}");
    Err(code.into())
}
