//! What histories were made of, in numbers.

use std::fmt;
use std::ops::AddAssign;

use crate::sight::Sight;

/// Counted where it happened, not where it was planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Presses of a button that cancels.
    pub clicks: u64,
    /// Processes that died in the middle of their work.
    pub crashes: u64,
    /// Forged webhooks that were refused.
    pub forged: u64,
    /// Refunds that left, by the vendors' own ledgers.
    pub refunds: u64,
}

impl Figures {
    pub(crate) fn with_refunds(self, sight: &Sight) -> Self {
        let refunds = sight.truths.values().map(|truth| truth.refunds.len() as u64).sum();
        Self { refunds, ..self }
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.clicks += other.clicks;
        self.crashes += other.crashes;
        self.forged += other.forged;
        self.refunds += other.refunds;
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { clicks, crashes, forged, refunds } = self;
        write!(
            formatter,
            "{clicks} clicks, {crashes} crashes, {forged} forged webhooks refused, {refunds} refunds"
        )
    }
}
