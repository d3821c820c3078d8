//! The audit chain: each event carries the hash of the one before it, so that a changed, dropped or
//! reordered event shows.

mod walk;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

pub use walk::{AuditHead, BadHead, ChainBreak, ChainWalk, Link};

/// The hash that the first event of a desk stands on.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One thing that happened, before it is chained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Microseconds UTC.
    pub at: i64,
    /// A staff id, or `system`, `gateway`, `agent`, `operator` (at the command line), `unknown`.
    pub actor: String,
    /// Stable verb, e.g. `cancellation.requested`.
    pub action: String,
    /// The id of what it happened to; `unknown` for somebody whom nobody knows.
    pub subject: String,
    /// JSON without personal data.
    pub body: String,
}

/// SHA-256, as lower-case hex, over the previous hash and every field. Each field is preceded by its
/// length, so that no two different events have the same bytes.
#[must_use]
pub fn chain_hash(previous: &str, entry: &AuditEntry) -> String {
    let mut hasher = Sha256::new();
    let at = entry.at.to_string();
    for field in [previous, &at, &entry.actor, &entry.action, &entry.subject, &entry.body] {
        hasher.update(field.len().to_be_bytes());
        hasher.update(field.as_bytes());
    }
    hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes every write");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> AuditEntry {
        AuditEntry {
            at: 1,
            actor: "system".into(),
            action: "cancellation.sent".into(),
            subject: "can_1".into(),
            body: "{}".into(),
        }
    }

    #[test]
    fn every_field_counts() {
        let whole = chain_hash(GENESIS, &entry());
        assert_eq!(whole.len(), 64);
        assert_ne!(whole, chain_hash(&whole, &entry()));
        assert_ne!(whole, chain_hash(GENESIS, &AuditEntry { at: 2, ..entry() }));
        assert_ne!(whole, chain_hash(GENESIS, &AuditEntry { body: "{ }".into(), ..entry() }));
        // A letter that moves over a border between fields is another event.
        let moved =
            AuditEntry { actor: "systemc".into(), action: "ancellation.sent".into(), ..entry() };
        assert_ne!(whole, chain_hash(GENESIS, &moved));
    }
}
