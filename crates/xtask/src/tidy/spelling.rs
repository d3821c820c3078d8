//! One spelling of our main word: `cancelled`, `cancelling`, `cancellation`.

use super::tree::{File, Finding, Tree};

/// What follows "cancel" in the other spelling.
const WRONG: [&str; 6] = [
    concat!("cance", "led"),
    concat!("Cance", "led"),
    concat!("cance", "ling"),
    concat!("Cance", "ling"),
    concat!("cance", "lation"),
    concat!("Cance", "lation"),
];

/// Vendors spell as they like, and tests and simulators quote them.
const QUOTING: [&str; 4] =
    ["crates/desk-gateway/", "crates/desk-simulator/", "tests/", "package-lock.json"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let ours = |file: &File<'_>| !QUOTING.iter().any(|quoting| file.path.starts_with(quoting));
    let mut findings = Vec::new();
    for file in tree.all().filter(ours) {
        for (line, text) in file.lines() {
            if let Some(wrong) = WRONG.iter().find(|wrong| text.contains(**wrong)) {
                findings.push(file.finding(line, format!("`{wrong}` has a double l")));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tree::assert_findings;
    use super::*;

    #[test]
    fn the_single_l_is_found_in_our_files_only() {
        let line = format!("status: {}\n", WRONG[0]);
        let tree = Tree::of([
            ("crates/desk-gateway/src/portone/wire.rs", &line),
            ("docs/glossary.md", &line),
            ("src/app.rs", "is_cancelled, cancellation\n"),
        ]);
        let expected = format!("docs/glossary.md:1: `{}` has a double l", WRONG[0]);
        assert_findings(check(&tree), [&expected]);
    }
}
