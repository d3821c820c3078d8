//! Cancels at a card terminal: which jobs wait for one, and what its agent reports of them.

use desk_domain::cancellation::CancellationState;
use desk_domain::payment::Channel;
use desk_gateway::terminal::{Ending, outcome};
use desk_store::{Job, JobKind, Sending, Settlement, StoreError};

use super::answer::write_down;
use super::order::order_of;
use crate::desk::Desk;

/// Whether a job may last as long as somebody looks for a card.
pub(super) async fn waits_for_a_person(desk: &Desk, job: &Job) -> bool {
    let JobKind::SendCancellation(id) = &job.kind else { return false };
    let row = desk.store.cancellation(id).await;
    row.is_ok_and(|row| row.is_some_and(|row| row.payment.channel == Channel::Terminal))
}

/// Writes down what an agent reports of a cancel, whenever it comes: in answer to the order, after a
/// reconnect, or long after people were told that nobody knows. An end that was written down before
/// stays, but for a success after a failure, which corrects the book.
pub(crate) async fn report(
    desk: &Desk,
    sending: &Sending,
    ending: Ending,
) -> Result<(), StoreError> {
    let cancellation = &sending.cancellation;
    if cancellation.state.may_have_moved_money() {
        let Ok(order) = order_of(desk, sending) else { return Ok(()) };
        return write_down(desk, sending, outcome(&order, ending), 0).await.map(drop);
    }
    match (cancellation.state, ending) {
        (CancellationState::Failed, Ending::Done { approval_number, .. }) => {
            let settlement = Settlement::Succeeded {
                gateway_cancellation_id: Some(approval_number),
                receipt_url: None,
            };
            desk.store.settle_cancellation(&cancellation.id, &settlement, desk.now()).await?;
            Ok(())
        }
        _ => Ok(()),
    }
}
