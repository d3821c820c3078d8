//! Customers: who somebody is, and how they stand.

use desk_api::{CustomerTab, paths};
use desk_domain::CustomerId;

use super::client::get;
use super::error::ApiError;

/// # Errors
/// `customer_not_found`, or that the server was not reached.
pub async fn find(id: &CustomerId) -> Result<CustomerTab, ApiError> {
    get(&paths::with_id(paths::CUSTOMER, id.as_str())).await?.read()
}
