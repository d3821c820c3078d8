//! The payment object: one struct for all seven variants of the vendor's union on `status`.
//! `super::super::view` leaves out what a variant does not have.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Cancellation, Method, WebhookRecord};
use crate::private::Private;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentStatus {
    Ready,
    PayPending,
    VirtualAccountIssued,
    Paid,
    Failed,
    PartialCancelled,
    Cancelled,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Payment {
    pub status: PaymentStatus,
    pub id: String,
    pub transaction_id: String,
    pub merchant_id: String,
    pub store_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    pub channel: Channel,
    pub version: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub webhooks: Vec<WebhookRecord>,
    pub requested_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub status_changed_at: DateTime<Utc>,
    pub order_name: String,
    pub amount: Amount,
    pub currency: String,
    pub customer: Customer,
    pub origin: Origin,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promotion_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escrow: Option<Escrow>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<Product>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_data: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pg_tx_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_url: Option<String>,
    #[serde(default)]
    pub disputes: Vec<Dispute>,
    #[serde(default)]
    pub cancellations: Vec<Cancellation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled_at: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_at: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}

/// Won. `total`, `cancelled` and `cancelled_tax_free` are in order money, before any promotion;
/// `paid` is what was really charged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Amount {
    pub total: i64,
    pub tax_free: i64,
    #[serde(default)]
    pub vat: i64,
    #[serde(default)]
    pub supply: i64,
    pub discount: i64,
    pub paid: i64,
    pub cancelled: i64,
    pub cancelled_tax_free: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChannelType {
    Live,
    Test,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Channel {
    #[serde(rename = "type")]
    pub kind: ChannelType,
    pub id: String,
    pub key: String,
    pub name: String,
    pub pg_provider: String,
    pub pg_merchant_id: String,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Customer {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Private>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Private>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<Private>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zipcode: Option<Private>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Origin {
    /// `PC`, `MOBILE` or `API`.
    pub platform_type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_agent: Option<String>,
    pub ip_address: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Escrow {
    BeforeRegistered,
    #[serde(rename_all = "camelCase")]
    Registered {
        company: String,
        invoice_number: String,
    },
    #[serde(rename_all = "camelCase")]
    Delivered {
        company: String,
        invoice_number: String,
    },
    #[serde(rename_all = "camelCase")]
    Confirmed {
        company: String,
        invoice_number: String,
        is_automatically_confirmed: bool,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Product {
    pub id: String,
    pub name: String,
    pub amount: i64,
    pub quantity: i32,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dispute {
    /// `UNRESOLVED` or `RESOLVED`.
    pub status: String,
    pub reason: String,
    pub created_at: DateTime<Utc>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Failure {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pg_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pg_message: Option<String>,
}
