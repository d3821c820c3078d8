//! The banks that a refund can go to.

use desk_api::{Bank, Banks, paths};

use super::client::get;
use super::error::ApiError;

/// # Errors
/// The server's problem, or that it was not reached.
pub async fn list() -> Result<Vec<Bank>, ApiError> {
    get(paths::BANKS).await?.read().map(|banks: Banks| banks.items)
}
