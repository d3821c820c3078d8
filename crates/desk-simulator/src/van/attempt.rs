//! One start of a cancel at the device. The same request id twice is two attempts: the device
//! itself recognises no repeat.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::approval::Kind;
use super::judge::Decline;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attempt {
    /// Counts all starts at this device.
    pub number: u32,
    pub request_id: String,
    pub kind: Kind,
    pub approval_number: String,
    pub approved_on: NaiveDate,
    /// Of the original approval, as the caller says.
    pub amount_won: i64,
    pub cancel_won: i64,
    pub installment_months: u32,
    pub stage: Stage,
    pub stage_since: DateTime<Utc>,
    pub card: Option<Card>,
    pub end: Option<End>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    AwaitingCard,
    Processing,
    Done,
}

/// Which card a person puts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Card {
    /// The one that was paid with.
    Right,
    /// The card of another approval.
    Other,
}

/// How an attempt ended, as far as the device knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    Succeeded {
        approval_number: String,
        approved_at: DateTime<Utc>,
    },
    Declined(Decline),
    Aborted(AbortedBy),
    /// The VAN was asked and its answer never came.
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbortedBy {
    /// The cancel key, or the driver on somebody's behalf.
    Person,
    CardPulled,
    TimeOut,
}
