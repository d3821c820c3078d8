//! 파기: withdrawing what is not paid yet, such as an empty virtual account.

use desk_api::ProblemCode;
use desk_domain::audit::AuditEntry;
use desk_domain::decision::{Action, Decision, Severity};
use desk_domain::payment::{GatewayStatus, Payment};
use desk_domain::rulebook::evaluate;
use desk_gateway::VoidOutcome;
use desk_store::{JobKind, StoreError};

use super::payments::{connection_for, payment_for};
use super::refresh_payment::{Reader, RefreshError, read_and_book};
use crate::desk::{Connection, Desk};
use crate::limits::VOID_RECHECK_SECONDS;
use crate::problem::{Refusal, field_error};
use crate::session::Person;

/// Closes the payment at the vendor and books what a read then shows. No money moves, so the vendor
/// is called at once; the key makes a double click one request. Only a read that shows it closed is
/// told as done. A job that reads again is left before the call: the answer may be lost, or nobody
/// may wait for it any more.
pub(crate) async fn void_payment(desk: &Desk, person: &Person, id: &str) -> Result<(), Refusal> {
    let row = payment_for(desk, person, id).await?;
    let payment = &row.payment;
    let decision = evaluate(&desk.rulebook, payment, desk.now());
    refuse_blocked(&decision, Action::Void)?;
    let connection = connection_for(desk, payment)?;
    let key = format!("void-{}-{}", payment.id, payment.version);
    note(desk, person, payment).await?;
    look_again(desk, connection, payment).await?;
    let outcome = connection.gateway.void(&payment.gateway_payment_id, &key).await;
    let read =
        read_and_book(desk, connection, &payment.gateway_payment_id, Reader::DESK).await.map(drop);
    match (outcome, read) {
        // Also where this call was refused: an earlier one of ours, or somebody else, has closed it.
        (VoidOutcome::Refused(_) | VoidOutcome::Unknown { .. }, Ok(()))
            if is_closed(desk, payment).await? =>
        {
            Ok(())
        }
        (VoidOutcome::Refused(words), _) => {
            let advice = desk.explain(payment, &words).in_full();
            let why = field_error("void", "refused", &advice.ko, &advice.en);
            let refused = Refusal::new(ProblemCode::CancelBlocked).with_errors(vec![why]);
            Err(refused.because(advice.ko, advice.en))
        }
        (VoidOutcome::Voided { .. }, Ok(())) => Ok(()),
        (
            VoidOutcome::Voided { .. } | VoidOutcome::Unknown { .. },
            Err(RefreshError::Store(error)),
        ) => Err(error.into()),
        (VoidOutcome::Voided { .. } | VoidOutcome::Unknown { .. }, _) => {
            Err(Refusal::new(ProblemCode::GatewayUnreachable).because(
                "PG의 답을 확인하고 있어요. 확인되면 목록에 보여 드려요.",
                "The gateway's answer is being checked. The list will show it.",
            ))
        }
    }
}

/// Says no with the rulebook's own reasons.
pub(super) fn refuse_blocked(decision: &Decision, action: Action) -> Result<(), Refusal> {
    if decision.allows(action) {
        return Ok(());
    }
    let reasons = decision.of(action).map(|one| one.reasons.as_slice());
    let errors = reasons
        .unwrap_or_default()
        .iter()
        .filter(|notice| notice.severity == Severity::Block)
        .map(|notice| field_error("void", &notice.code, &notice.text.ko, &notice.text.en));
    Err(Refusal::new(ProblemCode::CancelBlocked).with_errors(errors.collect()))
}

/// Who asked for it, before the vendor is called.
async fn note(desk: &Desk, person: &Person, payment: &Payment) -> Result<(), StoreError> {
    let entry = AuditEntry {
        at: desk.now().0,
        actor: person.staff.id.to_string(),
        action: "payment.void_requested".to_owned(),
        subject: payment.id.to_string(),
        body: "{}".to_owned(),
    };
    desk.store.audit(&entry, Some(&payment.merchant_id)).await
}

async fn is_closed(desk: &Desk, payment: &Payment) -> Result<bool, StoreError> {
    let row = desk.store.payment(&payment.id).await?;
    Ok(row.is_some_and(|row| row.payment.gateway_status == GatewayStatus::Closed))
}

async fn look_again(
    desk: &Desk,
    connection: &Connection,
    payment: &Payment,
) -> Result<(), StoreError> {
    let channel_id = connection.id.clone();
    let gateway_payment_id = payment.gateway_payment_id.clone();
    let job = JobKind::RefreshPayment { channel_id, gateway_payment_id };
    desk.store.schedule(&job, desk.now().plus_seconds(VOID_RECHECK_SECONDS)).await
}
