//! What the lines about one order add up to.

use std::collections::BTreeMap;

use desk_api::agent::{TerminalOrder, TerminalOutcome};
use desk_domain::terminal::TerminalStage;

use super::step::{Line, Step};

/// Everything known of one order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Absent for an order that never came and, by the desk's own question, never may.
    pub order: Option<TerminalOrder>,
    pub reach: Reach,
    pub stage: Option<TerminalStage>,
    pub outcome: Option<TerminalOutcome>,
    /// Whether the desk has `outcome`.
    pub is_reported: bool,
}

/// How far an order has reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// This agent only.
    #[default]
    Agent,
    /// The device, perhaps.
    Device,
}

impl Entry {
    /// The order, if the device may still be touched for it.
    #[must_use]
    pub fn beginnable(&self) -> Option<&TerminalOrder> {
        self.order.as_ref().filter(|_| self.reach == Reach::Agent && self.outcome.is_none())
    }

    /// The device may have it, and nobody knows how it ended.
    #[must_use]
    pub const fn needs_asking(&self) -> bool {
        matches!(self.reach, Reach::Device)
            && matches!(self.outcome, None | Some(TerminalOutcome::Unknown { .. }))
    }
}

pub(super) fn apply(entries: &mut BTreeMap<String, Entry>, line: Line) {
    let entry = entries.entry(line.service_id).or_default();
    match line.step {
        Step::Taken { order } => entry.order = Some(*order),
        Step::Touching => entry.reach = Reach::Device,
        Step::Progress { stage } => entry.stage = Some(stage),
        Step::Ended { outcome } => {
            entry.outcome = Some(outcome);
            entry.is_reported = false;
        }
        Step::Reported => entry.is_reported = true,
    }
}
