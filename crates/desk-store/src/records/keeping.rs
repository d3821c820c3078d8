//! What is told of a store as a whole.

use std::collections::BTreeMap;

use desk_domain::audit::AuditHead;
use desk_domain::id::ChannelId;
use desk_domain::{MerchantId, TerminalId, Timestamp, Won};
use serde::{Deserialize, Serialize};

/// What a store holds at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Inventory {
    /// The last step of its schema.
    pub migration: i64,
    /// Rows of each table.
    pub rows: BTreeMap<String, i64>,
    pub channels: Vec<ChannelSums>,
    pub audit: AuditHead,
}

/// The money of one channel.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct ChannelSums {
    pub channel: String,
    pub payments: i64,
    pub amount_won: Won,
    pub cancelled_won: Won,
    /// Set aside for cancels that are under way.
    pub reserved_won: Won,
}

/// A payment whose sums do not follow from its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    pub payment_id: String,
    pub kind: ContradictionKind,
    /// What the payment says …
    pub said_won: Won,
    /// … and what its rows add up to.
    pub rows_won: Won,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ContradictionKind {
    /// Set aside, against the cancellations in flight.
    Reserved,
    /// Cancelled, against the cancellations that succeeded.
    Cancelled,
    /// Paid, against the ledger.
    LedgerPaid,
    /// Cancelled, against the ledger.
    LedgerCancelled,
}

/// When and where a book stood when its copy was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenAt {
    pub at: Timestamp,
    pub audit: AuditHead,
}

/// What a restored book has to find out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// Cancels that were under way: read until the vendor shows how they ended, never sent again.
    pub cancellations: i64,
    /// Bills that were being sent: looked for at their vendor, never sent again by themselves.
    pub bills: i64,
    /// Payments that may have moved since: all are read again.
    pub payments: i64,
}

/// What is late or open: numbers that may be asked for every few seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    pub overdue_jobs: Overdue,
    /// Jobs that this program cannot do.
    pub jobs_set_aside: i64,
    /// Cancels of which nobody knows yet how they ended.
    pub unknown_cancellations: Overdue,
    /// Follow-ups whose day is over.
    pub overdue_follow_ups: i64,
    pub open_follow_ups: i64,
}

/// What is late, open or silent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vitals {
    /// The database's own clock, where it has one besides this machine's.
    pub database_now: Option<Timestamp>,
    pub backlog: Backlog,
    /// When each connection was last called by its vendor.
    pub last_hooks: Vec<(ChannelId, Timestamp)>,
    pub terminals: Vec<TerminalSeen>,
}

/// How many, and since when the longest one waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overdue {
    pub count: i64,
    pub oldest: Option<Timestamp>,
}

/// A paired terminal and its agent's last sign of life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerminalSeen {
    pub id: TerminalId,
    pub merchant_id: MerchantId,
    pub name: String,
    pub last_seen_at: Option<Timestamp>,
}
