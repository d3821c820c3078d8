//! Walking a chain from its first event: what was changed, dropped or moved is named.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{AuditEntry, GENESIS, chain_hash};

/// Where a chain ends. Kept elsewhere it is an anchor: who cuts the chain's end off, or writes another
/// one, cannot change what somebody else has kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct AuditHead {
    /// Number of the last event; 0 before the first one.
    pub seq: i64,
    pub hash: String,
}

/// An event as it stands in the chain.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    pub seq: i64,
    pub entry: &'a AuditEntry,
    pub previous: &'a str,
    pub hash: &'a str,
}

/// What is wrong with a chain, and at which event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChainBreak {
    /// Events from `first` to `last` are not there.
    Missing { first: i64, last: i64 },
    /// Its fields do not give its hash.
    Changed { seq: i64 },
    /// It stands on another event than the one before it.
    Displaced { seq: i64 },
    /// It stands under the number that was kept, and is another one.
    Replaced { seq: i64 },
}

/// How far a chain was followed.
#[derive(Debug)]
pub struct ChainWalk {
    at: AuditHead,
    anchors: Vec<AuditHead>,
}

impl ChainWalk {
    /// From the first event, past what was kept of the chain before.
    #[must_use]
    pub fn past(anchors: Vec<AuditHead>) -> Self {
        Self { at: AuditHead::default(), anchors }
    }

    /// Follows the chain over its next event. After a break it goes on from the event that is there.
    pub fn step(&mut self, link: Link<'_>) -> Vec<ChainBreak> {
        let Link { seq, entry, previous, hash } = link;
        let mut breaks = Vec::new();
        let is_next = seq == self.at.seq + 1;
        if !is_next {
            breaks.push(ChainBreak::Missing { first: self.at.seq + 1, last: seq - 1 });
        }
        if is_next && previous != self.at.hash {
            breaks.push(ChainBreak::Displaced { seq });
        }
        if hash != chain_hash(previous, entry) {
            breaks.push(ChainBreak::Changed { seq });
        }
        if self.anchors.iter().any(|anchor| anchor.seq == seq && anchor.hash != hash) {
            breaks.push(ChainBreak::Replaced { seq });
        }
        self.at = AuditHead { seq, hash: hash.to_owned() };
        breaks
    }

    /// The chain has no more events: whether it reaches as far as what was kept of it.
    #[must_use]
    pub fn end(self) -> (AuditHead, Option<ChainBreak>) {
        let kept = self.anchors.iter().map(|anchor| anchor.seq).max().unwrap_or(0);
        let cut = (kept > self.at.seq)
            .then_some(ChainBreak::Missing { first: self.at.seq + 1, last: kept });
        (self.at, cut)
    }
}

impl Default for AuditHead {
    fn default() -> Self {
        Self { seq: 0, hash: GENESIS.to_owned() }
    }
}

impl fmt::Display for AuditHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash)
    }
}

/// The text is no head of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a head is a number and 64 hex digits, like 17:9f86…")]
pub struct BadHead;

impl FromStr for AuditHead {
    type Err = BadHead;

    fn from_str(text: &str) -> Result<Self, BadHead> {
        let (seq, hash) = text.trim().split_once(':').ok_or(BadHead)?;
        let seq = seq.parse().ok().filter(|seq| *seq >= 0).ok_or(BadHead)?;
        let is_hash = hash.len() == GENESIS.len() && hash.bytes().all(|b| b.is_ascii_hexdigit());
        is_hash.then(|| Self { seq, hash: hash.to_ascii_lowercase() }).ok_or(BadHead)
    }
}

impl fmt::Display for ChainBreak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { first, last } if first == last => write!(f, "event {first} is missing"),
            Self::Missing { first, last } => write!(f, "events {first} to {last} are missing"),
            Self::Changed { seq } => write!(
                f,
                "event {seq} was changed: its time, actor, action, subject and body do not give \
                 its hash"
            ),
            Self::Displaced { seq } => write!(
                f,
                "event {seq} stands on another event than {}: one of the two was moved or replaced",
                seq - 1
            ),
            Self::Replaced { seq } => {
                write!(f, "event {seq} is not the one that was kept under this number")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone)]
    struct Event {
        seq: i64,
        entry: AuditEntry,
        previous: String,
        hash: String,
    }

    /// A whole chain of `events`.
    fn chain(events: i64) -> Vec<Event> {
        let mut previous = GENESIS.to_owned();
        (1..=events)
            .map(|seq| {
                let entry = AuditEntry {
                    at: seq,
                    actor: "system".into(),
                    action: "payment.booked".into(),
                    subject: format!("pay_{seq}"),
                    body: "{}".into(),
                };
                let hash = chain_hash(&previous, &entry);
                let previous = std::mem::replace(&mut previous, hash.clone());
                Event { seq, entry, previous, hash }
            })
            .collect()
    }

    fn breaks(events: &[Event], anchors: Vec<AuditHead>) -> Vec<ChainBreak> {
        let mut walk = ChainWalk::past(anchors);
        let mut found = Vec::new();
        for Event { seq, entry, previous, hash } in events {
            found.extend(walk.step(Link { seq: *seq, entry, previous, hash }));
        }
        found.extend(walk.end().1);
        found
    }

    #[track_caller]
    fn check(spoil: impl FnOnce(&mut Vec<Event>), expected: &[ChainBreak]) {
        let mut events = chain(5);
        spoil(&mut events);
        assert_eq!(breaks(&events, Vec::new()), expected);
    }

    #[test]
    fn a_whole_chain_has_no_break() {
        check(|_| {}, &[]);
    }

    #[test]
    fn what_was_changed_dropped_or_moved_is_named() {
        check(|events| events[2].entry.body = "{ }".into(), &[ChainBreak::Changed { seq: 3 }]);
        check(
            |events| {
                events[2].entry.body = "{ }".into();
                events[2].hash = chain_hash(&events[2].previous, &events[2].entry);
            },
            &[ChainBreak::Displaced { seq: 4 }],
        );
        check(|events| drop(events.drain(1..3)), &[ChainBreak::Missing { first: 2, last: 3 }]);
        check(
            |events| {
                events.swap(1, 2);
                (events[1].seq, events[2].seq) = (2, 3);
            },
            &[2, 3, 4].map(|seq| ChainBreak::Displaced { seq }),
        );
    }

    #[test]
    fn an_end_cut_off_or_written_anew_shows_against_a_kept_head() {
        let events = chain(5);
        let last = events.last().unwrap();
        let kept = vec![AuditHead { seq: last.seq, hash: last.hash.clone() }];
        assert_eq!(breaks(&events, kept.clone()), []);
        let cut = ChainBreak::Missing { first: 4, last: 5 };
        assert_eq!(breaks(&events[..3], kept.clone()), [cut]);
        let mut anew = chain(4);
        let mut other = last.clone();
        other.entry.actor = "stf_1".into();
        other.hash = chain_hash(&other.previous, &other.entry);
        anew.push(other);
        assert_eq!(breaks(&anew, kept), [ChainBreak::Replaced { seq: 5 }]);
    }

    #[test]
    fn a_head_is_written_and_read() {
        let head = AuditHead { seq: 17, hash: "a7".repeat(32) };
        assert_eq!(head.to_string().parse(), Ok(head));
        for bad in ["17", "17:a7", "-1:", "x:", &format!("17:{}", "zz".repeat(32))] {
            assert_eq!(bad.parse::<AuditHead>(), Err(BadHead), "{bad}");
        }
    }
}
