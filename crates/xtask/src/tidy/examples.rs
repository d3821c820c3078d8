//! Examples in the documentation run, and no package is searched for examples that it does not have: rustdoc
//! reads a whole library to find out.

use toml::Table;

use super::tree::{File, Finding, Tree};

const FENCE: &str = "```";
/// Words after a fence with which it still is Rust, and run or at least compiled.
const RUST: [&str; 5] = ["rust", "no_run", "should_panic", "compile_fail", "edition"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let manifests = tree.all().filter(|file| file.path.ends_with("Cargo.toml"));
    manifests.filter_map(|manifest| check_package(tree, manifest)).collect()
}

fn check_package(tree: &Tree, manifest: File<'_>) -> Option<Finding> {
    let sources = format!("{}src/", manifest.path.trim_end_matches("Cargo.toml"));
    tree.get(&format!("{sources}lib.rs"))?;
    let example = tree.below(&sources, &[".rs"]).find_map(|file| Some((file, example(file)?)));
    match (is_searched(manifest), example) {
        (false, Some((file, line))) => {
            Some(file.finding(line, format!("this example is not run: {} says so", manifest.path)))
        }
        (true, None) => Some(
            manifest.finding(1, "has no example: `doctest = false` below `[lib]` saves the search"),
        ),
        (true, Some(_)) | (false, None) => None,
    }
}

fn is_searched(manifest: File<'_>) -> bool {
    let doctest = |manifest: Table| manifest.get("lib")?.get("doctest")?.as_bool();
    toml::from_str(manifest.text).ok().and_then(doctest).unwrap_or(true)
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

    const EXAMPLE: &str = "//! It counts.\n//! ```no_run\n//! one();\n//! ```\n";
    const SEARCHED: &str = "[package]\nname = \"one\"\n";
    const NOT_SEARCHED: &str = "[package]\nname = \"one\"\n[lib]\ndoctest = false\n";

    #[track_caller]
    fn check_one<const N: usize>(manifest: &str, source: &str, expected: [&str; N]) {
        let tree = Tree::of([
            ("crates/one/Cargo.toml", manifest),
            ("crates/one/src/lib.rs", ""),
            ("crates/one/src/count.rs", source),
        ]);
        assert_findings(check(&tree), expected);
    }

    #[test]
    fn an_example_that_nobody_runs_is_found() {
        let found =
            "crates/one/src/count.rs:2: this example is not run: crates/one/Cargo.toml says so";
        check_one(NOT_SEARCHED, EXAMPLE, [found]);
        check_one(SEARCHED, EXAMPLE, []);
        check_one(
            NOT_SEARCHED,
            "/// ```\n/// one();\n/// ```\nfn one() {}\n",
            ["crates/one/src/count.rs:1: this example is not run: crates/one/Cargo.toml says so"],
        );
    }

    #[test]
    fn a_search_for_nothing_is_found() {
        let found = "crates/one/Cargo.toml:1: has no example: `doctest = false` below `[lib]` saves the search";
        check_one(SEARCHED, "fn one() {}\n", [found]);
        check_one(NOT_SEARCHED, "fn one() {}\n", []);
    }

    #[test]
    fn what_is_no_rust_is_no_example() {
        check_one(NOT_SEARCHED, "//! ```json\n//! {}\n//! ```\n//! ```text\n//! a\n//! ```\n", []);
    }

    #[test]
    fn a_program_has_no_library_to_be_searched() {
        let tree = Tree::of([("crates/one/Cargo.toml", SEARCHED), ("crates/one/src/main.rs", "")]);
        assert_findings(check(&tree), []);
    }
}
