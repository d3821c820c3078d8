//! From rules and one payment to a [`Decision`].
//!
//! The state of the payment speaks first (unpaid, cancelled, in flight, not agreed with the
//! gateway), then the rules of its method. A warning never takes a button away: the gateway has the
//! last word, and a local pass is no promise.

mod beside;
mod cancel;
mod case;
mod due;
mod headline;
mod hold;
mod notices;
mod outcome;
mod ways;

use crate::Timestamp;
use crate::decision::{ActionDecision, Decision, Verdict};
use crate::follow_up::FollowUpCause;
use crate::payment::Payment;

use super::Rulebook;
use case::Case;

/// What can be done with this payment at `now`, how, and why not.
#[must_use]
pub fn evaluate(book: &Rulebook, payment: &Payment, now: Timestamp) -> Decision {
    evaluate_with_duty(book, payment, None, now)
}

/// The same for somebody who has looked whether a follow-up of the payment is open, and why.
#[must_use]
pub fn evaluate_with_duty(
    book: &Rulebook,
    payment: &Payment,
    duty: Option<FollowUpCause>,
    now: Timestamp,
) -> Decision {
    let case = Case::new(book, payment, duty, now);
    let full = case.cancel_full();
    let partial = case.cancel_partial(&full);
    let amount = case.amount(&partial);
    let verdict = best(&full, &partial);
    let goes = verdict != Verdict::Blocked;
    Decision {
        rules: case.rules.ids(),
        headline: case.headline(&full, &partial),
        verdict,
        deadline: case.shown_deadline(),
        amount,
        fee: case.fee().filter(|_| goes),
        arrival: case.arrival().filter(|_| goes),
        inputs: if goes { case.inputs() } else { vec![] },
        cash_receipt: case.cash_receipt(),
        stays_undone: if goes { case.stays_undone() } else { vec![] },
        steps: case.steps(goes),
        ways_beside: if goes { case.ways_beside() } else { vec![] },
        notices: case.notices(goes),
        actions: vec![
            full,
            partial,
            case.force_cancel(),
            case.rebill(),
            case.void(),
            case.void_outside(),
        ],
    }
}

fn best(full: &ActionDecision, partial: &ActionDecision) -> Verdict {
    let either = |verdict| full.verdict == verdict || partial.verdict == verdict;
    if either(Verdict::Allowed) {
        Verdict::Allowed
    } else if either(Verdict::AllowedWithSteps) {
        Verdict::AllowedWithSteps
    } else {
        Verdict::Blocked
    }
}
