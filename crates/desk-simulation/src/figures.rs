//! What histories were made of, in numbers.

mod mishap;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::AddAssign;

use desk_api::agent::TerminalOutcome;

use crate::sight::Sight;

pub use mishap::Mishap;

/// Counted where it happened, not where it was planned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Presses of a button that cancels.
    pub clicks: u64,
    /// Desks that died in the middle of something.
    pub crashes: u64,
    /// Forged webhooks that were refused.
    pub forged: u64,
    /// Refunds that left, by the vendors' own ledgers.
    pub refunds: u64,
    mishaps: BTreeMap<Mishap, u64>,
}

impl Figures {
    pub(crate) fn met(&mut self, mishap: Mishap) {
        self.met_often(mishap, 1);
    }

    pub(crate) fn met_often(&mut self, mishap: Mishap, times: u64) {
        *self.mishaps.entry(mishap).or_default() += times;
    }

    /// A desk died in the middle of something: of what, the mishap says.
    pub(crate) fn died(&mut self, over: Mishap) {
        self.crashes += 1;
        self.met(over);
    }

    /// What the book and the vendors' ledgers show at the end.
    pub(crate) fn with_sight(mut self, sight: &Sight) -> Self {
        let count = |matching: &dyn Fn(&&crate::CancellationSeen) -> bool| {
            sight.cancellations.iter().filter(matching).count() as u64
        };
        self.refunds = sight.truths.values().map(|truth| truth.refunds.len() as u64).sum();
        self.met_often(Mishap::Withdrawn, count(&|one| one.state == "withdrawn"));
        self.met_often(Mishap::Forced, count(&|one| one.is_forced() && one.is_done()));
        self.met_often(Mishap::Adopted, count(&|one| one.is_adopted() && one.is_done()));
        let ended = |is_so: fn(&TerminalOutcome) -> bool| {
            sight.told.iter().filter(|(_, outcome)| is_so(outcome)).count() as u64
        };
        let unknown = ended(|outcome| matches!(outcome, TerminalOutcome::Unknown { .. }));
        self.met_often(Mishap::VanLine, unknown);
        let declined = ended(|outcome| matches!(outcome, TerminalOutcome::Declined { .. }));
        self.met_often(Mishap::Declined, declined);
        let again = sight.bills.iter().filter(|bill| bill.rebill_of.is_some()).count();
        self.met_often(Mishap::BilledAgain, again as u64);
        self
    }

    /// What laws were never held against.
    pub fn never_met(&self) -> impl Iterator<Item = Mishap> {
        let met = |mishap: &Mishap| self.mishaps.get(mishap).is_some_and(|times| *times > 0);
        Mishap::ALL.into_iter().filter(move |mishap| !met(mishap))
    }

    /// How often each befell them, a line each.
    #[must_use]
    pub fn mishaps(&self) -> String {
        let times = |mishap: &Mishap| self.mishaps.get(mishap).copied().unwrap_or_default();
        let lines = Mishap::ALL.iter().map(|mishap| format!("{:>8} {mishap}\n", times(mishap)));
        lines.collect()
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.clicks += other.clicks;
        self.crashes += other.crashes;
        self.forged += other.forged;
        self.refunds += other.refunds;
        for (mishap, times) in other.mishaps {
            self.met_often(mishap, times);
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { clicks, crashes, forged, refunds, mishaps: _ } = self;
        write!(
            formatter,
            "{clicks} clicks, {crashes} crashes, {forged} forged webhooks refused, {refunds} refunds"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_befell_one_history_befell_all_of_them() {
        let mut sum = Figures::default();
        assert_eq!(sum.never_met().count(), Mishap::ALL.len());
        for mishap in Mishap::ALL {
            let mut one = Figures::default();
            one.met(mishap);
            sum += one;
        }
        assert_eq!(sum.never_met().next(), None);
    }
}
