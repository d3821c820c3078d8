//! A cancel that somebody made outside, by its slip. What they wrote down is held against the gateway, or
//! against the device at the counter, before a duty ends.

use desk_api::{FieldError, OutsideCancel as Wire};
use desk_domain::advice::Proof;
use desk_domain::follow_up::{APPROVAL_NUMBER_MAX_CHARS, FollowUp, FollowUpCause};
use desk_domain::outside::{OutsideCancel, OutsideProblem};
use desk_domain::payment::Payment;
use desk_gateway::ReadError;
use desk_store::{FollowUpFilter, NewClosing, PageRequest, Sort};

use super::refresh_payment::{Reader, RefreshError, ask_now, read_and_book};
use super::request_cancellation::any_in_reach;
use crate::desk::{Connection, Desk};
use crate::problem::{Refusal, field_error};
use crate::session::Person;

/// Where the two facts stand in a body.
#[derive(Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) number: &'static str,
    pub(crate) moment: &'static str,
}

/// # Errors
/// Each fault beside its field.
pub(crate) fn checked(
    desk: &Desk,
    payment: &Payment,
    wire: &Wire,
    fields: Fields,
) -> Result<OutsideCancel, Vec<FieldError>> {
    OutsideCancel::of(payment, &wire.approval_number, wire.cancelled_at, desk.now())
        .map_err(|problems| problems.into_iter().map(|problem| words(problem, fields)).collect())
}

/// Whether nobody at all can be asked about a payment, so that the slip is proof enough.
pub(crate) fn is_proof_itself(desk: &Desk, payment: &Payment) -> bool {
    desk.connection_of(payment).is_none_or(Connection::is_book_only)
}

/// Asks how the payment stands, after the person's word is in the book. The read ends the duty where it
/// shows the cancel. Where no terminal is in reach, or none has the means to tell, the slip ends it.
/// What still shows as paid stays a duty.
///
/// # Errors
/// `gateway_unreachable`: the duty stays, and the reconciler goes on asking.
pub(crate) async fn confirm(
    desk: &Desk,
    person: &Person,
    payment: &Payment,
) -> Result<(), Refusal> {
    let is_told = match desk.connection_of(payment) {
        Some(connection) if !connection.is_book_only() => {
            is_told(desk, person, connection, payment).await?
        }
        Some(_) | None => false,
    };
    if !is_told && let Some(open) = claimed(desk, payment).await? {
        close_by_number(desk, person, open).await?;
    }
    Ok(())
}

/// False only at a terminal: one that is in reach and silent for a moment is asked again later.
async fn is_told(
    desk: &Desk,
    person: &Person,
    connection: &Connection,
    payment: &Payment,
) -> Result<bool, Refusal> {
    let reader = Reader { actor: person.staff.id.as_str(), ..Reader::DESK };
    if desk.can_be_asked(payment) {
        return ask_now(desk, connection, payment, reader).await.map(|_| true);
    }
    match read_and_book(desk, connection, &payment.gateway_payment_id, reader).await {
        Ok(_) => Ok(true),
        Err(RefreshError::Read(ReadError::Untold(_))) => Ok(false),
        Err(RefreshError::Read(error)) => match any_in_reach(desk, &payment.merchant_id).await? {
            true => Err(error.into()),
            false => Ok(false),
        },
        Err(RefreshError::Store(error)) => Err(error.into()),
    }
}

/// The open follow-up of a force-cancel with a slip.
async fn claimed(desk: &Desk, payment: &Payment) -> Result<Option<FollowUp>, Refusal> {
    let filter = FollowUpFilter {
        merchants: vec![payment.merchant_id.clone()],
        payment_id: Some(payment.id.clone()),
        ..FollowUpFilter::default()
    };
    let page = PageRequest { sort: Sort::Newest, cursor: None, size: 1 };
    let open = desk.store.follow_ups(&filter, &page).await?.items.pop().map(|row| row.follow_up);
    Ok(open.filter(|open| open.cause == FollowUpCause::BookAhead && open.outside.is_some()))
}

async fn close_by_number(desk: &Desk, person: &Person, open: FollowUp) -> Result<(), Refusal> {
    let Some(outside) = open.outside else { return Ok(()) };
    let closing = NewClosing {
        id: open.id,
        by: person.staff.id.clone(),
        proof: Proof::ApprovalNumber,
        evidence: outside.approval_number,
        for_gateway: true,
        seen: Some((open.cause, open.amount_at_risk)),
        at: desk.now(),
    };
    // Whoever was faster has ended it, changed it, or brought it into doubt: this slip ends nothing more.
    desk.store.close_follow_up(&closing).await?;
    Ok(())
}

fn words(problem: OutsideProblem, fields: Fields) -> FieldError {
    match problem {
        OutsideProblem::NotAnApprovalNumber => field_error(
            fields.number,
            "not_an_approval_number",
            format!(
                "취소 전표의 승인번호를 적어 주세요. 숫자와 영문 4~{APPROVAL_NUMBER_MAX_CHARS}자예요."
            ),
            format!(
                "Enter the approval number of the cancel: 4–{APPROVAL_NUMBER_MAX_CHARS} letters and \
                 digits."
            ),
        ),
        OutsideProblem::InTheFuture => field_error(
            fields.moment,
            "in_the_future",
            "아직 오지 않은 시각이에요. 취소 전표에 적힌 시각을 적어 주세요.",
            "That time has not come yet. Enter the time on the slip of the cancel.",
        ),
        OutsideProblem::BeforeThePayment => field_error(
            fields.moment,
            "before_the_payment",
            "결제한 때보다 빨라요. 이 결제의 취소 전표가 맞는지 확인해 주세요.",
            "That is before the payment. Check that the slip is of this payment's cancel.",
        ),
    }
}
