//! Closing the duty of a force-cancel by the slip of the cancel that was made outside.

use desk_api::{CloseFollowUp, FieldError, OutsideCancel, ProblemCode};
use desk_store::{FollowUpChanged, FollowUpRow, NewClaim};

use super::{changed, invalid};
use crate::desk::Desk;
use crate::problem::{Refusal, field_error};
use crate::session::Person;
use crate::usecases::outside::{Fields, checked, confirm};

const FIELDS: Fields = Fields { number: "evidence", moment: "cancelled_at" };

/// The slip is written down first, so that it is not lost should the gateway show nothing of it.
///
/// # Errors
/// `invalid_input` when the slip cannot be that of this payment, or the gateway still shows it as paid: then
/// the follow-up stays. `gateway_unreachable` when nobody answered.
pub(super) async fn close(
    desk: &Desk,
    person: &Person,
    row: &FollowUpRow,
    wire: &CloseFollowUp,
) -> Result<(), Refusal> {
    let Some(cancelled_at) = wire.cancelled_at else { return Err(invalid(missing())) };
    let slip = OutsideCancel { approval_number: wire.evidence.clone(), cancelled_at };
    let outside = checked(desk, &row.payment, &slip, FIELDS)
        .map_err(|errors| Refusal::new(ProblemCode::InvalidInput).with_errors(errors))?;
    let id = &row.follow_up.id;
    let (by, at) = (person.staff.id.clone(), desk.now());
    changed(desk.store.claim_outside(&NewClaim { id: id.clone(), by, outside, at }).await?)?;
    confirm(desk, person, &row.payment).await?;
    let now = desk.store.follow_up(id).await?;
    match now.map(|row| row.follow_up) {
        Some(open) if open.closing.is_none() => Err(invalid(still_charged())),
        Some(ended) => changed(FollowUpChanged::Done(ended)),
        None => Err(ProblemCode::FollowUpNotFound.into()),
    }
}

fn missing() -> FieldError {
    field_error(
        "cancelled_at",
        "required",
        "취소 전표에 적힌 날짜와 시각을 적어 주세요.",
        "Enter the day and the time on the slip of the cancel.",
    )
}

/// Of a moment where no number is given.
pub(super) fn not_asked() -> FieldError {
    field_error(
        "cancelled_at",
        "not_needed",
        "취소한 시각은 승인번호와 함께만 적어요.",
        "The time of the cancel goes with an approval number only.",
    )
}

fn still_charged() -> FieldError {
    field_error(
        "proof",
        "still_charged",
        "승인번호는 적어 두었어요. PG나 단말기에는 아직 결제된 것으로 보여요. 취소가 됐는지 확인하고 다시 눌러 주세요. \
         끝내 보이지 않으면 매니저가 메모로 끝낼 수 있어요.",
        "The number is kept, but the gateway still shows the payment as paid. Check that it was cancelled, \
         then press again. Should the gateway never show it, a manager can close it with a note.",
    )
}
