//! For whoever watches the process.

use std::sync::Arc;

use axum::extract::State;

use crate::desk::Desk;
use crate::problem::Refusal;

/// The process answers.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// It can also do its work.
pub(super) async fn ready(State(desk): State<Arc<Desk>>) -> Result<&'static str, Refusal> {
    desk.store.ping().await?;
    Ok("ready\n")
}
