//! Card terminals and how their agents are paired.

use desk_domain::{MerchantId, TerminalId, Timestamp};

/// A terminal on the desk and the agent beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terminal {
    pub id: TerminalId,
    pub merchant_id: MerchantId,
    /// What staff calls it: 데스크 1.
    pub name: String,
    /// The device's own number (CAT-ID), as its agent gave it when it was paired.
    pub cat_id: Option<String>,
    pub driver: Option<String>,
    pub agent_version: Option<String>,
    /// Since when exactly this agent is paired: another one has another journal.
    pub paired_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
    pub last_seen_at: Option<Timestamp>,
}

impl Terminal {
    /// Whether an agent may act for it.
    #[must_use]
    pub fn is_paired(&self) -> bool {
        self.paired_at.is_some() && self.revoked_at.is_none()
    }
}

/// A code that pairs one agent, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPairingCode {
    pub terminal_id: TerminalId,
    /// SHA-256 of the code, hex.
    pub code_hash: String,
    pub expires_at: Timestamp,
}

/// An agent that shows a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairing {
    pub code_hash: String,
    /// SHA-256 of the token that the agent is given, hex.
    pub token_hash: String,
    pub cat_id: String,
    pub driver: String,
    pub agent_version: String,
}
