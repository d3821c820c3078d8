//! Proof that a webhook is PortOne's (Standard Webhooks, body version 2024-04-25).
//!
//! A verified webhook is a reason to read the payment again and nothing more: it is sent several
//! times, late and in any order. What its body says of money is never looked at.

mod signature;

use desk_domain::Timestamp;
use reqwest::header::HeaderMap;
use serde::Deserialize;

pub use signature::{WebhookSecret, WebhookSecretProblem};

use crate::reference::is_reference;

/// How far the time of signing may lie from now, both ways.
const TOLERANCE_SECONDS: i64 = 5 * 60;

/// A webhook that PortOne has signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedHook {
    /// The same for every retry of one event.
    pub id: String,
    /// Verbatim, e.g. `Transaction.Paid`. The vendor may add kinds.
    pub kind: String,
    /// The payment to read again; `None` for events that are not about a payment.
    pub gateway_payment_id: Option<String>,
    /// When the event happened; the same for every retry.
    pub timestamp: Timestamp,
}

/// Why a webhook is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HookError {
    #[error("a header is missing, given twice or empty")]
    MissingHeader,
    #[error("webhook-timestamp is not a number of seconds")]
    BadTimestamp,
    #[error("it was signed more than {TOLERANCE_SECONDS} s ago")]
    TooOld,
    #[error("it is signed more than {TOLERANCE_SECONDS} s ahead of our clock")]
    TooNew,
    #[error("no signature fits")]
    NoMatchingSignature,
    #[error("it is signed, but not a document we can read")]
    Unreadable,
}

#[derive(Deserialize)]
struct HookBody {
    #[serde(rename = "type")]
    kind: String,
    timestamp: Timestamp,
    data: HookData,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct HookData {
    payment_id: Option<String>,
}

/// Checks a webhook against every secret that is in force; two are while one replaces the other.
///
/// # Errors
/// [`HookError`]; the body is not read before a signature fits.
pub fn verify_hook(
    secrets: &[WebhookSecret],
    headers: &HeaderMap,
    body: &[u8],
    now: Timestamp,
) -> Result<VerifiedHook, HookError> {
    let id = only(headers, "webhook-id")?;
    let signed_at = only(headers, "webhook-timestamp")?;
    let signatures = only(headers, "webhook-signature")?;
    check_age(signed_at, now)?;
    let content = [id.as_bytes(), b".", signed_at.as_bytes(), b".", body].concat();
    if !secrets.iter().any(|secret| secret.has_signed(&content, signatures)) {
        return Err(HookError::NoMatchingSignature);
    }
    let body: HookBody = serde_json::from_slice(body).map_err(|_| HookError::Unreadable)?;
    let payment_id = body.data.payment_id.as_deref();
    if ![Some(id), Some(&body.kind), payment_id].into_iter().flatten().all(is_reference) {
        return Err(HookError::Unreadable);
    }
    Ok(VerifiedHook {
        id: id.to_owned(),
        kind: body.kind,
        gateway_payment_id: body.data.payment_id,
        timestamp: body.timestamp,
    })
}

/// The value of a header that is given once: of two, nobody could say which was signed.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Result<&'a str, HookError> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().and_then(|value| value.to_str().ok()).unwrap_or_default();
    if value.is_empty() || values.next().is_some() {
        return Err(HookError::MissingHeader);
    }
    Ok(value)
}

fn check_age(signed_at: &str, now: Timestamp) -> Result<(), HookError> {
    let seconds: i64 = signed_at.parse().map_err(|_| HookError::BadTimestamp)?;
    let age = now.seconds_since(Timestamp(0)).saturating_sub(seconds);
    if age > TOLERANCE_SECONDS {
        Err(HookError::TooOld)
    } else if age < -TOLERANCE_SECONDS {
        Err(HookError::TooNew)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
