//! Everything the device and its VAN remember, and what of it has to be written down.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::approval::Approval;
use super::attempt::{Attempt, Stage};
use super::judge::Decline;
use super::settings::Settings;
use crate::faults::Faults;
use crate::tracked::Tracked;

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) settings: Settings,
    pub(crate) approvals: Tracked<Approval>,
    attempts: Tracked<Attempt>,
    pub(crate) line: Line,
    /// Unplugged, every connection of the driver is closed without an answer.
    pub(crate) is_plugged: bool,
    /// What the VAN answers next, whatever it thinks; asked for by a person.
    pub(crate) next_decline: Option<Decline>,
    /// Grows with everything that a waiting caller may want to see.
    pub(crate) revision: u64,
}

/// The line between the device and the VAN. Like all that a person sets here, a restart mends it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    #[default]
    Up,
    /// Down: the VAN is never asked.
    LostBeforeVan,
    /// Breaks once the VAN has executed: its answer is lost.
    LostAfterVan,
}

/// What one act at the device may use.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) faults: &'a mut Faults,
    pub(crate) now: DateTime<Utc>,
}

/// Rows that changed together; one of these is part of one line of the journal.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Changes {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    approvals: Vec<Approval>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attempts: Vec<Attempt>,
}

impl Changes {
    pub(crate) fn is_empty(&self) -> bool {
        self.approvals.is_empty() && self.attempts.is_empty()
    }
}

impl State {
    pub(crate) fn new(settings: Settings) -> Self {
        Self {
            settings,
            approvals: Tracked::default(),
            attempts: Tracked::default(),
            line: Line::Up,
            is_plugged: true,
            next_decline: None,
            revision: 0,
        }
    }

    /// Oldest first.
    pub(crate) fn attempts(&self) -> impl DoubleEndedIterator<Item = &Attempt> {
        self.attempts.iter()
    }

    /// The newest attempt under a caller's id.
    pub(crate) fn newest(&self, request_id: &str) -> Option<&Attempt> {
        self.attempts().rev().find(|attempt| attempt.request_id == request_id)
    }

    /// What the device is busy with.
    pub(crate) fn current(&self) -> Option<&Attempt> {
        self.attempts().next_back().filter(|attempt| attempt.stage != Stage::Done)
    }

    pub(crate) fn next_number(&self) -> u32 {
        self.attempts().next_back().map_or(1, |last| last.number + 1)
    }

    /// Adds or replaces.
    pub(crate) fn put(&mut self, attempt: Attempt) {
        self.revision += 1;
        self.attempts.insert(format!("{:010}", attempt.number), attempt);
    }

    pub(crate) fn take_changes(&mut self) -> Changes {
        Changes { approvals: self.approvals.take_changed(), attempts: self.attempts.take_changed() }
    }

    /// Takes rows back in, the later ones replacing the earlier; they count as changed.
    pub(crate) fn absorb(&mut self, changes: Changes) {
        for approval in changes.approvals {
            self.approvals.insert(approval.number.clone(), approval);
        }
        changes.attempts.into_iter().for_each(|attempt| self.put(attempt));
    }
}
