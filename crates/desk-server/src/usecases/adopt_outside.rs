//! Taking what was cancelled outside into the book, with a person's word on why.

use desk_api::{AdoptDrift, FieldError, ProblemCode};
use desk_domain::cancellation::ReasonCode;
use desk_domain::follow_up::FollowUpCause;
use desk_domain::limits::NOTE_MAX_CHARS;
use desk_store::{Adoption, OutsideCancellations};

use super::follow_ups::follow_up_for;
use super::payments::connection_for;
use super::refresh_payment::{Reader, ask_now};
use crate::desk::Desk;
use crate::problem::{Refusal, field_error};
use crate::session::Person;

/// Nothing is believed of what was noticed before: the gateway is read once more, and what it shows now
/// is booked. Should they still differ then, or a cancel of ours be on its way, the follow-up stays open.
///
/// # Errors
/// `follow_up_closed`; `invalid_input` where nothing was cancelled outside, or the reason says nothing;
/// `gateway_unreachable`.
pub(crate) async fn adopt_outside(
    desk: &Desk,
    person: &Person,
    id: &str,
    wire: &AdoptDrift,
) -> Result<(), Refusal> {
    let row = follow_up_for(desk, person, id).await?;
    if row.follow_up.closing.is_some() {
        return Err(ProblemCode::FollowUpClosed.into());
    }
    let note = wire.note.trim();
    if let Some(error) = wrong_cause(row.follow_up.cause).or_else(|| wrong_note(wire, note)) {
        return Err(Refusal::new(ProblemCode::InvalidInput).with_errors(vec![error]));
    }
    let connection = connection_for(desk, &row.payment)?;
    let (by, note) = (person.staff.id.clone(), note.to_owned());
    let adoption = Adoption { by, reason_code: wire.reason_code, note };
    let reader = Reader {
        actor: person.staff.id.as_str(),
        outside: OutsideCancellations::Adopt,
        adoption: Some(&adoption),
        ..Reader::DESK
    };
    ask_now(desk, connection, &row.payment, reader).await.map(drop)
}

fn wrong_cause(cause: FollowUpCause) -> Option<FieldError> {
    match cause {
        FollowUpCause::GatewayAhead => None,
        FollowUpCause::BookAhead
        | FollowUpCause::AmountsDiffer
        | FollowUpCause::Unproven
        | FollowUpCause::PaidAfterAll
        | FollowUpCause::RefundBounced
        | FollowUpCause::PaidBackTwice
        | FollowUpCause::PendingLong => Some(field_error(
            "id",
            "not_outside",
            "밖에서 취소된 금액이 아니에요. ‘지금 확인’을 눌러 주세요.",
            "Nothing was cancelled outside here. Press “Check now”.",
        )),
    }
}

fn wrong_note(wire: &AdoptDrift, note: &str) -> Option<FieldError> {
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
            "왜 취소됐는지 메모에 적어 주세요.",
            "Say in the note why it was cancelled.",
        )
    })
}
