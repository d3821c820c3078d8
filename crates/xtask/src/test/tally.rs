//! Counting tests in what the test runners print at their ends.

use std::iter::Sum;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) passed: u64,
    pub(super) failed: u64,
}

impl Tally {
    /// Adds up the closing lines of cargo test, nextest, node --test, pytest and Playwright.
    pub(super) fn of(output: &str) -> Self {
        output.lines().map(strip_colours).filter_map(|line| closing_line(&line)).sum()
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |sum, tally| Self {
            passed: sum.passed + tally.passed,
            failed: sum.failed + tally.failed,
        })
    }
}

/// The counts of one line, if it is the closing line of a runner.
fn closing_line(line: &str) -> Option<Tally> {
    let trimmed = line.trim();
    // cargo test: "test result: ok. 3 passed; 0 failed; …"
    // nextest:    "Summary [   0.1s] 12 tests run: 11 passed, 1 failed, 0 skipped"
    // pytest:     "=== 1 failed, 3 passed in 0.12s ==="
    let both = trimmed.starts_with("test result:")
        || trimmed.starts_with("Summary [")
        || (trimmed.contains(" in ") && trimmed.ends_with("==="));
    if both {
        return Some(Tally {
            passed: before(trimmed, "passed"),
            failed: before(trimmed, "failed"),
        });
    }
    // node --test: "# pass 3" or "ℹ pass 3"; Playwright: "3 passed (2.1s)" and "1 failed"
    let words: Vec<_> = trimmed.split_whitespace().collect();
    let count = |word: &str| word.parse::<u64>().ok();
    match words[..] {
        ["#" | "ℹ", "pass", number] => Some(Tally { passed: count(number)?, failed: 0 }),
        ["#" | "ℹ", "fail", number] => Some(Tally { passed: 0, failed: count(number)? }),
        [number, "passed", _] => Some(Tally { passed: count(number)?, failed: 0 }),
        [number, "failed"] => Some(Tally { passed: 0, failed: count(number)? }),
        _ => None,
    }
}

/// The number before a word, with whatever punctuation around.
fn before(line: &str, word: &str) -> u64 {
    let words: Vec<_> = line
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let pair = words.windows(2).find(|pair| pair[1] == word);
    pair.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

/// Takes terminal colours out: from the escape to the letter `m`.
pub(super) fn strip_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain += before;
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(output: &str, passed: u64, failed: u64) {
        assert_eq!(Tally::of(output), Tally { passed, failed }, "{output}");
    }

    #[test]
    fn each_runner_is_understood() {
        check("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured", 3, 0);
        check("     Summary [   0.123s] 12 tests run: 11 passed, 1 failed, 0 skipped", 11, 1);
        check("     Summary [   0.1s] 12 tests run: 12 passed (1 slow), 0 skipped", 12, 0);
        check("# tests 5\n# pass 4\n# fail 1\n# cancelled 0", 4, 1);
        check("ℹ pass 4\nℹ fail 0", 4, 0);
        check("==== 3 passed in 0.12s ====", 3, 0);
        check("==== 1 failed, 3 passed, 2 warnings in 0.12s ====", 3, 1);
        check("  1 failed\n    [chromium] › a.spec.ts:3:1 › x\n  2 passed (3.4s)", 2, 1);
    }

    #[test]
    fn several_closing_lines_add_up() {
        check("test result: ok. 3 passed; 0 failed\ntest result: ok. 2 passed; 0 failed", 5, 0);
    }

    #[test]
    fn other_lines_count_nothing() {
        check("the 3 passed through\nerror: 2 failed to compile\n", 0, 0);
    }

    #[test]
    fn colours_are_no_part_of_a_number() {
        check(
            "\u{1b}[32;1m     Summary\u{1b}[0m [   0.1s] \u{1b}[1m2\u{1b}[0m tests run: \u{1b}[1m2\u{1b}[0m passed",
            2,
            0,
        );
    }
}
