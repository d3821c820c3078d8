//! What a head may hold. The connection reads somewhat more of it, so that what is too much can still be
//! told in words.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use desk_api::ProblemCode;

use crate::desk::Desk;
use crate::limits::{ADDRESS_MAX_BYTES, HEADERS_MAX, HEADERS_MAX_BYTES};
use crate::problem::Refusal;
use crate::refusals::Refused;

pub(super) async fn refuse_too_large(
    State(desk): State<Arc<Desk>>,
    request: Request,
    next: Next,
) -> Response {
    let Some(code) = too_large(&request) else { return next.run(request).await };
    let so_far = desk.refusals.count(Refused::LargeHead);
    tracing::warn!(so_far, "a head was refused: {}", code.as_str());
    Refusal::new(code).into_response()
}

fn too_large(request: &Request) -> Option<ProblemCode> {
    let address = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if address > ADDRESS_MAX_BYTES {
        return Some(ProblemCode::AddressTooLong);
    }
    let headers = request.headers();
    let bytes: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    let is_large = headers.len() > HEADERS_MAX || bytes > HEADERS_MAX_BYTES;
    is_large.then_some(ProblemCode::HeadersTooLarge)
}
