//! How far book and vendors agree, and what a person says of money that was cancelled outside.

use chrono::NaiveDate;
use desk_domain::cancellation::ReasonCode;
use desk_domain::payment::Channel;
use desk_domain::{FollowUpId, MerchantId, StaffId, Timestamp, Won};

/// One channel's payments that were paid, held against what its vendor last said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelAgreement {
    pub channel: Channel,
    pub payments: i64,
    /// What was paid, whatever became of it.
    pub amount: Won,
    pub agreeing: i64,
    pub agreeing_amount: Won,
    /// Asked about, and not answered.
    pub unanswered: i64,
    /// Open follow-ups, and by how much book and vendor differ in them.
    pub open: i64,
    pub at_risk: Won,
}

impl ChannelAgreement {
    #[must_use]
    pub const fn none(channel: Channel) -> Self {
        Self {
            channel,
            payments: 0,
            amount: Won::ZERO,
            agreeing: 0,
            agreeing_amount: Won::ZERO,
            unanswered: 0,
            open: 0,
            at_risk: Won::ZERO,
        }
    }
}

/// How far the book agrees with the vendors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreementSums {
    /// In the order of [`Channel::ALL`]; only those with a payment.
    pub channels: Vec<ChannelAgreement>,
    /// The open follow-up that was opened first, and when.
    pub oldest: Option<(FollowUpId, Timestamp)>,
}

impl AgreementSums {
    /// One figure over all channels.
    #[must_use]
    pub fn total(&self, figure: impl Fn(&ChannelAgreement) -> i64) -> i64 {
        self.channels.iter().map(figure).sum()
    }

    #[must_use]
    pub fn total_won(&self, figure: impl Fn(&ChannelAgreement) -> Won) -> Won {
        self.channels.iter().map(figure).sum()
    }
}

/// What a merchant's book looked like in the night after a day. Never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Night {
    pub merchant_id: MerchantId,
    /// The Korean calendar date that it sums up.
    pub day: NaiveDate,
    pub written_at: Timestamp,
    /// As they stood at `written_at`.
    pub payments: i64,
    pub agreeing: i64,
    pub unanswered: i64,
    pub open: i64,
    pub at_risk: Won,
    /// Follow-ups of the day: opened, closed, and among these the ones that a person took into the book.
    pub opened: i64,
    pub closed: i64,
    pub adopted: i64,
}

/// Who takes a cancel made outside into the book, and why it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    pub by: StaffId,
    pub reason_code: ReasonCode,
    /// Kept with the cancellation and the follow-up, never in the audit chain.
    pub note: String,
}
