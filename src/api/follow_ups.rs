//! Follow-ups: the list, one of them, and what people do with it.

use desk_api::{
    AssignFollowUp, CloseFollowUp, FollowUp, FollowUpCounts, FollowUpQuery, NoteFollowUp, Page,
    paths,
};
use desk_domain::FollowUpId;
use serde::Serialize;

use super::client::{get, post, with_query};
use super::error::ApiError;

/// # Errors
/// The server's problem, or that it was not reached.
pub async fn list(query: &FollowUpQuery) -> Result<Page<FollowUp>, ApiError> {
    get(&with_query(paths::FOLLOW_UPS, query)).await?.read()
}

/// # Errors
/// The server's problem, or that it was not reached.
pub async fn counts() -> Result<FollowUpCounts, ApiError> {
    get(paths::FOLLOW_UPS_COUNTS).await?.read()
}

/// # Errors
/// `follow_up_not_found`, or that the server was not reached.
pub async fn find(id: &FollowUpId) -> Result<FollowUp, ApiError> {
    get(&paths::with_id(paths::FOLLOW_UP, id.as_str())).await?.read()
}

/// # Errors
/// `follow_up_closed`, `invalid_input`, or that the server was not reached.
pub async fn assign(id: &FollowUpId, wire: &AssignFollowUp) -> Result<FollowUp, ApiError> {
    change(paths::FOLLOW_UP_ASSIGN, id, wire).await
}

/// # Errors
/// `invalid_input`, or that the server was not reached.
pub async fn note(id: &FollowUpId, wire: &NoteFollowUp) -> Result<FollowUp, ApiError> {
    change(paths::FOLLOW_UP_NOTE, id, wire).await
}

/// # Errors
/// `follow_up_closed`, `invalid_input`, or that the server was not reached.
pub async fn close(id: &FollowUpId, wire: &CloseFollowUp) -> Result<FollowUp, ApiError> {
    change(paths::FOLLOW_UP_CLOSE, id, wire).await
}

async fn change(path: &str, id: &FollowUpId, wire: &impl Serialize) -> Result<FollowUp, ApiError> {
    let body = serde_json::to_string(wire).map_err(|_| ApiError::Unreadable { status: 0 })?;
    post(&paths::with_id(path, id.as_str()), Some(body), None).await?.read()
}
