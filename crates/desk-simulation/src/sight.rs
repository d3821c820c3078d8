//! What can be seen at one moment: the book, read with plain SQL, beside the vendors' truth.

mod bills;

use std::collections::BTreeMap;

use desk_api::agent::TerminalOutcome;
use serde::Deserialize;
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection as _, Row as _, SqliteConnection};

use crate::truth::Truth;
use crate::violation::Violation;
use crate::world::World;
use bills::{BILLS, bill};

pub use bills::{BillSeen, SentSeen};

/// A payment as the book has it; sums in won, instants in µs.
#[derive(Debug, Deserialize)]
pub struct PaymentSeen {
    pub id: String,
    pub gateway_payment_id: String,
    pub is_recorded: bool,
    /// A bill that nobody has paid yet, or ever will.
    pub is_unpaid: bool,
    pub amount_won: i64,
    pub cancelled_won: i64,
    pub reserved_won: i64,
    pub rebilled_won: i64,
    pub checked_at: i64,
    pub check_at: Option<i64>,
    pub ledger_paid_won: i64,
    pub ledger_cancelled_won: i64,
    pub open_follow_ups: i64,
}

#[derive(Debug, Deserialize)]
pub struct CancellationSeen {
    pub id: String,
    pub payment_id: String,
    pub kind: String,
    pub state: String,
    pub amount_won: i64,
    /// The vendor's id of it.
    #[serde(rename = "gateway_cancellation_id")]
    pub name: Option<String>,
    /// The key that its order carries.
    #[serde(rename = "gateway_key")]
    pub key: String,
    pub attention: Option<String>,
}

impl CancellationSeen {
    #[must_use]
    pub fn is_in_flight(&self) -> bool {
        matches!(self.state.as_str(), "awaiting_approval" | "requested" | "sent" | "unknown")
    }

    #[must_use]
    pub fn is_done(&self) -> bool {
        self.state == "succeeded"
    }

    #[must_use]
    pub fn is_forced(&self) -> bool {
        self.kind == "force"
    }

    /// Nobody will know by a read how it ended: a person has to look, and holds it for the answer.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.is_in_flight() && self.attention.as_deref() == Some("no_proof")
    }
}

#[derive(Debug, Deserialize)]
pub struct JobSeen {
    pub kind: String,
    pub gateway_payment_id: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct HookSeen {
    pub gateway_payment_id: String,
    pub received_at: i64,
    /// PortOne's carry a mark that tells one event from another.
    pub is_portone: bool,
}

/// What the laws are held against.
#[derive(Debug, Default)]
pub struct Sight {
    pub payments: Vec<PaymentSeen>,
    pub cancellations: Vec<CancellationSeen>,
    pub jobs: Vec<JobSeen>,
    pub hooks: Vec<HookSeen>,
    pub bills: Vec<BillSeen>,
    /// Bills that their vendor has.
    pub sent: Vec<SentSeen>,
    /// Messages about bills that the vendor has sent.
    pub messages: usize,
    /// Clicks that asked for one more.
    pub reminders: usize,
    /// By our id of the payment; nothing for what no vendor knows.
    pub truths: BTreeMap<String, Truth>,
    /// Marks of the PortOne webhooks that a desk has acknowledged.
    pub acknowledged: usize,
    /// Every end of an order that the agent of a terminal told, in its order.
    pub told: Vec<(String, TerminalOutcome)>,
}

impl Sight {
    pub fn of_payment(&self, id: &str) -> impl Iterator<Item = &CancellationSeen> {
        self.cancellations.iter().filter(move |one| one.payment_id == id)
    }

    /// What the PG's own records show of a cancel that nobody knows the end of: by its key, or, where a
    /// vendor keeps no names, by money beyond what the book knows of. `None`: there is no vendor.
    #[must_use]
    pub fn was_carried_out(&self, row: &CancellationSeen) -> Option<bool> {
        let truth = self.truths.get(&row.payment_id)?;
        let booked = self.of_payment(&row.payment_id).filter(|one| one.is_done());
        let booked_won: i64 = booked.map(|one| one.amount_won).sum();
        let has_key = truth.refunds.iter().any(|one| one.key.as_ref() == Some(&row.key));
        let is_keyless = truth.refunds.iter().all(|one| one.key.is_none() && one.id.is_none());
        let is_beyond = truth.refunded_won() >= booked_won + row.amount_won;
        Some(has_key || (is_keyless && is_beyond))
    }

