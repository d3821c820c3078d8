//! The wire between the desk and the agent on the POS PC. The agent dials out, so that a shop needs
//! no open port: one HTTPS request to pair, then one WebSocket of JSON texts, one message each.
//!
//! The desk's word for one order is its `service_id`, the cancellation's id. An agent journals it
//! before it touches the device, and answers the same id with the journalled result for ever.

use chrono::NaiveDate;
use desk_domain::terminal::{TerminalStage, TerminalTask};
use desk_domain::{TerminalId, Timestamp, Won};
use serde::{Deserialize, Serialize};

/// The newest version of this wire; an agent that speaks another is told to update.
pub const AGENT_PROTOCOL: u32 = 1;

/// `POST /agent/pair`: the code a manager read out, for a token of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairAgent {
    pub code: String,
    /// The device's own number (CAT-ID).
    pub cat_id: String,
    pub driver: String,
    pub agent_version: String,
}

/// The token is shown once and kept by the agent; the desk keeps its hash.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairedAgent {
    pub terminal_id: TerminalId,
    pub token: String,
}

impl std::fmt::Debug for PairedAgent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PairedAgent")
            .field("terminal_id", &self.terminal_id)
            .finish_non_exhaustive()
    }
}

/// What the desk says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DeskMessage {
    /// Undo an approval. Sent again under the same id after a reconnect, it is the same order.
    Order(TerminalOrder),
    /// A person gave up. Obeyed only while nothing can have moved; the result tells.
    Abort { service_id: String },
    /// Ask the device (or its VAN) how this order ended; answered by a result.
    Query { service_id: String },
    /// Ask the device (or its VAN) for one approval; answered by [`AgentMessage::Approval`].
    Inquire { inquiry_id: String, approval: OriginalApproval },
    /// The result is written down here; the agent need not report it again.
    Taken { service_id: String },
    /// The pairing was revoked, or the protocol is too old: stop, and say so to the person.
    Goodbye { why: String },
}

/// What the agent says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AgentMessage {
    /// The first message of a connection.
    Hello {
        protocol: u32,
        agent_version: String,
        cat_id: String,
        driver: String,
    },
    Progress {
        service_id: String,
        stage: TerminalStage,
    },
    /// The end of an order, as journalled. Sent until it is taken, also after a reconnect.
    Result {
        service_id: String,
        outcome: TerminalOutcome,
    },
    /// The answer to [`DeskMessage::Inquire`]; `None`: the device cannot tell.
    Approval {
        inquiry_id: String,
        found: Option<FoundApproval>,
    },
}

/// The approval that is to be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginalApproval {
    pub approval_number: String,
    pub approved_on: NaiveDate,
    pub amount_won: Won,
}

/// One cancel at the device. No card number is ever in it: the card is in the slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerminalOrder {
    pub service_id: String,
    pub task: TerminalTask,
    pub original: OriginalApproval,
    pub amount_won: Won,
    pub installment_months: u32,
    /// For how many seconds it may wait for the device, from when the agent has it and by the agent's
    /// own steady clock: neither the desk's clock nor the PC's may be right. Afterwards it must not be
    /// begun any more.
    #[serde(default)]
    pub begin_within_seconds: u32,
}

/// How an order ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum TerminalOutcome {
    Succeeded {
        approval_number: String,
        approved_at: Timestamp,
    },
    /// The VAN's explicit no: nothing moved.
    Declined {
        code: String,
        words: String,
    },
    /// A person, the time limit or a pulled card ended it before the VAN was asked.
    Aborted {
        why: AbortCause,
    },
    /// The device or the line broke after the VAN may have been asked. A query may tell later.
    Unknown {
        why: String,
    },
    /// The agent never heard of the order: it was not begun here, and will not be.
    NeverBegun,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbortCause {
    Person,
    CardPulled,
    CardTimeOut,
    Expired,
}

/// An approval as the device or its VAN tells it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundApproval {
    pub cancelled: bool,
    pub cancel_approval_number: Option<String>,
    pub cancelled_at: Option<Timestamp>,
    /// Our own id, when the cancel was made by our order and the device can tell.
    pub service_id: Option<String>,
}
