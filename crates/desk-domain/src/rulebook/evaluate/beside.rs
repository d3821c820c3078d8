//! The buttons beside the cancels: force-cancel, re-bill, void, and a void that was made outside.

use crate::decision::{Action, ActionDecision, Severity};
use crate::follow_up::FollowUpCause;
use crate::payment::{Agreement, BookStatus, GatewayStatus};
use crate::rulebook::cell::{Allowed, Cell};
use crate::rulebook::phrase;
use crate::rulebook::rule::Reach;

use super::case::{Case, decided};

impl Case<'_> {
    /// In the book only: allowed for whatever was paid and is not being cancelled already.
    pub(super) fn force_cancel(&self) -> ActionDecision {
        let blocked = |notice| decided(Action::ForceCancel, vec![notice], false);
        match self.payment.book_status {
            BookStatus::Unpaid => return blocked(self.block(&phrase::FORCE_UNPAID)),
            BookStatus::Void => return blocked(self.block(&phrase::VOIDED)),
            BookStatus::Cancelled => return blocked(self.block(&phrase::CANCELLED)),
            BookStatus::Paid | BookStatus::PartiallyCancelled => {}
        }
        if self.payment.amounts.reserved.is_positive() {
            return blocked(self.in_flight());
        }
        if !self.payment.cancellable().is_positive() {
            return blocked(self.block(&phrase::NOTHING_LEFT));
        }
        let duty = self.book.follow_up_rule(self.payment, FollowUpCause::BookAhead);
        let severity = if duty.harmless { Severity::Info } else { Severity::Warning };
        let (text, rule) = (self.say(&duty.still_live), duty.id.get_ref());
        let mut reasons =
            vec![self.ruled("force_leaves_undone", severity, text, rule, duty.origin())];
        if self.payment.agreement == Agreement::GatewayAhead {
            let text = self.phrase(&phrase::FORCE_GATEWAY_AHEAD);
            reasons.push(self.fact(&phrase::FORCE_GATEWAY_AHEAD, Severity::Warning, text));
        }
        decided(Action::ForceCancel, reasons, !duty.harmless)
    }

    /// 미납내역 가져오기: what was cancelled can be billed again, once. While the duty of a force-cancel or
    /// of a refund that came back is open the customer may not have the money, and would pay twice.
    pub(super) fn rebill(&self) -> ActionDecision {
        let blocked = |phrase| decided(Action::Rebill, vec![self.block(phrase)], false);
        if !self.payment.amounts.cancelled.is_positive() {
            return blocked(&phrase::REBILL_NOTHING);
        }
        if self.duty == Some(FollowUpCause::BookAhead) {
            return blocked(&phrase::REBILL_AFTER_FORCE);
        }
        if self.duty == Some(FollowUpCause::RefundBounced) {
            return blocked(&phrase::REBILL_AFTER_BOUNCE);
        }
        if !self.payment.rebillable().is_positive() {
            return blocked(&phrase::REBILL_ALL_BILLED);
        }
        if self.payment.agreement == Agreement::BookAhead {
            let text = self.phrase(&phrase::REBILL_BOOK_AHEAD);
            let first = self.fact(&phrase::REBILL_BOOK_AHEAD, Severity::Warning, text);
            return decided(Action::Rebill, vec![first], true);
        }
        decided(Action::Rebill, vec![], false)
    }

    /// Withdraws what is not paid yet: closes the empty virtual account, voids the bill.
    pub(super) fn void(&self) -> ActionDecision {
        let blocked = |phrase| decided(Action::Void, vec![self.block(phrase)], false);
        if let Some(over) = self.over_with() {
            return blocked(over);
        }
        match self.payment.gateway_status {
            GatewayStatus::Paid | GatewayStatus::PartiallyCancelled => {
                return blocked(&phrase::VOID_DEPOSITED);
            }
            GatewayStatus::Cancelled | GatewayStatus::Failed | GatewayStatus::Closed => {
                return blocked(&phrase::VOID_CLOSED);
            }
            // Where nobody can be asked, the silence means nothing.
            GatewayStatus::Unknown if self.gateway_is_silent() => {
                let unread = self.no_connection().unwrap_or_else(|| self.block(&phrase::CHECKING));
                return decided(Action::Void, vec![unread], false);
            }
            GatewayStatus::Unknown
            | GatewayStatus::None
            | GatewayStatus::Ready
            | GatewayStatus::Pending
            | GatewayStatus::WaitingForDeposit => {}
        }
        let Some(ability) = self.rules.cell(|rule| rule.void.as_ref()) else {
            return blocked(&phrase::VOID_NOTHING);
        };
        if let Some(notice) = self.no_connection() {
            return decided(Action::Void, vec![notice], false);
        }
        decided(Action::Void, self.ability_reasons(Some(ability), "void"), false)
    }

    /// A person's word that a bill is withdrawn: only where the void is made by hand and nobody can be asked
    /// about it. Elsewhere the vendor's own word is to be had.
    pub(super) fn void_outside(&self) -> ActionDecision {
        let blocked = |phrase| decided(Action::VoidOutside, vec![self.block(phrase)], false);
        if let Some(over) = self.over_with() {
            return blocked(over);
        }
        let is_by_hand = self
            .rules
            .cell(|rule| rule.void.as_ref())
            .is_some_and(|used| used.cell.allowed == Allowed::Elsewhere);
        match self.book.rules_of(self.payment.channel).reach {
            Reach::Site if is_by_hand => decided(Action::VoidOutside, vec![], false),
            Reach::Site | Reach::Connection | Reach::Book => blocked(&phrase::VOID_OUTSIDE_NOWHERE),
        }
    }

    /// Why nothing is left to withdraw, by the book.
    fn over_with(&self) -> Option<&'static phrase::Phrase> {
        match self.payment.book_status {
            BookStatus::Unpaid => None,
            BookStatus::Void => Some(&phrase::VOIDED),
            BookStatus::Cancelled => Some(&phrase::CANCELLED),
            BookStatus::Paid | BookStatus::PartiallyCancelled => Some(&phrase::VOID_PAID),
        }
    }
}
