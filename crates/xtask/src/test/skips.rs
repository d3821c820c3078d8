//! What was not tested and why: a reason inside a runner's output is seen by nobody.

use super::tally::strip_colours;

/// The reasons that node --test and pytest (with `-rs`) give, each of them once.
pub(super) fn of(output: &str) -> Vec<String> {
    let mut reasons: Vec<String> = Vec::new();
    for line in output.lines().map(strip_colours) {
        let Some(reason) = reason(&line) else { continue };
        if !reasons.iter().any(|told| told == reason) {
            reasons.push(reason.to_owned());
        }
    }
    reasons
}

fn reason(line: &str) -> Option<&str> {
    let line = line.trim();
    // node --test: "ok 3 - name # SKIP reason"
    // pytest:      "SKIPPED [1] test_portone.py:158: reason"
    let (_, reason) = match line.strip_prefix("SKIPPED [") {
        Some(skipped) => skipped.split_once(": ")?,
        None => line.strip_prefix("ok ")?.split_once(" # SKIP ")?,
    };
    Some(reason.trim()).filter(|reason| !reason.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_runner_tells_its_reasons_and_each_is_told_once() {
        let output = "TAP version 13\n\
                      ok 1 - a signed webhook\n\
                      \u{20}   ok 2 - the answer beside it # SKIP no description; set NAME\n\
                      # skipped 1\n\
                      \u{1b}[33mSKIPPED\u{1b}[0m [1] test_portone.py:158: no description; set NAME\n\
                      SKIPPED [2] test_bootpay.py:20: another: reason\n\
                      ==== 11 passed, 3 skipped in 0.12s ====\n";
        assert_eq!(of(output), ["no description; set NAME", "another: reason"]);
    }

    #[test]
    fn what_says_no_reason_or_was_not_skipped_tells_nothing() {
        let output = "ok 1 - a full cancel # SKIP\n\
                      ok 2 - the word SKIP in a name\n\
                      not ok 3 - a partial cancel\n\
                      test keeping::is_kept ... ok\n\
                      deny: SKIPPED [1] of another: kind\n";
        assert!(of(output).is_empty(), "{:?}", of(output));
    }
}
