//! The rulebook as people read it.

use desk_api::{Page, paths};
use desk_domain::guide::GuideRow;

use super::client::get;
use super::error::ApiError;

/// # Errors
/// The server's problem, or that it was not reached.
pub async fn list() -> Result<Vec<GuideRow>, ApiError> {
    get(paths::RULEBOOK).await?.read().map(|page: Page<GuideRow>| page.items)
}
