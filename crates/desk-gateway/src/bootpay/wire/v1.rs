//! V1: everything comes in an envelope.

use serde::Deserialize;

use super::{Amount, Instant};
use crate::Secret;

/// `code` is 0 when it went well, else negative; which number means what is not published.
#[derive(Debug, Deserialize)]
pub(crate) struct Envelope<T> {
    pub(crate) status: u16,
    pub(crate) code: i64,
    pub(crate) message: Option<String>,
    pub(crate) data: Option<T>,
}

/// A payment as `GET /receipt/{receipt_id}` tells it.
#[derive(Debug, Deserialize)]
pub(crate) struct Receipt {
    pub(crate) receipt_id: String,
    pub(crate) name: String,
    pub(crate) price: Amount,
    #[serde(default)]
    pub(crate) tax_free: Amount,
    pub(crate) cancelled_price: Amount,
    #[serde(default)]
    pub(crate) cancelled_tax_free: Amount,
    pub(crate) receipt_url: Option<String>,
    pub(crate) unit: Option<String>,
    /// The PG's alias, e.g. `kcp`.
    pub(crate) pg: Option<String>,
    pub(crate) method: Option<String>,
    pub(crate) payment_data: Option<PaymentData>,
    pub(crate) requested_at: Instant,
    pub(crate) purchased_at: Option<Instant>,
    pub(crate) revoked_at: Option<Instant>,
    pub(crate) status: i64,
}

/// The PG's own data; what is in it depends on the method.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PaymentData {
    pub(crate) card_name: Option<String>,
    pub(crate) card_no: Option<Secret>,
    pub(crate) card_quota: Option<String>,
    pub(crate) card_auth_no: Option<String>,
    pub(crate) bankname: Option<String>,
    /// The account that a virtual account is.
    pub(crate) account: Option<Secret>,
    pub(crate) expiredate: Option<String>,
    /// Who pays into it.
    pub(crate) username: Option<Secret>,
    /// Of a cash receipt; its words are not published.
    pub(crate) cash_result: Option<serde_json::Value>,
}

/// What `POST /cancel` answers.
#[derive(Debug, Deserialize)]
pub(crate) struct Cancelled {
    pub(crate) receipt_id: String,
    /// Of all cancels together.
    pub(crate) cancelled_price: Amount,
    pub(crate) revoked_at: Option<Instant>,
}
