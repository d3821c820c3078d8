//! No file is longer than one can keep in mind.

use super::tree::{File, Finding, Tree};

const LIMIT: usize = 500;

const COUNTED: [&str; 5] = [".rs", ".ts", ".mjs", ".js", ".css"];

/// Tests are tables; fonts bring their own style sheet.
const FREE: [&str; 4] = ["/tests/", "tests/", "public/fonts/", "/tests.rs"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let counted = |file: &File<'_>| {
        !FREE.iter().any(|free| {
            file.path.starts_with(free) || free.starts_with('/') && file.path.contains(free)
        })
    };
    let files = tree.below("", &COUNTED).filter(counted);
    files
        .filter_map(|file| {
            let lines = file.text.lines().count();
            let what = format!("has {lines} lines; split it below {LIMIT}");
            (lines > LIMIT).then(|| file.finding(lines, what))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::assert_findings;
    use super::*;

    #[test]
    fn a_long_file_is_found_and_a_long_test_is_not() {
        let (fits, long) = ("x\n".repeat(LIMIT), "x\n".repeat(LIMIT + 1));
        let tree = Tree::of([
            ("src/a.rs", &fits),
            ("src/b.rs", &long),
            ("crates/x/tests/it/c.rs", &long),
            ("tests/e2e/d.ts", &long),
            ("docs/e.md", &long),
        ]);
        assert_findings(check(&tree), ["src/b.rs:501: has 501 lines; split it below 500"]);
    }
}
