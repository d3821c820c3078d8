//! The lines of the file.

use desk_api::agent::{TerminalOrder, TerminalOutcome};
use desk_domain::Timestamp;
use desk_domain::terminal::TerminalStage;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub service_id: String,
    pub at: Timestamp,
    #[serde(flatten)]
    pub step: Step,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The order is here; the device knows nothing of it.
    Taken {
        order: Box<TerminalOrder>,
    },
    /// The device may know of it from here on.
    Touching,
    Progress {
        stage: TerminalStage,
    },
    Ended {
        outcome: TerminalOutcome,
    },
    /// The desk has written the end down.
    Reported,
}
