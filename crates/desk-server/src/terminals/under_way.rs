//! One cancel under way at a terminal, and how long each of its stages may take.

use desk_domain::terminal::TerminalStage;
use desk_domain::{TerminalId, Timestamp};
use desk_gateway::terminal::{Ending, Errand};
use tokio::sync::oneshot;

use crate::limits::{
    TERMINAL_ABORT_SECONDS, TERMINAL_BEGIN_SECONDS, TERMINAL_CARD_SECONDS, TERMINAL_TAKE_SECONDS,
    TERMINAL_VAN_SECONDS,
};

#[derive(Debug)]
pub(super) struct UnderWay {
    pub(super) errand: Errand,
    pub(super) progress: Progress,
    /// Since when the agent is paired that took it: another one has another journal.
    pub(super) paired_at: Timestamp,
    pub(super) is_aborting: bool,
    pub(super) ended: oneshot::Sender<Ending>,
}

/// How far a cancel has come, for those who watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) terminal_id: TerminalId,
    pub(crate) terminal_name: String,
    pub(crate) stage: TerminalStage,
    pub(crate) since: Timestamp,
    pub(crate) until: Timestamp,
}

impl UnderWay {
    /// True when that is news. A stage that comes late, or again after a reconnect, is none.
    pub(super) fn enter(&mut self, stage: TerminalStage, now: Timestamp) -> bool {
        if stage <= self.progress.stage {
            return false;
        }
        let (_, seconds) = patience(stage);
        // Whoever gave up waits for the answer to that, unless the card was quicker.
        if !self.is_aborting || !stage.is_abortable() {
            self.progress.until = now.plus_seconds(seconds);
        }
        self.progress.stage = stage;
        self.progress.since = now;
        true
    }

    /// From now on only the agent's word, or the end of its patience, ends it.
    pub(super) fn begin_abort(&mut self, now: Timestamp) {
        self.is_aborting = true;
        self.progress.until = now.plus_seconds(TERMINAL_ABORT_SECONDS);
    }

    pub(super) fn why_over(&self) -> String {
        let (wait, seconds) = patience(self.progress.stage);
        format!("{wait}: no word from the terminal for {seconds} s")
    }
}

/// The name of the wait in a stage, and its length in seconds.
pub(super) const fn patience(stage: TerminalStage) -> (&'static str, i64) {
    match stage {
        TerminalStage::Queued => ("take_time_out", TERMINAL_TAKE_SECONDS as i64),
        TerminalStage::Dispatched => ("begin_time_out", TERMINAL_BEGIN_SECONDS),
        TerminalStage::AwaitingCard => ("card_time_out", TERMINAL_CARD_SECONDS),
        TerminalStage::Processing => ("van_time_out", TERMINAL_VAN_SECONDS),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use desk_agent::pace::{ANSWER_WITHIN, Pace};

    use super::*;
    use crate::limits::{LEASE_SECONDS, TERMINAL_ANSWER_SECONDS, TERMINAL_CARD_SHOWN_SECONDS};

    #[test]
    fn the_longest_cancel_ends_before_its_lease() {
        let stages: i64 = TerminalStage::ALL.iter().map(|stage| patience(*stage).1).sum();
        assert!(TERMINAL_ANSWER_SECONDS + stages + TERMINAL_ABORT_SECONDS < LEASE_SECONDS);
    }

    /// Were the desk's the shorter one, it would call unknown what the agent is about to tell.
    #[track_caller]
    fn shorter(agents: Duration, desks: i64) {
        let desks = Duration::from_secs(desks.unsigned_abs());
        assert!(agents < desks, "{agents:?} at the agent, {desks:?} here");
    }

    #[test]
    fn an_agent_gives_up_before_the_desk_does() {
        let pace = Pace::default();
        assert_eq!(pace.card_wait.as_secs(), TERMINAL_CARD_SHOWN_SECONDS.unsigned_abs());
        shorter(pace.no_card_wait(), TERMINAL_CARD_SECONDS);
        shorter(pace.van_wait(), TERMINAL_VAN_SECONDS);
        shorter(ANSWER_WITHIN + pace.ask_again, TERMINAL_BEGIN_SECONDS);
        shorter(ANSWER_WITHIN, TERMINAL_ANSWER_SECONDS);
        shorter(ANSWER_WITHIN, TERMINAL_ABORT_SECONDS);
    }
}
