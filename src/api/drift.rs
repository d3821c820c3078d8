//! How far the book agrees with the vendors, what differs, and taking a difference into the book.

use desk_api::{AdoptDrift, AgreementReport, DriftQuery, FollowUp, Page, paths};
use desk_domain::FollowUpId;

use super::client::{get, post, with_query};
use super::error::ApiError;

/// # Errors
/// `not_allowed`, or that the server was not reached.
pub async fn agreement() -> Result<AgreementReport, ApiError> {
    get(paths::AGREEMENT).await?.read()
}

/// # Errors
/// The server's problem, or that it was not reached.
pub async fn list(query: &DriftQuery) -> Result<Page<FollowUp>, ApiError> {
    get(&with_query(paths::DRIFT, query)).await?.read()
}

/// The gateway is read once more. Where something is left that differs, the answer is still open.
///
/// # Errors
/// `follow_up_closed`, `invalid_input`, `gateway_unreachable`, or that the server was not reached.
pub async fn adopt(id: &FollowUpId, wire: &AdoptDrift) -> Result<FollowUp, ApiError> {
    let body = serde_json::to_string(wire).map_err(|_| ApiError::Unreadable { status: 0 })?;
    post(&paths::with_id(paths::DRIFT_ADOPT, id.as_str()), Some(body), None).await?.read()
}
