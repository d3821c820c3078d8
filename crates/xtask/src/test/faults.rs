//! Which tests failed, told once more at the very end: whoever sees only the last lines shall know.

use super::tally::strip_colours;

/// Of a failed browser test, its message and where it stands.
const LINES_OF_A_FAULT: usize = 8;

/// The failed tests that nextest, node --test, pytest and Playwright name, the last with its message.
pub(super) fn of(output: &str) -> Vec<String> {
    let lines: Vec<_> = output.lines().map(strip_colours).collect();
    let mut faults: Vec<String> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = failed_test(line) else { continue };
        let message = if is_playwright(line) { message(&lines[at + 1..]) } else { String::new() };
        let fault = name.to_owned() + &message;
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    faults
}

fn failed_test(line: &str) -> Option<&str> {
    let line = line.trim();
    // nextest:     "FAIL [   0.004s] ( 3/12) desk-store::it duties::name", twice
    // node --test: "not ok 3 - name"
    // pytest:      "FAILED test_portone.py::test_name - AssertionError"
    // Playwright:  "1) [desk] › tests/e2e/specs/a.spec.ts:3:1 › name ─────"
    if let Some(rest) = line.strip_prefix("FAIL [") {
        return rest.rsplit_once(')').or_else(|| rest.split_once(']')).map(|(_, name)| name.trim());
    }
    if let Some(name) = line.strip_prefix("not ok ") {
        return name.split_once(" - ").map(|(_, name)| name);
    }
    if let Some(name) = line.strip_prefix("FAILED ").filter(|name| name.contains("::")) {
        return Some(name);
    }
    is_playwright(line).then(|| line.trim_end_matches('─').trim())
}

fn is_playwright(line: &str) -> bool {
    let line = line.trim();
    let numbered = line.split_once(") [").is_some_and(|(number, _)| number.parse::<u32>().is_ok());
    numbered && line.contains(" › ")
}

fn message(after: &[String]) -> String {
    let said = after.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    let of_this = said.take_while(|line| !is_playwright(line)).take(LINES_OF_A_FAULT);
    of_this.map(|line| format!("\n    {line}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_runner_names_its_failures() {
        let output = "        PASS [   0.004s] ( 2/12) desk-store::it keeping::is_kept\n\
                      \u{1b}[31;1m        FAIL\u{1b}[0m [   0.004s] ( 3/12) desk-store::it duties::is_owed\n\
                      not ok 4 - a full cancel\n\
                      FAILED test_portone.py::test_list - AssertionError: 1 != 2\n\
                      \u{1b}[31;1m        FAIL\u{1b}[0m [   0.004s] ( 3/12) desk-store::it duties::is_owed\n";
        assert_eq!(
            of(output),
            [
                "desk-store::it duties::is_owed",
                "a full cancel",
                "test_portone.py::test_list - AssertionError: 1 != 2"
            ]
        );
    }

    #[test]
    fn a_browser_test_brings_its_message() {
        let output = "  1) [desk] › tests/e2e/specs/a.spec.ts:3:1 › is seen ────────\n\
                      \n    Error: not visible\n\n  2) [desk] › tests/e2e/specs/b.spec.ts:4:1 › is heard ──\n\
                      \n    Error: silent\n  2 failed\n";
        let told = of(output);
        assert_eq!(
            told[0],
            "1) [desk] › tests/e2e/specs/a.spec.ts:3:1 › is seen\n    Error: not visible"
        );
        assert!(told[1].ends_with("is heard\n    Error: silent\n    2 failed"), "{told:?}");
    }
}
