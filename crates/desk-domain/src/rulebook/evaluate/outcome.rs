//! What a cancel costs, when the money arrives, what becomes of the cash receipt.

use crate::Won;
use crate::decision::{Arrival, CashReceiptEffect, CashReceiptNote, Fee};
use crate::payment::CashReceiptState;
use crate::rulebook::message::Words;
use crate::rulebook::phrase;

use super::case::Case;

impl Case<'_> {
    pub(super) fn fee(&self) -> Option<Fee> {
        let used = self.rules.cell(|rule| rule.fee.as_ref())?;
        let amount = Won(used.cell.won);
        let text = self.book.say(used.cell.say.get_ref(), &Words::none().with("fee", amount));
        Some(Fee { amount, payer: used.cell.payer, text })
    }

    /// Of a full cancel now, and of a part where that takes longer.
    pub(super) fn arrival(&self) -> Option<Arrival> {
        let cell = self.rules.cell(|rule| rule.arrival.as_ref())?.cell;
        let paid_on = self.payment.paid_at.map(crate::Timestamp::kst_date);
        let whole = self.payment.amounts.cancelled.is_zero();
        let same_day_full = whole && paid_on == Some(self.now.kst_date());
        let words = Words::none().with("min", cell.days[0]).with("max", cell.days[1]);
        let later = self.book.say(cell.say.get_ref(), &words);
        let ([min, max], text, of_part) = match (cell.same_day_full, &cell.say_same_day_full) {
            (Some(days), Some(say)) if same_day_full => {
                (days, self.book.say(say.get_ref(), &words), Some(later))
            }
            _ => (cell.days, later, None),
        };
        Some(Arrival { business_days_min: min, business_days_max: max, text, of_part })
    }

    pub(super) fn cash_receipt(&self) -> CashReceiptNote {
        let nothing =
            |phrase| CashReceiptNote { effect: CashReceiptEffect::None, text: self.phrase(phrase) };
        let used = self.rules.cell(|rule| rule.cash_receipt.as_ref());
        // Where the receipt is what the terminal printed, it goes with the payment.
        let printed =
            used.is_some_and(|used| used.cell.effect == CashReceiptEffect::CancelledAlong);
        match self.payment.cash_receipt {
            CashReceiptState::Cancelled => return nothing(&phrase::RECEIPT_CANCELLED),
            CashReceiptState::None if !printed => return nothing(&phrase::RECEIPT_NONE),
            CashReceiptState::None | CashReceiptState::Issued | CashReceiptState::Unknown => {}
        }
        match used {
            Some(used) => {
                CashReceiptNote { effect: used.cell.effect, text: self.say(&used.cell.say) }
            }
            None => CashReceiptNote {
                effect: CashReceiptEffect::Check,
                text: self.phrase(&phrase::RECEIPT_NO_RULE),
            },
        }
    }
}
