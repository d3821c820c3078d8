//! How often something hostile or broken was turned away since the process began, for the operator: a
//! number that grows is a forger at the door, or a vendor whose secret was changed.

use std::fmt::{self, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A webhook with no signature or key, or another one's.
    ForgedHook,
    /// A webhook that was signed too long ago, or in our future.
    StaleHook,
    /// A webhook that came before: acknowledged, kept once and read once.
    RepeatedHook,
    /// A webhook that nobody signed, about a payment that its vendor does not show: forged, or early.
    BaselessHook,
    /// A webhook that nobody signed, above its limit: read later, or told to come back.
    CrowdedHook,
    /// A webhook of the vendor that nobody can read.
    UnreadableHook,
    /// A webhook for a connection that is not there.
    StrayHook,
    /// A body that is larger than its limit.
    LargeBody,
    /// A body that did not come to its end in time.
    SlowBody,
    /// A body, or a message of an agent, that is nested too deep.
    DeepBody,
    /// An address that is too long, or too many headers.
    LargeHead,
    /// A stream of changes or a line to an agent too many.
    TooManyOpen,
}

impl Refused {
    pub const ALL: [Self; 12] = [
        Self::ForgedHook,
        Self::StaleHook,
        Self::RepeatedHook,
        Self::BaselessHook,
        Self::CrowdedHook,
        Self::UnreadableHook,
        Self::StrayHook,
        Self::LargeBody,
        Self::SlowBody,
        Self::DeepBody,
        Self::LargeHead,
        Self::TooManyOpen,
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Self::ForgedHook => "forged_hook",
            Self::StaleHook => "stale_hook",
            Self::RepeatedHook => "repeated_hook",
            Self::BaselessHook => "baseless_hook",
            Self::CrowdedHook => "crowded_hook",
            Self::UnreadableHook => "unreadable_hook",
            Self::StrayHook => "stray_hook",
            Self::LargeBody => "large_body",
            Self::SlowBody => "slow_body",
            Self::DeepBody => "deep_body",
            Self::LargeHead => "large_head",
            Self::TooManyOpen => "too_many_open",
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One number for each of [`Refused`].
#[derive(Debug, Default)]
pub struct Refusals([AtomicU64; Refused::ALL.len()]);

impl Refusals {
    /// How many there have been, this one included: for the log.
    pub(crate) fn count(&self, what: Refused) -> u64 {
        self.0[what as usize].fetch_add(1, Ordering::Relaxed) + 1
    }

    #[must_use]
    pub fn of(&self, what: Refused) -> u64 {
        self.0[what as usize].load(Ordering::Relaxed)
    }

    /// In the text format of Prometheus (version 0.0.4).
    pub(crate) fn metrics(&self) -> String {
        let mut text = String::from(
            "# HELP cancel_desk_refused_total What was turned away since the process began.\n\
             # TYPE cancel_desk_refused_total counter\n",
        );
        for what in Refused::ALL {
            let number = self.of(what);
            writeln!(text, "cancel_desk_refused_total{{reason=\"{what}\"}} {number}")
                .expect("a text takes whatever is written");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_its_own_number() {
        for (place, what) in Refused::ALL.into_iter().enumerate() {
            assert_eq!(what as usize, place, "{what}");
        }
        let refusals = Refusals::default();
        refusals.count(Refused::StaleHook);
        refusals.count(Refused::StaleHook);
        assert_eq!(refusals.of(Refused::StaleHook), 2);
        assert_eq!(refusals.of(Refused::ForgedHook), 0);
        let metrics = refusals.metrics();
        assert!(metrics.contains("reason=\"stale_hook\"} 2\n"), "{metrics}");
    }
}
