//! For whoever watches the process.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

use crate::desk::Desk;
use crate::problem::Refusal;

/// The process answers.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// The numbers of this process, on an address of their own: they are the operator's.
pub(super) async fn metrics(State(desk): State<Arc<Desk>>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], desk.refusals.metrics())
}

/// It can also do its work.
pub(super) async fn ready(State(desk): State<Arc<Desk>>) -> Result<&'static str, Refusal> {
    desk.store.ping().await?;
    Ok("ready\n")
}
