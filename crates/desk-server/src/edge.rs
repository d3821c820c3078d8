//! The edge of the server: what happens to every request before a route sees it and to every answer
//! after. From the outside in: request id and log, words for problems, guards against load and
//! panics, guards against other sites.

mod body;
mod client;
mod depth;
mod head;
pub(crate) mod headers;
mod json;
mod load;
mod origin;
pub(crate) mod problems;
pub(crate) mod request_id;

pub(crate) use body::whole;
pub(crate) use client::Client;
pub(crate) use depth::is_too_deep;
pub(crate) use json::{Body, Query};

use std::any::Any;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use desk_api::ProblemCode;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::desk::Desk;
use crate::problem::Refusal;

/// Wraps the routes. The last layer added is the first to see a request.
pub(crate) fn wrap(router: Router, desk: &Arc<Desk>) -> Router {
    router
        .layer(from_fn_with_state(Arc::clone(desk), origin::refuse_other_sites))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            desk.settings.answer_patience,
        ))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(load::Turns::of(desk.settings.room), load::refuse_too_many))
        .layer(from_fn_with_state(Arc::clone(desk), head::refuse_too_large))
        .layer(from_fn(problems::put_into_words))
        .layer(from_fn_with_state(Arc::clone(desk), headers::guard))
        .layer(from_fn(request_id::follow))
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands the payload over")]
fn panicked(payload: Box<dyn Any + Send>) -> Response {
    let words = payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("no words");
    tracing::error!(words, "a request panicked");
    Refusal::new(ProblemCode::Internal).into_response()
}
