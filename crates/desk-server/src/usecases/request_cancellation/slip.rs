//! "이미 밖에서 취소했어요": the slip of a cancel that was made outside, which comes with a force-cancel only.

use desk_api::{CreateCancellation, FieldError};
use desk_domain::cancellation::CancellationKind;
use desk_domain::outside::OutsideCancel;
use desk_domain::payment::Payment;

use super::checks::not_needed;
use crate::desk::Desk;
use crate::usecases::outside::{Fields, checked};

const FIELD: &str = "done_outside";
const FIELDS: Fields =
    Fields { number: "done_outside.approval_number", moment: "done_outside.cancelled_at" };

pub(super) fn given(
    desk: &Desk,
    payment: &Payment,
    wire: &CreateCancellation,
) -> Result<Option<OutsideCancel>, Vec<FieldError>> {
    let Some(slip) = &wire.done_outside else { return Ok(None) };
    if wire.kind != CancellationKind::Force {
        return Err(vec![not_needed(FIELD)]);
    }
    checked(desk, payment, slip, FIELDS).map(Some)
}
