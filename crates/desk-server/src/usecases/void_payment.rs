//! 파기: withdrawing what is not paid yet, such as an empty virtual account.

use desk_api::ProblemCode;
use desk_domain::decision::{Action, Severity};
use desk_domain::rulebook::evaluate;
use desk_gateway::VoidOutcome;
use desk_store::OutsideCancellations;

use super::payments::{connection_for, payment_for};
use super::refresh_payment::{RefreshError, read_and_book};
use crate::desk::Desk;
use crate::problem::{Refusal, field_error};
use crate::session::Person;

/// Closes the payment at the vendor and books what a read then shows. No money moves, so the vendor
/// is called at once; the key makes a double click one request.
pub(crate) async fn void_payment(desk: &Desk, person: &Person, id: &str) -> Result<(), Refusal> {
    let row = payment_for(desk, person, id).await?;
    let payment = &row.payment;
    let decision = evaluate(&desk.rulebook, payment, desk.now());
    if !decision.allows(Action::Void) {
        let reasons = decision.of(Action::Void).map(|one| one.reasons.as_slice());
        let errors = reasons
            .unwrap_or_default()
            .iter()
            .filter(|notice| notice.severity == Severity::Block)
            .map(|notice| field_error("void", &notice.code, &notice.text.ko, &notice.text.en));
        return Err(Refusal::new(ProblemCode::CancelBlocked).with_errors(errors.collect()));
    }
    let connection = connection_for(desk, payment)?;
    let key = format!("void-{}-{}", payment.id, payment.version);
    let outcome = connection.gateway.void(&payment.gateway_payment_id, &key).await;
    let outside = OutsideCancellations::Notice;
    let read = read_and_book(desk, connection, &payment.gateway_payment_id, outside).await;
    match outcome {
        VoidOutcome::Refused(words) => {
            let advice = desk.rulebook.explain_failure(payment.channel, &words);
            Err(Refusal::new(ProblemCode::CancelBlocked).because(advice.text.ko, advice.text.en))
        }
        VoidOutcome::Voided { .. } | VoidOutcome::Unknown { .. } => match read {
            Ok(_) => Ok(()),
            Err(RefreshError::Read(error)) => Err(error.into()),
            Err(RefreshError::Store(error)) => Err(error.into()),
        },
    }
}
