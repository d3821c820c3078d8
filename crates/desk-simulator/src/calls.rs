//! The last calls that reached a simulator: facts for the control page, no bodies.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::faults::FaultKind;

const KEPT: usize = 300;

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CallRecord {
    pub(crate) at: DateTime<Utc>,
    pub(crate) method: String,
    pub(crate) path: String,
    /// Absent when the connection was closed without an answer.
    pub(crate) status: Option<u16>,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) faults: Vec<FaultKind>,
}

#[derive(Debug, Default)]
pub(crate) struct CallLog {
    calls: VecDeque<CallRecord>,
}

impl CallLog {
    pub(crate) fn push(&mut self, call: CallRecord) {
        if self.calls.len() == KEPT {
            self.calls.pop_front();
        }
        self.calls.push_back(call);
    }

    /// Newest first.
    pub(crate) fn recent(&self) -> impl Iterator<Item = &CallRecord> {
        self.calls.iter().rev()
    }
}
