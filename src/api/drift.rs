//! How far the book agrees with the vendors, and taking a difference into it.

use desk_api::{AdoptFollowUp, AgreementReport, FollowUp, paths};
use desk_domain::FollowUpId;

use super::client::{get, post};
use super::error::ApiError;

/// # Errors
/// `not_allowed`, or that the server was not reached.
pub async fn agreement() -> Result<AgreementReport, ApiError> {
    get(paths::AGREEMENT).await?.read()
}

/// The gateway is read once more. Where something is left that differs, the answer is still open.
///
/// # Errors
/// `follow_up_closed`, `invalid_input`, `gateway_unreachable`, or that the server was not reached.
pub async fn adopt(id: &FollowUpId, wire: &AdoptFollowUp) -> Result<FollowUp, ApiError> {
    let body = serde_json::to_string(wire).map_err(|_| ApiError::Unreadable { status: 0 })?;
    post(&paths::with_id(paths::FOLLOW_UP_ADOPT, id.as_str()), Some(body), None).await?.read()
}
