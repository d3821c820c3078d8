//! What can be seen at one moment: the book, read with plain SQL, beside the vendors' truth.

mod bills;
mod book;

use std::collections::{BTreeMap, BTreeSet};

use desk_api::agent::TerminalOutcome;
use desk_domain::StaffId;
use serde::Deserialize;
use sqlx::Connection as _;

use crate::truth::Truth;
use crate::violation::Violation;
use crate::world::World;

pub use bills::{BillSeen, SentSeen};
pub use book::{Cells, Rows};

/// A payment as the book has it; sums in won, instants in µs.
#[derive(Debug, Deserialize)]
pub struct PaymentSeen {
    pub id: String,
    pub channel: String,
    pub gateway_payment_id: String,
    pub book_status: String,
    pub amount_won: i64,
    pub cancelled_won: i64,
    pub reserved_won: i64,
    pub rebilled_won: i64,
    pub checked_at: i64,
    pub check_at: Option<i64>,
    pub ledger_paid_won: i64,
    pub ledger_cancelled_won: i64,
}

impl PaymentSeen {
    /// No vendor is behind it.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        self.channel == "recorded"
    }

    /// A bill that nobody has paid yet, or ever will.
    #[must_use]
    pub fn is_unpaid(&self) -> bool {
        matches!(self.book_status.as_str(), "unpaid" | "void")
    }
}

/// An open follow-up.
#[derive(Debug, Deserialize)]
pub struct DutySeen {
    pub id: String,
    pub payment_id: String,
    pub cause: String,
    pub amount_at_risk_won: i64,
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
    /// Who took it into the book, where it was made outside: a person, or the desk by itself.
    pub adopted_by: Option<String>,
    /// What a bank sent back of it.
    pub bounced_won: i64,
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

    /// Made outside, and taken into the book by a person.
    #[must_use]
    pub fn is_adopted(&self) -> bool {
        self.adopted_by.as_ref().is_some_and(|actor| actor.starts_with(StaffId::PREFIX))
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
    /// When it is due, in µs; that of one which is being worked on: when its lease ends.
    pub run_at: i64,
}

#[derive(Debug, Deserialize)]
pub struct HookSeen {
    /// The mark of its event; of one that names none, a digest of its body.
    pub hook_id: String,
    pub gateway_payment_id: String,
    pub received_at: i64,
    pub channel: String,
}

impl HookSeen {
    /// PortOne's carry a mark that tells one event from another.
    #[must_use]
    pub fn is_portone(&self) -> bool {
        self.channel == "portone"
    }
}

/// What the laws are held against.
#[derive(Debug, Default)]
pub struct Sight {
    pub payments: Vec<PaymentSeen>,
    pub duties: Vec<DutySeen>,
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

    /// The open follow-up of a payment.
    #[must_use]
    pub fn duty_of(&self, payment: &str) -> Option<&DutySeen> {
        self.duties.iter().find(|duty| duty.payment_id == payment)
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
        let book = Sight::of_book(&mut *moment).await?;
        moment.rollback().await?;
        Ok(Sight {
            sent,
            messages: usize::try_from(self.vendors.messages_sent()).unwrap_or(usize::MAX),
            reminders: self.reminders.len(),
            truths,
            acknowledged: self.acknowledged.union(&self.kept_untold(&book)).count(),
            told: self.lane.told(),
            ..book
        })
    }

    /// Marks of webhooks that were kept by a desk that died before it could say so.
    fn kept_untold(&self, book: &Sight) -> BTreeSet<String> {
        let is_kept = |mark: &&String| book.hooks.iter().any(|hook| hook.hook_id == **mark);
        self.unanswered.iter().filter(is_kept).cloned().collect()
    }
}
