//! Why nothing can be cancelled right now, whatever the method says.

use crate::decision::{Notice, Severity};
use crate::follow_up::FollowUpCause;
use crate::payment::{Agreement, BookStatus, Channel, GatewayStatus};
use crate::rulebook::cell::Cell;
use crate::rulebook::facts::MatchKey;
use crate::rulebook::message::Words;
use crate::rulebook::phrase;
use crate::rulebook::rule::Reach;

use super::case::Case;

/// A block that comes from the state of the payment.
pub(super) struct Hold {
    pub(super) notice: Notice,
    /// Nothing more will ever be cancelled here, so deadlines and the like say nothing.
    pub(super) settled: bool,
}

impl Case<'_> {
    pub(super) fn find_hold(&self) -> Option<Hold> {
        let payment = self.payment;
        let settled = |notice| Some(Hold { notice, settled: true });
        let waiting = |notice| Some(Hold { notice, settled: false });
        match payment.book_status {
            BookStatus::Void => return settled(self.block(&phrase::VOIDED)),
            BookStatus::Cancelled if payment.agreement == Agreement::BookAhead => {
                return settled(self.block(&phrase::CANCELLED_IN_BOOK_ONLY));
            }
            BookStatus::Cancelled => return settled(self.block(&phrase::CANCELLED)),
            BookStatus::Unpaid if payment.gateway_status == GatewayStatus::Failed => {
                return settled(self.block(&phrase::FAILED));
            }
            BookStatus::Unpaid => return settled(self.unpaid()),
            BookStatus::Paid | BookStatus::PartiallyCancelled => {}
        }
        if payment.amounts.reserved.is_positive() {
            return waiting(self.in_flight());
        }
        if payment.agreement == Agreement::GatewayAhead {
            return waiting(self.block(&phrase::GATEWAY_AHEAD));
        }
        if let Some(notice) = self.no_connection() {
            return waiting(notice);
        }
        if self.gateway_is_silent() {
            return waiting(self.block(&phrase::CHECKING));
        }
        if !payment.cancellable().is_positive() {
            return settled(self.block(&phrase::NOTHING_LEFT));
        }
        None
    }

    pub(super) fn block(&self, phrase: &phrase::Phrase) -> Notice {
        self.fact(phrase, Severity::Block, self.phrase(phrase))
    }

    /// Under way, or in doubt: then the money may be back with the customer, and any other cancel, also
    /// one in the book only, would rest on a guess.
    pub(super) fn in_flight(&self) -> Notice {
        let is_in_doubt = self.duty == Some(FollowUpCause::Unproven);
        let phrase = if is_in_doubt { &phrase::IN_DOUBT } else { &phrase::IN_FLIGHT };
        let words = Words::none().with("reserved", self.payment.amounts.reserved);
        self.fact(phrase, Severity::Block, self.book.speak(phrase, &words))
    }

    /// A payment that has to go over a connection and has none.
    pub(super) fn no_connection(&self) -> Option<Notice> {
        let reach = self.book.rules_of(self.payment.channel).reach;
        (reach == Reach::Connection && self.payment.channel_id.is_none())
            .then(|| self.block(&phrase::NO_CONNECTION))
    }

    /// We asked and got no answer. Where no vendor is behind the payment there is nobody to ask. A terminal
    /// that is switched off, or cannot look approvals up, holds up nothing: it is asked once more before
    /// the order, and a VAN refuses to cancel one approval twice.
    pub(super) fn gateway_is_silent(&self) -> bool {
        let asked = match self.book.rules_of(self.payment.channel).reach {
            Reach::Connection => self.payment.channel != Channel::Terminal,
            Reach::Book | Reach::Site => false,
        };
        asked
            && (self.payment.agreement == Agreement::Unknown
                || self.payment.gateway_status == GatewayStatus::Unknown)
    }

    /// Not paid yet: a rule for the unpaid stage knows what to do instead.
    fn unpaid(&self) -> Notice {
        let for_unpaid = self
            .rules
            .cell(|rule| rule.full.as_ref())
            .filter(|used| used.rule.when.0.contains_key(&MatchKey::Stage));
        let said = for_unpaid.and_then(|used| Some((used, used.cell.say.as_ref()?)));
        let Some((used, say)) = said else { return self.block(&phrase::UNPAID) };
        let text = self.with_instead(self.say(say), used.cell.instead.as_ref());
        let origin = used.cell.origin();
        self.ruled(phrase::UNPAID.key, Severity::Block, text, used.rule_id(), origin)
    }
}
