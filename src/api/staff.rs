//! The people whose cancellations can be looked up.

use desk_api::{Page, StaffName, paths};

use super::client::get;
use super::error::ApiError;

/// # Errors
/// The server's problem, or that it was not reached.
pub async fn list() -> Result<Vec<StaffName>, ApiError> {
    get(paths::STAFF).await?.read().map(|page: Page<StaffName>| page.items)
}
