//! The history of webhooks that the payment object carries.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::PaymentStatus;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WebhookStatus {
    Succeeded,
    FailedNotOkResponse,
    FailedUnexpectedError,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WebhookTrigger {
    Manual,
    VirtualAccountDeposit,
    AsyncCancelApproved,
    AsyncPayApproved,
    AsyncPayFailed,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookRecord {
    pub payment_status: PaymentStatus,
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<WebhookStatus>,
    pub url: String,
    pub current_execution_count: i32,
    pub max_execution_count: i32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<WebhookTrigger>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<WebhookCall>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<WebhookReply>,
    pub triggered_at: DateTime<Utc>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookCall {
    pub body: String,
    pub requested_at: DateTime<Utc>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WebhookReply {
    pub code: String,
    pub header: String,
    pub body: String,
    pub responded_at: DateTime<Utc>,
}
