//! Whether a promotion's discount stays: asked for where the choice changes what the customer gets
//! back, and held to the first choice, as the vendor does.

use desk_api::{CreateCancellation, FieldError};
use desk_domain::cancellation::{CancellationKind, CancellationState, RetainOption};
use desk_domain::decision::{Decision, Input};
use desk_domain::limits::PAGE_SIZE_MAX;
use desk_domain::payment::Payment;
use desk_store::{CancellationFilter, PageRequest, Sort, StoreError};

use super::checks::not_needed;
use crate::desk::Desk;
use crate::problem::field_error;

const FIELD: &str = "promotion_retain_option";

/// What an earlier partial cancel of this payment decided; `None` where there was none.
pub(super) async fn first_option(
    desk: &Desk,
    decision: &Decision,
    payment: &Payment,
) -> Result<Option<RetainOption>, StoreError> {
    if !is_asked(decision) || payment.amounts.cancelled.is_zero() {
        return Ok(None);
    }
    let of_payment = CancellationFilter {
        payment_id: Some(payment.id.clone()),
        states: vec![CancellationState::Succeeded],
        ..CancellationFilter::default()
    };
    let page = PageRequest { sort: Sort::Oldest, cursor: None, size: PAGE_SIZE_MAX };
    let earlier = desk.store.cancellations(&of_payment, &page).await?.items;
    Ok(earlier.into_iter().find_map(|row| row.cancellation.retain_option))
}

/// The whole order at once gives back all that was charged, whichever option: nothing is asked then. Nor
/// of a force-cancel, which gives nothing back.
pub(super) fn error(
    decision: &Decision,
    wire: &CreateCancellation,
    first: Option<RetainOption>,
) -> Option<FieldError> {
    if !is_asked(decision) || wire.kind == CancellationKind::Force {
        return wire.promotion_retain_option.map(|_| not_needed(FIELD));
    }
    match (wire.promotion_retain_option, first) {
        (Some(given), Some(first)) if given != first => Some(field_error(
            FIELD,
            "differs_from_first",
            "처음 부분취소 때 고른 할인 방식 그대로 취소해 주세요.",
            "Keep the discount option of the first partial cancel.",
        )),
        (Some(_), _) => None,
        (None, Some(_)) => Some(missing()),
        (None, None) => (wire.kind == CancellationKind::Partial).then(missing),
    }
}

fn is_asked(decision: &Decision) -> bool {
    decision.inputs.contains(&Input::PromotionRetainOption)
}

fn missing() -> FieldError {
    field_error(
        FIELD,
        "required",
        "할인을 유지할지 골라 주세요.",
        "Choose whether the discount is kept.",
    )
}
