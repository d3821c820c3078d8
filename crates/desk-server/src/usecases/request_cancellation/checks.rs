//! Everything that can be wrong with the dialog's fields, all of it at once.

use desk_api::{CreateCancellation, FieldError, ProblemCode};
use desk_domain::Won;
use desk_domain::amounts::{AmountProblem, AmountRule};
use desk_domain::cancellation::{CancellationKind, ReasonCode, RetainOption};
use desk_domain::decision::Decision;
use desk_domain::limits::NOTE_MAX_CHARS;
use desk_domain::refund_account::RefundAccount;
use desk_domain::rulebook::Rulebook;

use super::{account, promotion};
use crate::problem::{Refusal, field_error};

/// What the fields are held against beyond the decision.
#[derive(Clone, Copy)]
pub(super) struct Beyond<'a> {
    /// The choice about a discount that was made first.
    pub(super) first_option: Option<RetainOption>,
    /// What is wrong with the terminal.
    pub(super) terminal: Option<&'a FieldError>,
    /// What is wrong with the slip of a cancel made outside.
    pub(super) slip: Option<&'a Vec<FieldError>>,
}

/// Checks the fields; returns the refund account, where one is needed.
pub(super) fn check(
    book: &Rulebook,
    decision: &Decision,
    wire: &CreateCancellation,
    beyond: Beyond<'_>,
) -> Result<Option<RefundAccount>, Refusal> {
    let Beyond { first_option, terminal, slip } = beyond;
    let mut errors = Vec::new();
    errors.extend(amount_error(decision, wire).or_else(|| tax_free_error(decision.amount, wire)));
    errors.extend(slip.into_iter().flatten().cloned());
    errors.extend(note_error(wire));
    errors.extend(promotion::error(decision, wire, first_option));
    errors.extend(terminal.cloned());
    let account = if wire.kind == CancellationKind::Force {
        account::refuse(wire.refund_account.as_ref())
    } else {
        account::check(book, decision, wire.refund_account.as_ref())
    };
    match account {
        Ok(account) if errors.is_empty() => Ok(account),
        Ok(_) => Err(Refusal::new(ProblemCode::InvalidInput).with_errors(errors)),
        Err(wrong) => {
            errors.extend(wrong);
            Err(Refusal::new(ProblemCode::InvalidInput).with_errors(errors))
        }
    }
}

pub(super) fn not_needed(field: &str) -> FieldError {
    field_error(
        field,
        "not_needed",
        "이 결제의 취소에는 필요 없어요.",
        "Cancelling this payment does not take it.",
    )
}

fn amount_error(decision: &Decision, wire: &CreateCancellation) -> Option<FieldError> {
    let rule = decision.amount;
    let is_partial = wire.kind == CancellationKind::Partial;
    if !is_partial && wire.amount_won != rule.cancellable {
        let left = rule.cancellable;
        return Some(field_error(
            "amount_won",
            "not_full",
            format!("전액 취소는 남은 {left}원 전부예요."),
            format!("A full cancel takes all {left} won that are left."),
        ));
    }
    if wire.kind == CancellationKind::Force {
        return None;
    }
    rule.check(wire.amount_won, wire.tax_free_won).err().map(amount_words)
}

/// The tax-free part of the order. A vendor takes an amount without one for taxable as a whole, so
/// where tax-free money is left the part is always said: the one that was given, or the only one.
pub(super) fn tax_free_of(rule: AmountRule, wire: &CreateCancellation) -> Option<Won> {
    if !rule.tax_free_left.is_positive() {
        return wire.tax_free_won;
    }
    wire.tax_free_won.or_else(|| rule.only_tax_free(wire.amount_won))
}

fn tax_free_error(rule: AmountRule, wire: &CreateCancellation) -> Option<FieldError> {
    let is_open = rule.tax_free_left.is_positive() && tax_free_of(rule, wire).is_none();
    is_open.then(|| {
        field_error(
            "tax_free_won",
            "required",
            "면세 금액이 섞인 결제예요. 이번에 취소할 면세 금액을 적어 주세요. 없으면 0을 적어 주세요.",
            "Part of this payment is tax-free. Say how much of it is cancelled now, or 0.",
        )
    })
}

/// The wire's field and the person's words for a broken rule.
fn amount_words(problem: AmountProblem) -> FieldError {
    use AmountProblem as P;
    let (field, code, ko, en) = match problem {
        P::NotPositive => (
            "amount_won",
            "not_positive",
            "0원보다 큰 금액을 적어 주세요.".to_owned(),
            "Enter more than 0 won.".to_owned(),
        ),
        P::OverCancellable { cancellable } => (
            "amount_won",
            "over_cancellable",
            format!("남은 금액은 {cancellable}원이에요."),
            format!("Only {cancellable} won are left."),
        ),
        P::PartialNotAllowed => (
            "amount_won",
            "partial_not_allowed",
            "이 결제는 전액만 취소할 수 있어요.".to_owned(),
            "This payment can only be cancelled in full.".to_owned(),
        ),
        P::BelowPartialMinimum { minimum } => (
            "amount_won",
            "below_partial_minimum",
            format!("부분취소는 {minimum}원부터 할 수 있어요."),
            format!("A partial cancel takes at least {minimum} won."),
        ),
        P::TaxFreeOverAmount => (
            "tax_free_won",
            "over_amount",
            "면세 금액이 취소 금액보다 커요.".to_owned(),
            "The tax-free part is larger than the amount.".to_owned(),
        ),
        P::TaxFreeOverLeft { left } => (
            "tax_free_won",
            "over_left",
            format!("남은 면세 금액은 {left}원이에요."),
            format!("Only {left} won of tax-free money are left."),
        ),
        P::TaxableOverLeft { left } => (
            "tax_free_won",
            "taxable_over_left",
            format!("남은 과세 금액은 {left}원이에요. 면세 금액을 늘려 주세요."),
            format!("Only {left} won of taxable money are left. Raise the tax-free part."),
        ),
        P::TaxFreeNegative => (
            "tax_free_won",
            "negative",
            "면세 금액은 0원부터예요.".to_owned(),
            "The tax-free part starts at 0 won.".to_owned(),
        ),
    };
    field_error(field, code, ko, en)
}

fn note_error(wire: &CreateCancellation) -> Option<FieldError> {
    let note = wire.note.trim();
    if note.chars().count() > NOTE_MAX_CHARS {
        return Some(field_error(
            "note",
            "too_long",
            format!("메모는 {NOTE_MAX_CHARS}자까지 쓸 수 있어요."),
            format!("A note takes at most {NOTE_MAX_CHARS} characters."),
        ));
    }
    (wire.reason_code == ReasonCode::Other && note.is_empty()).then(|| {
        field_error(
            "note",
            "required",
            "기타 사유는 메모에 적어 주세요.",
            "Say the reason in the note.",
        )
    })
}
