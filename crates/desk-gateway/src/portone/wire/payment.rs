//! A payment as `GET /payments/{paymentId}` and `GET /payments-by-cursor` tell it.

use desk_domain::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{PaymentCancellation, PaymentMethod};
use crate::Secret;

/// The vendor's union on `status`, flat: what only some statuses have is an `Option`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Payment {
    pub(crate) status: PaymentStatus,
    pub(crate) id: String,
    pub(crate) method: Option<PaymentMethod>,
    /// Missing while a payment is `READY` or `FAILED` before a PG was chosen.
    pub(crate) channel: Option<Channel>,
    pub(crate) requested_at: Timestamp,
    pub(crate) order_name: String,
    pub(crate) amount: Amount,
    pub(crate) currency: String,
    pub(crate) customer: Customer,
    pub(crate) promotion_id: Option<String>,
    pub(crate) escrow: Option<Escrow>,
    pub(crate) paid_at: Option<Timestamp>,
    pub(crate) cancelled_at: Option<Timestamp>,
    pub(crate) cash_receipt: Option<CashReceipt>,
    pub(crate) cash_receipt_issuance_status: Option<IssuanceStatus>,
    pub(crate) receipt_url: Option<String>,
    #[serde(default)]
    pub(crate) cancellations: Vec<PaymentCancellation>,
}

/// What is sent to the customer while the money waits. A word of its own stays a word: new ones come.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Escrow {
    pub(crate) status: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum PaymentStatus {
    Ready,
    /// The list's filter calls the same thing `PENDING`.
    PayPending,
    VirtualAccountIssued,
    Paid,
    Failed,
    PartialCancelled,
    Cancelled,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Channel {
    #[serde(rename = "type")]
    pub(crate) channel_type: ChannelType,
    pub(crate) pg_provider: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum ChannelType {
    Live,
    Test,
    #[serde(untagged)]
    Unknown(String),
}

/// In the smallest unit of the currency, which for won is the won.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Amount {
    /// 총 결제금액, before any discount.
    pub(crate) total: i64,
    pub(crate) tax_free: i64,
    /// 총 할인금액: the issuer's, a promotion's, an easy payment's.
    pub(crate) discount: i64,
    pub(crate) cancelled: i64,
    pub(crate) cancelled_tax_free: i64,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Customer {
    pub(crate) id: Option<String>,
    pub(crate) name: Option<Secret>,
    pub(crate) phone_number: Option<Secret>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct CashReceipt {
    pub(crate) status: CashReceiptStatus,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum CashReceiptStatus {
    Issued,
    Cancelled,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum IssuanceStatus {
    Issued,
    NotIssued,
    #[serde(untagged)]
    Unknown(String),
}

/// What `GET /payments-by-cursor` is asked with.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ListBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) store_id: Option<&'a str>,
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cursor: Option<&'a str>,
    pub(crate) size: u32,
}

#[derive(Debug, Deserialize)]
pub(crate) struct CursorPage {
    pub(crate) items: Vec<CursorItem>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct CursorItem {
    /// Read one by one, so that one odd payment does not take its page away.
    pub(crate) payment: Value,
    pub(crate) cursor: String,
}
