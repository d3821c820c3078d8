//! What else to know: hints, test mode, what no document settles and what documents disagree on.

use crate::decision::{CashReceiptEffect, Notice, Severity};
use crate::guide::CellKind;
use crate::payment::{Agreement, BookStatus};
use crate::rulebook::cell::{Cell, On, Origin};
use crate::rulebook::phrase;

use super::case::Case;

impl Case<'_> {
    /// Without a way to cancel nothing is said about how one would go. What is to be known of the payment stays,
    /// until it is settled: who is told no has most use for it.
    pub(super) fn notices(&self, goes: bool) -> Vec<Notice> {
        let mut notices = Vec::new();
        if self.payment.agreement == Agreement::BookAhead {
            let text = self.phrase(&phrase::BOOK_AHEAD);
            notices.push(self.fact(&phrase::BOOK_AHEAD, Severity::Warning, text));
        }
        let is_settled = self.hold.as_ref().is_some_and(|hold| hold.settled);
        if !is_settled {
            notices.extend(self.test_mode());
        }
        if goes {
            notices.extend(self.boundary_notice());
        }
        if !is_settled {
            notices.extend(self.notes_on(On::Any));
        } else if self.payment.book_status == BookStatus::Unpaid {
            notices.extend(self.notes_of_stage());
        }
        if goes {
            notices.extend(self.doubts());
        }
        notices
    }

    fn test_mode(&self) -> Option<Notice> {
        let used = self.rules.cell(|rule| rule.test_mode.as_ref())?;
        let severity = used.cell.enforcement.severity();
        let text = self.say(&used.cell.say);
        Some(self.ruled("test_mode", severity, text, used.rule_id(), used.cell.origin()))
    }

    /// About each cell that speaks for this payment and is not settled by a document.
    fn doubts(&self) -> Vec<Notice> {
        let no_receipt = self.cash_receipt().effect == CashReceiptEffect::None;
        self.rules
            .speaking_cells()
            .into_iter()
            .filter(|(kind, ..)| !(no_receipt && *kind == CellKind::CashReceipt))
            .flat_map(|(kind, rule, cell)| self.doubts_about(kind, rule, cell.origin()))
            .collect()
    }

    fn doubts_about(&self, kind: CellKind, rule: &str, origin: Origin<'_>) -> Vec<Notice> {
        let doubt = |code: &str, text| {
            self.ruled(&format!("{code}_{kind}"), Severity::Info, text, rule, origin)
        };
        let unverified = phrase::doubting(kind)
            .filter(|_| origin.unverified)
            .map(|phrase| doubt("unverified", self.phrase(phrase)));
        let conflict = origin.conflict.map(|key| doubt("conflict", self.say(key)));
        unverified.into_iter().chain(conflict).collect()
    }
}
