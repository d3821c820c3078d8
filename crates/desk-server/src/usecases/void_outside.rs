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

/// Whoever writes it down twice finds the first word kept.
///
/// # Errors
/// `cancel_blocked` wherever the desk can void or read by itself; `invalid_input` with what is wrong with each
/// field; `payment_changed` when it was paid meanwhile.
pub(crate) async fn void_outside(
    desk: &Desk,
    person: &Person,
    id: &str,
    wire: &VoidOutside,
) -> Result<(), Refusal> {
    let row = payment_for(desk, person, id).await?;
    let payment = &row.payment;
    let is_void = payment.book_status == BookStatus::Void;
    if is_void && desk.store.outside_void_of(&payment.id).await?.is_some() {
        return Ok(());
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
        OutsideVoided::Done | OutsideVoided::Already => Ok(()),
        OutsideVoided::WasPaid => Err(ProblemCode::PaymentChanged.into()),
    }
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
