//! Cancelling, closing a virtual account, and the vendor's errors.

use desk_domain::Timestamp;
use serde::{Deserialize, Serialize};

/// What `POST /payments/{paymentId}/cancel` is asked with. `amount` and `currentCancellableAmount`
/// are optional to the vendor and never left out by us.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CancelPaymentBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) store_id: Option<&'a str>,
    pub(crate) amount: i64,
    /// Left out, the vendor takes the whole amount as taxable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tax_free_amount: Option<i64>,
    pub(crate) reason: String,
    pub(crate) requester: &'static str,
    /// The vendor refuses when its own balance is another.
    pub(crate) current_cancellable_amount: i64,
    /// Left out, the vendor takes `RELEASE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) promotion_discount_retain_option: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) refund_account: Option<RefundAccountBody<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RefundAccountBody<'a> {
    pub(crate) bank: &'a str,
    pub(crate) number: &'a str,
    pub(crate) holder_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) holder_phone_number: Option<&'a str>,
}

impl std::fmt::Debug for RefundAccountBody<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RefundAccountBody").field("bank", &self.bank).finish_non_exhaustive()
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct CancelPaymentResponse {
    pub(crate) cancellation: PaymentCancellation,
}

/// The vendor's union on `status`, flat. It has no field for why a cancellation `FAILED`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PaymentCancellation {
    pub(crate) status: CancellationStatus,
    pub(crate) id: String,
    pub(crate) total_amount: i64,
    pub(crate) tax_free_amount: i64,
    pub(crate) reason: String,
    pub(crate) requested_at: Timestamp,
    pub(crate) cancelled_at: Option<Timestamp>,
    pub(crate) receipt_url: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum CancellationStatus {
    Succeeded,
    /// Comes with HTTP 200.
    Failed,
    /// Accepted; a webhook or a read tells the end.
    Requested,
    #[serde(untagged)]
    Unknown(String),
}

/// What `POST /payments/{paymentId}/virtual-account/close` answers.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CloseVirtualAccountResponse {
    pub(crate) closed_at: Timestamp,
}

/// Every error: a `type` to branch on, words for people, and the PG's own with `PG_PROVIDER`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ErrorBody {
    #[serde(rename = "type")]
    pub(crate) error_type: String,
    pub(crate) message: Option<String>,
    pub(crate) pg_code: Option<String>,
    pub(crate) pg_message: Option<String>,
}
