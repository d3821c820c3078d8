//! A terminal on the wire, and how far a cancel at one has come.

use desk_api::{Terminal, TerminalProgress};
use desk_domain::Timestamp;
use desk_domain::cancellation::{Cancellation, CancellationState};
use desk_domain::terminal::TerminalStage;

use crate::desk::Desk;
use crate::limits::{PREFLIGHT_PATIENCE_SECONDS, TERMINAL_CARD_SHOWN_SECONDS};
use crate::terminals::Progress;

pub(crate) fn terminal(desk: &Desk, known: desk_store::Terminal) -> Terminal {
    Terminal {
        connected: desk.terminals.is_connected(&known.id),
        id: known.id,
        merchant_id: known.merchant_id,
        name: known.name,
        cat_id: known.cat_id,
        driver: known.driver,
        agent_version: known.agent_version,
        last_seen_at: known.last_seen_at,
        paired_at: known.paired_at,
        revoked_at: known.revoked_at,
    }
}

/// While it is under way here. One that a worker has not begun waits for its terminal.
pub(super) fn progress(desk: &Desk, cancellation: &Cancellation) -> Option<TerminalProgress> {
    let terminal_id = cancellation.terminal_id.clone()?;
    if cancellation.state == CancellationState::Requested {
        let since = cancellation.requested_at;
        return Some(TerminalProgress {
            terminal_name: desk.terminals.name_of(&terminal_id).unwrap_or_default(),
            terminal_id,
            stage: TerminalStage::Queued,
            since,
            until: since.plus_seconds(PREFLIGHT_PATIENCE_SECONDS),
        });
    }
    let progress = desk.terminals.progress(&cancellation.id)?;
    Some(TerminalProgress {
        until: shown_until(&progress),
        terminal_id: progress.terminal_id,
        terminal_name: progress.terminal_name,
        stage: progress.stage,
        since: progress.since,
    })
}

/// The agent gives up on the card before the desk does, and people are shown the nearer end.
fn shown_until(progress: &Progress) -> Timestamp {
    if progress.stage != TerminalStage::AwaitingCard {
        return progress.until;
    }
    progress.until.min(progress.since.plus_seconds(TERMINAL_CARD_SHOWN_SECONDS))
}
