//! 후처리: somebody's duty while book and gateway differ, and what ends it.
//!
//! A payment has at most one open follow-up. It opens when its book and its gateway part, carries
//! the difference as the amount at risk, and closes on proof only: a read that shows them agreeing,
//! the approval number of the cancel, or a manager's signed note.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::advice::Proof;
use crate::outside::OutsideCancel;
use crate::payment::{Agreement, Payment, named_enum};
use crate::{CancellationId, FollowUpId, MerchantId, PaymentId, StaffId, Timestamp, Won, kst};

named_enum! {
    /// What parted book and gateway.
    FollowUpCause {
        /// Cancelled in the book, not at the gateway: the customer may still be charged.
        BookAhead = "book_ahead",
        /// Cancelled at the gateway, not in the book: the book still counts the money.
        GatewayAhead = "gateway_ahead",
        /// Book, gateway and file name different sums for what was paid.
        AmountsDiffer = "amounts_differ",
        /// A cancel is in doubt: it was handed over, and nobody who can be asked tells how it ended.
        /// While it is, this comes before every other cause.
        Unproven = "unproven",
        /// A bill was paid at its vendor after our book had let go of it: the customer may have paid twice
        /// for one thing.
        PaidAfterAll = "paid_after_all",
        /// The gateway has cancelled, and the bank sent the money back: the customer has none of it.
        RefundBounced = "refund_bounced",
        /// A manager signed off a cancel that the gateway did not show, and now it does: whoever paid the
        /// customer by hand meanwhile has paid twice.
        PaidBackTwice = "paid_back_twice",
        /// The vendor has taken a cancel and settles it for longer than any does: a bank or a PG holds the money.
        PendingLong = "pending_long",
    }
}

/// Days until a follow-up is due: the next Korean calendar day, so that nobody is charged overnight
/// unnoticed for longer than one closing of the till.
pub const FOLLOW_UP_DUE_DAYS: u32 = 1;
/// Longest note on a follow-up, in characters.
pub const FOLLOW_UP_NOTE_MAX_CHARS: usize = 500;
/// Shortest note that a manager may sign as proof, in characters: who was asked, and what was said.
pub const SIGNED_NOTE_MIN_CHARS: usize = 10;
/// Longest approval number of a cancel, in characters. Korean VANs give 8 digits, card brands up to 12.
pub const APPROVAL_NUMBER_MAX_CHARS: usize = 20;

impl Default for FollowUpCause {
    /// What a force-cancel leaves.
    fn default() -> Self {
        Self::BookAhead
    }
}

impl FollowUpCause {
    /// The cause that follows from a comparison; `None` where nothing is known to differ.
    #[must_use]
    pub const fn of(agreement: Agreement) -> Option<Self> {
        match agreement {
            Agreement::BookAhead => Some(Self::BookAhead),
            Agreement::GatewayAhead => Some(Self::GatewayAhead),
            Agreement::AmountsDiffer => Some(Self::AmountsDiffer),
            Agreement::Agrees | Agreement::Unknown => None,
        }
    }

    /// Whether the customer may still be without the money that the book counts as given back.
    #[must_use]
    pub const fn is_owed(self) -> bool {
        match self {
            Self::BookAhead | Self::RefundBounced => true,
            Self::GatewayAhead
            | Self::AmountsDiffer
            | Self::Unproven
            | Self::PaidAfterAll
            | Self::PaidBackTwice
            | Self::PendingLong => false,
        }
    }

    /// Whether only the gateway ends it: while it has the order in hand nobody's word frees the money.
    #[must_use]
    pub const fn is_gateways_alone(self) -> bool {
        matches!(self, Self::PendingLong)
    }
}

/// The id of a payment's next follow-up, where it has had `before`. It follows from these, so that whoever
/// books a change needs no random numbers; not from the payment's version, which a doubt leaves as it is.
#[must_use]
pub fn id_of(payment: &PaymentId, before: u64) -> FollowUpId {
    let digest = Sha256::new()
        .chain_update(b"follow-up of a payment")
        .chain_update(payment.as_str())
        .chain_update(before.to_be_bytes())
        .finalize();
    let (bits, _) = digest.split_first_chunk::<16>().expect("a SHA-256 has 32 bytes");
    FollowUpId::from_bits(u128::from_be_bytes(*bits))
}

/// The money by which book and gateway differ, in won: of what was cancelled, or else of what was paid.
#[must_use]
pub fn amount_at_risk(payment: &Payment) -> Won {
    let cancelled = apart(payment.amounts.cancelled, payment.gateway_cancelled);
    if cancelled.is_positive() {
        return cancelled;
    }
    let told = [payment.gateway_amount, payment.file_amount].into_iter().flatten();
    told.map(|told| apart(payment.amounts.paid, told)).max().unwrap_or(Won::ZERO)
}

fn apart(one: Won, other: Won) -> Won {
    one.max(other).saturating_sub(one.min(other))
}

/// The Korean calendar date by which a follow-up opened at `now` should be closed.
#[must_use]
pub fn due_on(now: Timestamp) -> NaiveDate {
    kst::add_days(now.kst_date(), FOLLOW_UP_DUE_DAYS)
}

/// How a follow-up ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    pub at: Timestamp,
    /// `None` when a read closed it by itself. With a read, who took the difference into the book.
    pub by: Option<StaffId>,
    pub proof: Proof,
    /// The approval number of the cancel, or the signed words; for a read why it was cancelled outside, or
    /// nothing.
    pub evidence: String,
    /// When book and gateway agreed again, or were made to. A difference that comes later is another one,
    /// also where its sum is the same: this is no proof of that.
    pub outlived_at: Option<Timestamp>,
}

/// One follow-up. Rows of the store map to it one to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    pub id: FollowUpId,
    pub payment_id: PaymentId,
    pub merchant_id: MerchantId,
    /// The force-cancel or the unproven cancel it came from, where one did.
    pub cancellation_id: Option<CancellationId>,
    pub cause: FollowUpCause,
    pub amount_at_risk: Won,
    /// Who sees to it; `None` is everybody's.
    pub owner: Option<StaffId>,
    /// The Korean calendar date by which it should be closed.
    pub due_on: NaiveDate,
    pub opened_at: Timestamp,
    /// What somebody says was cancelled outside, whether or not that has closed it.
    pub outside: Option<OutsideCancel>,
    pub closing: Option<Closing>,
}

impl FollowUp {
    #[must_use]
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.closing.is_none() && self.due_on < today
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_known_difference_is_a_cause() {
        assert_eq!(FollowUpCause::of(Agreement::BookAhead), Some(FollowUpCause::BookAhead));
        assert_eq!(FollowUpCause::of(Agreement::GatewayAhead), Some(FollowUpCause::GatewayAhead));
        let amounts = FollowUpCause::of(Agreement::AmountsDiffer);
        assert_eq!(amounts, Some(FollowUpCause::AmountsDiffer));
        assert_eq!(FollowUpCause::of(Agreement::Agrees), None);
        assert_eq!(FollowUpCause::of(Agreement::Unknown), None);
    }

    #[track_caller]
    fn check_due(opened: &str, due: &str) {
        let opened = Timestamp::parse_rfc3339(opened).unwrap();
        assert_eq!(due_on(opened).to_string(), due);
    }

    #[test]
    fn it_is_due_on_the_next_korean_day() {
        check_due("2026-11-30T23:59:59+09:00", "2026-12-01");
        check_due("2026-12-01T00:00:00+09:00", "2026-12-02");
        check_due("2028-02-28T09:00:00+09:00", "2028-02-29");
    }
}
