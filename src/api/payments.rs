//! Payments: the list, its sums, one of them, and what can be done with it besides cancelling.

use desk_api::{
    Page, Payment, PaymentDetail, PaymentQuery, PaymentSummary, Refreshed, VoidOutside, paths,
};
use desk_domain::PaymentId;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::client::{get, post, with_query};
use super::error::ApiError;

/// # Errors
/// The server's problem, or that it was not reached.
pub async fn list(query: &PaymentQuery) -> Result<Page<Payment>, ApiError> {
    get(&with_query(paths::PAYMENTS, query)).await?.read()
}

/// # Errors
/// The server's problem, or that it was not reached.
pub async fn summary(query: &PaymentQuery) -> Result<PaymentSummary, ApiError> {
    get(&with_query(paths::PAYMENTS_SUMMARY, query)).await?.read()
}

/// # Errors
/// `payment_not_found`, or that the server was not reached.
pub async fn find(id: &PaymentId) -> Result<PaymentDetail, ApiError> {
    get(&paths::with_id(paths::PAYMENT, id.as_str())).await?.read()
}

/// One row of the list anew.
///
/// # Errors
/// `payment_not_found`, or that the server was not reached.
pub async fn find_row(id: &PaymentId) -> Result<Payment, ApiError> {
    /// What the list needs of a [`PaymentDetail`]; reading all of it is the inspector's.
    #[derive(Deserialize)]
    struct Detail {
        payment: Payment,
    }
    let answer = get(&paths::with_id(paths::PAYMENT, id.as_str())).await?;
    answer.read().map(|Detail { payment }| payment)
}

/// Asks the gateway now.
///
/// # Errors
/// `gateway_unreachable`, or that our own server was not reached.
pub async fn refresh(id: &PaymentId) -> Result<Refreshed, ApiError> {
    post(&paths::with_id(paths::PAYMENT_REFRESH, id.as_str()), None, None).await?.read()
}

/// As [`refresh`], for who only shows whether a duty is left, and reads its own anew.
///
/// # Errors
/// The same.
pub async fn leaves_duty(id: &PaymentId) -> Result<bool, ApiError> {
    /// What that needs of [`Refreshed`]; reading all of it is the inspector's.
    #[derive(Deserialize)]
    struct Asked {
        detail: Left,
    }
    #[derive(Deserialize)]
    struct Left {
        follow_up: Option<IgnoredAny>,
    }
    let answer = post(&paths::with_id(paths::PAYMENT_REFRESH, id.as_str()), None, None).await?;
    answer.read().map(|Asked { detail }| detail.follow_up.is_some())
}

/// Withdraws what is not paid yet: closes the virtual account.
///
/// # Errors
/// `cancel_blocked` with the reason, or that the server was not reached.
pub async fn void(id: &PaymentId) -> Result<(), ApiError> {
    post(&paths::with_id(paths::PAYMENT_VOID, id.as_str()), None, None).await?.done()
}

/// Writes down that a bill was voided where the desk cannot look.
///
/// # Errors
/// `invalid_input` with what is wrong, `payment_changed` when it was paid meanwhile, `cancel_blocked`, or that
/// the server was not reached.
pub async fn void_outside(id: &PaymentId, request: &VoidOutside) -> Result<(), ApiError> {
    let path = paths::with_id(paths::PAYMENT_VOID_OUTSIDE, id.as_str());
    post(&path, serde_json::to_string(request).ok(), None).await?.done()
}
