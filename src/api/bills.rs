//! Bills: the list, one of them, and everything that is done with one.

use desk_api::{Bill, BillPage, BillQuery, paths};
use desk_domain::BillId;

use super::client::{get, post, with_query};
use super::error::ApiError;

/// # Errors
/// The server's problem, or that it was not reached.
pub async fn list(query: &BillQuery) -> Result<BillPage, ApiError> {
    get(&with_query(paths::BILLS, query)).await?.read()
}

/// # Errors
/// That there is no such bill, or that the server was not reached.
pub async fn find(id: &BillId) -> Result<Bill, ApiError> {
    get(&paths::with_id(paths::BILL, id.as_str())).await?.read()
}

/// Writes, sends, resends, voids or records a bill: each is a `path` and perhaps a `body`, and answers
/// with the bill as it is then. The same key again is the same deed and never a second one, so this may
/// be repeated, body and all, when no answer came.
///
/// # Errors
/// The server's no, or that it was not reached, after which it is not known whether the deed was done.
pub async fn act(path: &str, key: &str, body: Option<String>) -> Result<Bill, ApiError> {
    post(path, body, Some(key)).await?.read()
}
