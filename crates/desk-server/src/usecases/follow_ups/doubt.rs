//! A manager's word on a cancel in doubt: the PG has cancelled, or it has not. It frees the payment or takes
//! the cancel into the book, so it is signed with the password.

use desk_api::{FieldError, Finding as Wire, ProblemCode};
use desk_domain::cancellation::Cancellation;
use desk_domain::{CancellationId, Timestamp, Won};
use desk_store::{Finding, FollowUpRow, Settled};

use super::invalid;
use crate::desk::Desk;
use crate::problem::{Refusal, field_error};
use crate::session::Person;
use crate::workers::{look_once_more, read_again};

/// # Errors
/// `invalid_input` when the finding is missing or is that of another cancel; `follow_up_changed` when a last
/// read shows it after all; `follow_up_closed` when one has proved the end meanwhile.
pub(super) async fn settle(
    desk: &Desk,
    person: &Person,
    row: &FollowUpRow,
    seen: Option<&Wire>,
    note: String,
) -> Result<(), Refusal> {
    person.must_have_stepped_up()?;
    let closed = || Refusal::new(ProblemCode::FollowUpClosed);
    let id: &CancellationId = row.follow_up.cancellation_id.as_ref().ok_or_else(closed)?;
    let doubted = desk.store.cancellation(id).await?.ok_or_else(closed)?.cancellation;
    let cancelled_at = checked(seen, &doubted, desk.now()).map_err(invalid)?;
    // Who signs has not seen what the vendor has taken up since, and that may still pay.
    if look_once_more(desk, id).await? {
        return Err(ProblemCode::FollowUpChanged.into());
    }
    let now = desk.now();
    let finding = Finding { cancelled_at, note };
    match desk.store.settle_by_hand(id, &finding, &person.staff.id, now).await? {
        Settled::Changed(_) => Ok(read_again(desk, id).await?),
        Settled::AlreadySettled(_) => Err(closed()),
    }
}

/// When it was cancelled; `None` when it was not.
fn checked(
    seen: Option<&Wire>,
    doubted: &Cancellation,
    now: Timestamp,
) -> Result<Option<Timestamp>, FieldError> {
    match seen {
        None => Err(missing()),
        Some(Wire::NotCancelled) => Ok(None),
        Some(Wire::Cancelled { amount_won, .. }) if *amount_won != doubted.amount => {
            Err(other_amount(doubted.amount))
        }
        Some(Wire::Cancelled { on, .. }) => {
            doubted.moment_on(*on, now).map(Some).ok_or_else(another_day)
        }
    }
}

fn another_day() -> FieldError {
    field_error(
        "on",
        "another_day",
        "취소를 보낸 날부터 오늘까지의 날짜를 적어 주세요. 그 전 취소라면 다른 취소예요.",
        "Enter a day from when it was sent until today. Before that it is another cancel.",
    )
}

fn other_amount(sent: Won) -> FieldError {
    field_error(
        "amount_won",
        "another_amount",
        format!("보낸 취소는 {sent}원이에요. PG에 다른 금액으로 보이면 다른 취소예요."),
        format!("What was sent was a cancel of {sent} won. Another amount is another cancel."),
    )
}

pub(super) fn missing() -> FieldError {
    field_error(
        "finding",
        "required",
        "PG 관리자 사이트에서 본 것을 골라 주세요. 취소됐는지 아닌지 알아야 끝나요.",
        "Choose what the PG's admin shows: it ends once that is known.",
    )
}

pub(super) fn not_asked() -> FieldError {
    field_error(
        "finding",
        "not_needed",
        "결과를 모르는 취소가 아니라서 고를 것이 없어요.",
        "No cancel is in doubt here, so there is nothing to choose.",
    )
}
