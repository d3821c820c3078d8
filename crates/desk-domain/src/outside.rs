//! 외부 취소: what a person cancelled without the desk, at a terminal, in the approvals program or in a
//! vendor's own console, by what its slip tells; and 외부 파기, a bill that a person withdrew there.

use crate::Timestamp;
use crate::follow_up::APPROVAL_NUMBER_MAX_CHARS;
use crate::limits::NOTE_MAX_CHARS;
use crate::payment::Payment;

/// Shortest approval number of a cancel, in characters.
const APPROVAL_NUMBER_MIN_CHARS: usize = 4;
/// A slip tells the minute, the payment's approval may have the second: one in the same minute is
/// not before it.
const SLIP_ACCURACY_SECONDS: i64 = 60;

/// A cancel that was made outside, as a person wrote it down. No proof of anything where a gateway can
/// be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideCancel {
    /// Of the cancel, not of the payment.
    pub approval_number: String,
    pub cancelled_at: Timestamp,
}

/// Why what was written down cannot be the cancel of this payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutsideProblem {
    /// Not 4–20 letters and digits.
    NotAnApprovalNumber,
    InTheFuture,
    BeforeThePayment,
}

impl OutsideCancel {
    /// # Errors
    /// Everything that is wrong with it, the number first.
    pub fn of(
        payment: &Payment,
        approval_number: &str,
        cancelled_at: Timestamp,
        now: Timestamp,
    ) -> Result<Self, Vec<OutsideProblem>> {
        let approval_number = approval_number.trim();
        let paid_at = payment.paid_at.unwrap_or(payment.requested_at);
        let problems: Vec<OutsideProblem> = [
            (!is_approval_number(approval_number)).then_some(OutsideProblem::NotAnApprovalNumber),
            (cancelled_at > now).then_some(OutsideProblem::InTheFuture),
            (cancelled_at.plus_seconds(SLIP_ACCURACY_SECONDS) <= paid_at)
                .then_some(OutsideProblem::BeforeThePayment),
        ]
        .into_iter()
        .flatten()
        .collect();
        if problems.is_empty() {
            Ok(Self { approval_number: approval_number.to_owned(), cancelled_at })
        } else {
            Err(problems)
        }
    }
}

fn is_approval_number(text: &str) -> bool {
    let lengths = APPROVAL_NUMBER_MIN_CHARS..=APPROVAL_NUMBER_MAX_CHARS;
    text.chars().all(|one| one.is_ascii_alphanumeric()) && lengths.contains(&text.len())
}

/// A void that was made outside, as a person wrote it down. Where nobody can be asked it is all that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideVoid {
    pub voided_at: Timestamp,
    /// Where it was voided and what was seen there.
    pub note: String,
}

/// Why what was written down cannot be the void of this bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutsideVoidProblem {
    NoteMissing,
    /// Of more than [`NOTE_MAX_CHARS`] characters.
    NoteTooLong,
    InTheFuture,
    BeforeTheBill,
}

impl OutsideVoid {
    /// # Errors
    /// Everything that is wrong with it, the note first.
    pub fn of(
        bill: &Payment,
        voided_at: Timestamp,
        note: &str,
        now: Timestamp,
    ) -> Result<Self, Vec<OutsideVoidProblem>> {
        let note = note.trim();
        // A site tells the minute, a bill may have the second.
        let is_before = voided_at.plus_seconds(SLIP_ACCURACY_SECONDS) <= bill.requested_at;
        let problems: Vec<OutsideVoidProblem> = [
            note.is_empty().then_some(OutsideVoidProblem::NoteMissing),
            (note.chars().count() > NOTE_MAX_CHARS).then_some(OutsideVoidProblem::NoteTooLong),
            (voided_at > now).then_some(OutsideVoidProblem::InTheFuture),
            is_before.then_some(OutsideVoidProblem::BeforeTheBill),
        ]
        .into_iter()
        .flatten()
        .collect();
        if problems.is_empty() {
            Ok(Self { voided_at, note: note.to_owned() })
        } else {
            Err(problems)
        }
    }
}
