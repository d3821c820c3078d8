//! The files that documents name exist: a test on which a promise stands is not gone unnoticed.

use super::tree::{File, Finding, Tree};

const COVERAGE: &str = "docs/coverage.md";
/// The short names of that page, and where their files are.
const SHORT: [(&str, &str); 5] = [
    ("specs/", "tests/e2e/specs/"),
    ("server/", "crates/desk-server/tests/it/"),
    ("gateway/", "crates/desk-gateway/tests/it/"),
    ("rules/", "crates/desk-domain/tests/it/"),
    ("contract/", "tests/contract/"),
];
/// One folder for each vendor.
const CONVERT: &str = "convert/";
const CONVERT_TESTS: &str = "/convert/tests/";
/// What a name must end with to be that of a file.
const ENDS: [&str; 6] = [".rs", ".ts", ".mjs", ".py", ".toml", ".md"];
/// What a guide writes where the reader's own name goes.
const YOURS: [&str; 3] = ["*", "VENDOR", "NAME"];
/// Of one package or another.
const PACKAGE_TESTS: &str = "tests/it/";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let documents = tree.all().filter(|file| file.path.ends_with(".md"));
    documents.flat_map(|file| missing(tree, file)).collect()
}

fn missing(tree: &Tree, file: File<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in file.lines() {
        let words = line.split('`').skip(1).step_by(2);
        for word in words.filter(|word| ENDS.iter().any(|end| word.ends_with(end))) {
            if !exists(tree, file.path, word) {
                findings.push(file.finding(number, format!("there is no `{word}`")));
            }
        }
    }
    findings
}

/// Whether the name means a file that is there, or none of ours.
fn exists(tree: &Tree, document: &str, name: &str) -> bool {
    if YOURS.iter().any(|word| name.contains(word)) {
        return true;
    }
    let some = |end: &str| tree.all().any(|known| known.path.ends_with(end));
    if document == COVERAGE {
        if let Some(file) = name.strip_prefix(CONVERT) {
            return some(&format!("{CONVERT_TESTS}{file}"));
        }
        if let Some((short, folder)) = SHORT.iter().find(|(short, _)| name.starts_with(short)) {
            return tree.get(&name.replacen(short, folder, 1)).is_some();
        }
    }
    if name.starts_with(PACKAGE_TESTS) {
        return some(&format!("/{name}"));
    }
    let path = if name.starts_with("desk-") { format!("crates/{name}") } else { name.to_owned() };
    let is_ours = ["crates/", "tests/"].iter().any(|folder| path.starts_with(folder));
    !is_ours || tree.get(&path).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::tree::assert_findings;
    use super::*;

    #[test]
    fn a_test_that_is_gone_is_found() {
        let page = "| a | `specs/full.spec.ts`, `specs/gone.spec.ts`, `convert/answers.rs` |\n\
                    | b | `desk-store/tests/it/crashes.rs`, `crates/desk-store/tests/it/lost.rs` |\n";
        let tree = Tree::of([
            (COVERAGE, page),
            ("tests/e2e/specs/full.spec.ts", ""),
            ("crates/desk-gateway/src/bootpay/convert/tests/answers.rs", ""),
            ("crates/desk-store/tests/it/crashes.rs", ""),
        ]);
        assert_findings(
            check(&tree),
            [
                "docs/coverage.md:1: there is no `specs/gone.spec.ts`",
                "docs/coverage.md:2: there is no `crates/desk-store/tests/it/lost.rs`",
            ],
        );
    }

    #[test]
    fn what_is_not_ours_is_not_looked_for() {
        let page =
            "`limits.rs`, `crates/desk-gateway/src/*/convert/tests/`, `tests/it/VENDOR.rs`\n";
        assert_findings(check(&Tree::of([("docs/a.md", page)])), []);
    }
}
