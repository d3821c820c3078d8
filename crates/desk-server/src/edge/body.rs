//! Reading a body to its end: not too much of it, not for too long, and nothing that is nested without end.

use axum::body::{Body, Bytes, to_bytes};
use desk_api::ProblemCode;
use tokio::time::timeout;

use super::is_too_deep;
use crate::desk::Desk;
use crate::problem::Refusal;
use crate::refusals::Refused;

const DEEP_KO: &str = "목록과 항목이 너무 깊이 겹쳐 있어요.";
const DEEP_EN: &str = "Its lists and objects are nested too deep.";

/// Whoever sends a byte now and then holds a turn of everybody else, so the whole body has one patience.
///
/// # Errors
/// `body_too_large`, `slow_request` when the end does not come, and `bad_json` for what is too deep.
pub(crate) async fn whole(desk: &Desk, body: Body, most: usize) -> Result<Bytes, Refusal> {
    let (what, code) = match timeout(desk.settings.body_patience, to_bytes(body, most)).await {
        Ok(Ok(bytes)) if is_too_deep(&bytes) => {
            cut(desk, Refused::DeepBody);
            return Err(Refusal::new(ProblemCode::BadJson).because(DEEP_KO, DEEP_EN));
        }
        Ok(Ok(bytes)) => return Ok(bytes),
        Ok(Err(_)) => (Refused::LargeBody, ProblemCode::BodyTooLarge),
        Err(_) => (Refused::SlowBody, ProblemCode::SlowRequest),
    };
    cut(desk, what);
    Err(code.into())
}

fn cut(desk: &Desk, what: Refused) {
    let so_far = desk.refusals.count(what);
    tracing::warn!(so_far, "a body was cut: {what}");
}
