//! 외부 파기: a person writes down that a bill was voided in a manager site that the desk neither acts in nor
//! reads. Who says so is in the audit chain; that it was no more than said, the store remembers.

use desk_api::{FieldError, ProblemCode, VoidOutside};
use desk_domain::decision::Action;
use desk_domain::limits::NOTE_MAX_CHARS;
use desk_domain::outside::{OutsideVoid, OutsideVoidProblem};
use desk_domain::payment::BookStatus;
use desk_domain::rulebook::evaluate;
use desk_store::{NewOutsideVoid, OutsideVoided};

use super::payments::payment_for;
use super::void_payment::refuse_blocked;
use crate::desk::Desk;
use crate::problem::{Refusal, field_error};
use crate::session::Person;

/// The same words once more are the same click. Whoever comes second with others is told that the first ones are kept.
///
/// # Errors
/// `cancel_blocked` wherever the desk can void or read by itself; `invalid_input` with what is wrong with each
/// field; `payment_changed` when it was paid, or written down by somebody else, meanwhile.
pub(crate) async fn void_outside(
    desk: &Desk,
    person: &Person,
    id: &str,
    wire: &VoidOutside,
) -> Result<(), Refusal> {
    let row = payment_for(desk, person, id).await?;
    let payment = &row.payment;
    if payment.book_status == BookStatus::Void
        && let Some(first) = desk.store.outside_void_of(&payment.id).await?
    {
        return same_words(&first, wire);
    }
    let now = desk.now();
    refuse_blocked(&evaluate(&desk.rulebook, payment, now), Action::VoidOutside)?;
    let outside =
        OutsideVoid::of(payment, wire.voided_at, &wire.note, now).map_err(|problems| {
            let errors = problems.into_iter().map(words).collect();
            Refusal::new(ProblemCode::InvalidInput).with_errors(errors)
        })?;
    let new = NewOutsideVoid {
        payment: payment.id.clone(),
        by: person.staff.id.clone(),
        outside,
        at: now,
    };
    match desk.store.void_outside(&new).await? {
        OutsideVoided::Done => Ok(()),
        OutsideVoided::Already => {
            let first = desk.store.outside_void_of(&payment.id).await?;
            first.map_or_else(
                || Err(ProblemCode::PaymentChanged.into()),
                |first| same_words(&first, wire),
            )
        }
        OutsideVoided::WasPaid => Err(ProblemCode::PaymentChanged.into()),
    }
}

fn same_words(first: &OutsideVoid, wire: &VoidOutside) -> Result<(), Refusal> {
    if (first.voided_at, first.note.as_str()) == (wire.voided_at, wire.note.trim()) {
        return Ok(());
    }
    let kept = field_error(
        "note",
        "void_already",
        "먼저 파기로 적은 사람이 있어요. 그 메모를 그대로 뒀어요.",
        "Somebody has written it down as void already. Their note was kept.",
    );
    Err(Refusal::new(ProblemCode::PaymentChanged).with_errors(vec![kept]))
}

fn words(problem: OutsideVoidProblem) -> FieldError {
    match problem {
        OutsideVoidProblem::NoteMissing => field_error(
            "note",
            "required",
            "어디에서 어떻게 파기했는지 적어 주세요.",
            "Say where and how it was voided.",
        ),
        OutsideVoidProblem::NoteTooLong => field_error(
            "note",
            "too_long",
            format!("메모는 {NOTE_MAX_CHARS}자까지 쓸 수 있어요."),
            format!("A note takes at most {NOTE_MAX_CHARS} characters."),
        ),
        OutsideVoidProblem::InTheFuture => field_error(
            "voided_at",
            "in_the_future",
            "아직 오지 않은 시각이에요. 파기한 시각을 적어 주세요.",
            "That time has not come yet. Enter when it was voided.",
        ),
        OutsideVoidProblem::BeforeTheBill => field_error(
            "voided_at",
            "before_the_bill",
            "청구서를 보낸 때보다 빨라요. 이 청구서가 맞는지 확인해 주세요.",
            "That is before the bill was sent. Check that it is this bill.",
        ),
    }
}
