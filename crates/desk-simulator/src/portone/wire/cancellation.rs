//! One entry of `cancellations`: a union on `status`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CancellationStatus {
    Succeeded,
    /// Also answered with HTTP 200.
    Failed,
    /// Asynchronous: a webhook or a later read tells the end.
    Requested,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Trigger {
    Console,
    Api,
    PortoneAdmin,
    Chargeback,
}

/// Amounts are won in order money, before any promotion.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cancellation {
    pub status: CancellationStatus,
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pg_cancellation_id: Option<String>,
    pub total_amount: i64,
    pub tax_free_amount: i64,
    pub vat_amount: i64,
    pub reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled_at: Option<DateTime<Utc>>,
    pub requested_at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_url: Option<String>,
    pub trigger: Trigger,
}
