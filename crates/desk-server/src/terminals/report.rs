//! What an agent reports of an order: written down first, told to whoever waits, then forgotten by the
//! agent. In this order, so that a crash between any two loses nothing.

use desk_api::agent::TerminalOutcome;
use desk_domain::CancellationId;
use desk_gateway::terminal::Ending;
use desk_store::{Sending, StoreError, Terminal};

use super::wire;
use crate::desk::Desk;
use crate::workers;

/// Returns whether it is written down, so that the agent need not report it again.
pub(super) async fn take(
    desk: &Desk,
    terminal: &Terminal,
    service_id: &str,
    outcome: TerminalOutcome,
) -> bool {
    let Ok(id) = service_id.parse::<CancellationId>() else {
        tracing::warn!(terminal = %terminal.id, "an agent reports under an id that is none");
        return false;
    };
    match write_down(desk, terminal, &id, outcome).await {
        Ok(Some(ending)) => {
            desk.terminals.ended(&id, &ending);
            desk.work.notify_one();
            true
        }
        Ok(None) => false,
        Err(error) => {
            tracing::error!(%error, cancellation = %id, "a report could not be written down");
            false
        }
    }
}

/// `None` when the cancel is not this terminal's: a terminal speaks for itself only.
async fn write_down(
    desk: &Desk,
    terminal: &Terminal,
    id: &CancellationId,
    outcome: TerminalOutcome,
) -> Result<Option<Ending>, StoreError> {
    let sending = desk.store.sending(id).await?;
    let Some(sending) =
        sending.filter(|sending| sending.cancellation.terminal_id.as_ref() == Some(&terminal.id))
    else {
        tracing::warn!(terminal = %terminal.id, cancellation = %id, "a report for somebody else");
        return Ok(None);
    };
    let ending = believed(terminal, &sending, outcome);
    workers::report(desk, &sending, ending.clone()).await?;
    Ok(Some(ending))
}

/// That an agent never heard of an order is proof only from the agent that was sent it. One that was
/// paired later has a journal of its own, and the cancel may be in the other one.
fn believed(terminal: &Terminal, sending: &Sending, outcome: TerminalOutcome) -> Ending {
    let is_another = terminal.paired_at > sending.cancellation.sent_at;
    if outcome == TerminalOutcome::NeverBegun && is_another {
        let why = "the terminal was paired anew after the order was sent".to_owned();
        return Ending::Unknown { why };
    }
    wire::ending(outcome)
}
