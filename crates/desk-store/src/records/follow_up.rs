//! Follow-ups as they are asked for, told and closed.

use desk_domain::advice::Proof;
use desk_domain::follow_up::{FollowUp, FollowUpCause};
use desk_domain::outside::OutsideCancel;
use desk_domain::payment::{Channel, Payment};
use desk_domain::{FollowUpId, MerchantId, PaymentId, StaffId, Timestamp, Won};

/// A follow-up in a list, with its payment and what people wrote on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpRow {
    pub follow_up: FollowUp,
    pub payment: Payment,
    /// Oldest first.
    pub notes: Vec<FollowUpNote>,
}

/// What somebody wrote on a follow-up. Never changed, never removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpNote {
    pub at: Timestamp,
    pub staff_id: StaffId,
    pub words: String,
}

/// What a list of follow-ups is narrowed to. Empty vectors narrow nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUpFilter {
    pub merchants: Vec<MerchantId>,
    /// Closed ones, the latest first; else open ones, the longest due first.
    pub closed: bool,
    pub owner: Option<StaffId>,
    /// Only what is nobody's yet.
    pub unowned: bool,
    pub causes: Vec<FollowUpCause>,
    pub channels: Vec<Channel>,
    /// By whatever a person has of the payment, as in the list of payments.
    pub search: Option<String>,
    /// Only open ones that were due before this instant.
    pub due_before: Option<Timestamp>,
    pub payment_id: Option<PaymentId>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowUpCounts {
    pub open: i64,
    pub mine: i64,
    pub overdue: i64,
}

/// The proof that ends a follow-up, brought by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClosing {
    pub id: FollowUpId,
    pub by: StaffId,
    pub proof: Proof,
    /// The approval number of the cancel, or the signed words.
    pub evidence: String,
    /// Nobody can ask the gateway, so the proof speaks for it. Otherwise what it said stays.
    pub for_gateway: bool,
    /// The difference that the proof is about, and no other.
    pub seen: Option<(FollowUpCause, Won)>,
    pub at: Timestamp,
}

/// What a person says was cancelled outside, before anybody is asked about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClaim {
    pub id: FollowUpId,
    pub by: StaffId,
    pub outside: OutsideCancel,
    pub at: Timestamp,
}

/// What became of an attempt to change a follow-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowUpChanged {
    Done(FollowUp),
    /// It is closed already; nothing changed.
    AlreadyClosed(FollowUp),
    /// It is about another difference by now; nothing changed.
    AnotherDifference(FollowUp),
    /// It is about a cancel in doubt, which only a [`Finding`](super::Finding) ends; nothing changed.
    InDoubt(FollowUp),
}
