//! No code in the documentation: nothing runs it, so it rots. An example is a test.

use super::tree::{File, Finding, Tree};

const FENCE: &str = "```";
/// Words after a fence with which it is Rust.
const RUST: [&str; 5] = ["rust", "no_run", "should_panic", "compile_fail", "edition"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let found = |file: File<'_>| Some(file.finding(example(file)?, "no test runs this example"));
    tree.all().filter(|file| file.path.ends_with(".rs")).filter_map(found).collect()
}

/// The line that the first example of a file begins in.
fn example(file: File<'_>) -> Option<usize> {
    let mut is_open = false;
    for (number, line) in file.lines() {
        let line = line.trim_start();
        let Some(text) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) else {
            is_open = false;
            continue;
        };
        let Some(language) = text.trim_start().strip_prefix(FENCE) else { continue };
        is_open = !is_open;
        if is_open && is_rust(language) {
            return Some(number);
        }
    }
    None
}

fn is_rust(language: &str) -> bool {
    let words = language.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
    let mut words = words.filter(|word| !word.is_empty()).peekable();
    words.peek().is_none() || words.any(|word| RUST.iter().any(|rust| word.starts_with(rust)))
}

#[cfg(test)]
mod tests {
    use super::super::tree::assert_findings;
    use super::*;

    #[track_caller]
    fn check_one<const N: usize>(source: &str, expected: [&str; N]) {
        assert_findings(check(&Tree::of([("src/count.rs", source)])), expected);
    }

    #[test]
    fn an_example_that_nobody_runs_is_found() {
        check_one(
            "//! It counts.\n//! ```no_run\n//! one();\n//! ```\n",
            ["src/count.rs:2: no test runs this example"],
        );
        check_one(
            "/// ```\n/// one();\n/// ```\nfn one() {}\n",
            ["src/count.rs:1: no test runs this example"],
        );
    }

    #[test]
    fn what_is_no_rust_is_no_example() {
        check_one("//! ```json\n//! {}\n//! ```\n//! ```text\n//! a\n//! ```\n", []);
    }
}
