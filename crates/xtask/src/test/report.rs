//! What each stage took and brought, and the count at the end.

use std::time::Duration;

use super::tally::Tally;
use super::{faults, skips};
use crate::failure::{Failure, Result};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// With why tests were skipped, where the output says so.
    Passed(Tally, Vec<String>),
    /// With the failed tests that the output names.
    Failed(Tally, Vec<String>),
    Skipped,
}

impl Verdict {
    /// A stage that counts no tests of its own is one test.
    pub(super) fn passed(output: &str) -> Self {
        let tally = Tally::of(output);
        let counted = if tally.passed == 0 { Tally { passed: 1, failed: 0 } } else { tally };
        Self::Passed(counted, skips::of(output))
    }

    /// At least one failure, also when no test could be started.
    pub(super) fn failed(output: &str) -> Self {
        let tally = Tally::of(output);
        Self::Failed(Tally { failed: tally.failed.max(1), ..tally }, faults::of(output))
    }

    fn tally(&self) -> Tally {
        match self {
            Self::Passed(tally, _) | Self::Failed(tally, _) => *tally,
            Self::Skipped => Tally::default(),
        }
    }

    fn skips(&self) -> &[String] {
        match self {
            Self::Passed(_, reasons) => reasons,
            Self::Failed(..) | Self::Skipped => &[],
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Report {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    stage: &'static str,
    took: Duration,
    verdict: Verdict,
}

impl Report {
    pub(super) fn add(&mut self, stage: &'static str, took: Duration, verdict: Verdict) {
        for reason in verdict.skips() {
            println!("skipped: {reason}");
        }
        self.rows.push(Row { stage, took, verdict });
        println!("{}\n", self.rows.last().map(row).unwrap_or_default());
    }

    /// Prints the table, what was skipped and what failed; the count is the last line of all.
    pub(super) fn finish(&self) -> Result {
        println!("── all stages");
        for each in &self.rows {
            println!("{}", row(each));
        }
        let total = self.total();
        let took: Duration = self.rows.iter().map(|row| row.took).sum();
        println!("{:<14}{:>9}", "together", seconds(took));
        for reason in self.skips() {
            println!("{reason}");
        }
        for fault in self.faults() {
            println!("{fault}");
        }
        println!("{} passed, {} failed", total.passed, total.failed);
        match total.failed {
            0 => Ok(()),
            _ => Err(Failure::already_told()),
        }
    }

    fn skips(&self) -> impl Iterator<Item = String> {
        self.rows.iter().flat_map(|row| {
            let reasons = row.verdict.skips().iter();
            reasons.map(move |reason| format!("{}: skipped: {reason}", row.stage))
        })
    }

    fn faults(&self) -> impl Iterator<Item = String> {
        self.rows.iter().flat_map(|row| match &row.verdict {
            Verdict::Failed(_, faults) => {
                faults.iter().map(|fault| format!("{}: {fault}", row.stage)).collect()
            }
            Verdict::Passed(..) | Verdict::Skipped => Vec::new(),
        })
    }

    fn total(&self) -> Tally {
        self.rows.iter().map(|row| row.verdict.tally()).sum()
    }
}

fn row(row: &Row) -> String {
    let verdict = match &row.verdict {
        Verdict::Passed(Tally { passed, .. }, _) => format!("ok, {passed} passed"),
        Verdict::Failed(Tally { passed, failed }, _) => {
            format!("FAILED, {passed} passed, {failed} failed")
        }
        Verdict::Skipped => "skipped".into(),
    };
    format!("{:<14}{:>9}  {verdict}", row.stage, seconds(row.took))
}

/// Seconds with one decimal, rounded down.
fn seconds(took: Duration) -> String {
    format!("{}.{} s", took.as_secs(), took.subsec_millis() / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_without_tests_counts_as_one() {
        assert_eq!(Verdict::passed("Finished").tally(), Tally { passed: 1, failed: 0 });
        assert_eq!(Verdict::failed("error[E0425]").tally(), Tally { passed: 0, failed: 1 });
    }

    #[test]
    fn one_red_stage_makes_the_whole_red() {
        let mut report = Report::default();
        report.add("fmt", Duration::from_millis(1250), Verdict::passed(""));
        assert!(report.finish().is_ok());
        report.add("deny", Duration::ZERO, Verdict::Skipped);
        assert!(report.finish().is_ok());
        report.add("host", Duration::ZERO, Verdict::failed("test result: 7 passed; 2 failed;"));
        assert!(report.finish().is_err());
        assert_eq!(report.total(), Tally { passed: 8, failed: 2 });
        report.add(
            "contract",
            Duration::ZERO,
            Verdict::failed("not ok 4 - a full cancel\n# fail 1"),
        );
        assert_eq!(report.faults().collect::<Vec<_>>(), ["contract: a full cancel"]);
    }

    #[test]
    fn what_a_green_stage_skipped_is_told_at_the_end() {
        let mut report = Report::default();
        let output = "# pass 4\nok 5 - as described # SKIP no description\n";
        report.add("contract", Duration::ZERO, Verdict::passed(output));
        assert_eq!(report.skips().collect::<Vec<_>>(), ["contract: skipped: no description"]);
        assert!(report.finish().is_ok());
    }

    #[test]
    fn a_row_shows_time_and_count() {
        let took = Duration::from_millis(41_260);
        let shown = row(&Row { stage: "clippy", took, verdict: Verdict::passed("") });
        assert_eq!(shown, "clippy           41.2 s  ok, 1 passed");
    }
}