    /// Bills over what was cancelled of a payment.
    pub(crate) fn bills_over(&self, id: &str) -> impl Iterator<Item = &BillSeen> {
        self.bills.iter().filter(move |bill| bill.rebill_of.as_deref() == Some(id))
    }
}

const PAYMENTS: &str = "SELECT p.id, p.gateway_payment_id, p.amount_won, p.cancelled_won, \
     p.reserved_won, p.rebilled_won, p.channel = 'recorded' AS is_recorded, \
     p.book_status IN ('unpaid', 'void') AS is_unpaid, COALESCE(p.gateway_checked_at, 0) AS checked_at, p.check_at, \
     (SELECT COALESCE(SUM(amount_won), 0) FROM ledger_entries l \
         WHERE l.payment_id = p.id AND l.kind = 'pay') AS ledger_paid_won, \
     (SELECT -COALESCE(SUM(amount_won), 0) FROM ledger_entries l \
         WHERE l.payment_id = p.id AND l.kind = 'cancel') AS ledger_cancelled_won, \
     (SELECT COUNT(*) FROM follow_ups f \
         WHERE f.payment_id = p.id AND f.closed_at IS NULL) AS open_follow_ups FROM payments p";
const CANCELLATIONS: &str = "SELECT id, payment_id, kind, state, amount_won, \
     gateway_cancellation_id, gateway_key, attention FROM cancellations";
const JOBS: &str = "SELECT kind, gateway_payment_id FROM jobs";
const HOOKS: &str = "SELECT h.gateway_payment_id, h.received_at, \
     p.channel = 'portone' AS is_portone FROM hooks h \
     JOIN payments p ON p.gateway_payment_id = h.gateway_payment_id";

impl World {
    pub(crate) async fn look(&mut self) -> Result<Sight, Violation> {
        self.adopt_bills().await?;
        let sent = self.bills_at_vendor();
        let truths = self.payments.iter().filter_map(|stocked| {
            Some((stocked.id.to_string(), Truth::of(&self.vendors, stocked)?))
        });
        let truths = truths.collect();
        // One snapshot: what somebody who has vanished still commits must not come between two reads.
        let mut moment = self.book.begin().await?;
        let sight = Sight {
            payments: all(&mut moment, PAYMENTS, payment).await?,
            cancellations: all(&mut moment, CANCELLATIONS, cancellation).await?,
            jobs: all(&mut moment, JOBS, job).await?,
            hooks: all(&mut moment, HOOKS, hook).await?,
            bills: all(&mut moment, BILLS, bill).await?,
            sent,
            messages: usize::try_from(self.vendors.messages_sent()).unwrap_or(usize::MAX),
            reminders: self.reminders.len(),
            truths,
            acknowledged: self.acknowledged.len(),
            told: self.lane.told(),
        };
        moment.rollback().await?;
        Ok(sight)
    }
}

async fn all<T>(
    book: &mut SqliteConnection,
    statement: &'static str,
    read: fn(&SqliteRow) -> Result<T, sqlx::Error>,
) -> Result<Vec<T>, sqlx::Error> {
    let rows = sqlx::query(statement).fetch_all(book).await?;
    rows.iter().map(read).collect()
}

fn payment(row: &SqliteRow) -> Result<PaymentSeen, sqlx::Error> {
    Ok(PaymentSeen {
        id: row.try_get("id")?,
        gateway_payment_id: row.try_get("gateway_payment_id")?,
        is_recorded: row.try_get("is_recorded")?,
        is_unpaid: row.try_get("is_unpaid")?,
        rebilled_won: row.try_get("rebilled_won")?,
        amount_won: row.try_get("amount_won")?,
        cancelled_won: row.try_get("cancelled_won")?,
        reserved_won: row.try_get("reserved_won")?,
        checked_at: row.try_get("checked_at")?,
        check_at: row.try_get("check_at")?,
        ledger_paid_won: row.try_get("ledger_paid_won")?,
        ledger_cancelled_won: row.try_get("ledger_cancelled_won")?,
        open_follow_ups: row.try_get("open_follow_ups")?,
    })
}

fn cancellation(row: &SqliteRow) -> Result<CancellationSeen, sqlx::Error> {
    Ok(CancellationSeen {
        id: row.try_get("id")?,
        payment_id: row.try_get("payment_id")?,
        kind: row.try_get("kind")?,
        state: row.try_get("state")?,
        amount_won: row.try_get("amount_won")?,
        name: row.try_get("gateway_cancellation_id")?,
        key: row.try_get("gateway_key")?,
        attention: row.try_get("attention")?,
    })
}

fn job(row: &SqliteRow) -> Result<JobSeen, sqlx::Error> {
    Ok(JobSeen {
        kind: row.try_get("kind")?,
        gateway_payment_id: row.try_get("gateway_payment_id")?,
    })
}

fn hook(row: &SqliteRow) -> Result<HookSeen, sqlx::Error> {
    Ok(HookSeen {
        gateway_payment_id: row.try_get("gateway_payment_id")?,
        received_at: row.try_get("received_at")?,
        is_portone: row.try_get("is_portone")?,
    })
}
