//! Every class in Rust has style and every style has a class in Rust.

use std::collections::BTreeMap;

use toml::Table;

use super::css::{Piece, pieces, without_comments};
use super::tree::{File, Finding, Tree};

/// Classes that only one side can see, each with its reason.
const EXCEPTIONS: &str = "crates/xtask/classes.toml";

/// A class and the first place it is found at.
type Places<'a> = BTreeMap<String, (File<'a>, usize)>;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let (used, styled) = (used(tree), styled(tree));
    let (exceptions, mut findings) = exceptions(tree);
    let excepted = |class: &str| exceptions.iter().any(|exception| exception == class);
    for (class, (file, line)) in &used {
        if !styled.contains_key(class) && !excepted(class) {
            findings.push(file.finding(*line, format!("class `{class}` has no style")));
        }
    }
    for (class, (file, line)) in &styled {
        if !used.contains_key(class) && !excepted(class) {
            findings.push(file.finding(*line, format!("class `{class}` is used by nobody")));
        }
    }
    for exception in &exceptions {
        if used.contains_key(exception) == styled.contains_key(exception) {
            let what = format!("`{exception}` is no exception any more");
            findings.push(Finding::missing(EXCEPTIONS, what));
        }
    }
    findings
}

/// `[classes]`, one `name = "reason"` a line; a reason is asked for.
fn exceptions(tree: &Tree) -> (Vec<String>, Vec<Finding>) {
    let Some(file) = tree.get(EXCEPTIONS) else { return Default::default() };
    let table = toml::from_str::<Table>(file.text).unwrap_or_default();
    let Some(classes) = table.get("classes").and_then(|classes| classes.as_table()) else {
        return (Vec::new(), vec![file.finding(1, "has no table `[classes]`")]);
    };
    let unreasoned = classes.iter().filter(|(_, reason)| reason.as_str().is_none_or(str::is_empty));
    let findings = unreasoned.map(|(class, _)| file.finding(1, format!("`{class}` has no reason")));
    (classes.keys().cloned().collect(), findings.collect())
}

/// Classes in `class="a b"`, `class:a=` and `class=("a", …)` of the screens and their page.
fn used(tree: &Tree) -> Places<'_> {
    let mut places = Places::new();
    let files = tree.below("src/", &[".rs"]).chain(tree.get("index.html"));
    for file in files {
        for (offset, _) in file.text.match_indices("class") {
            let rest = &file.text[offset + "class".len()..];
            for class in classes_after(rest) {
                places.entry(class.to_owned()).or_insert((file, file.line_of(offset)));
            }
        }
    }
    places
}

/// What follows the word `class`, where it is an attribute with literal names.
fn classes_after(rest: &str) -> Vec<&str> {
    if let Some(named) = rest.strip_prefix(':') {
        let end = named.find(|letter: char| !is_class_letter(letter)).unwrap_or(named.len());
        // `class:name=`; a path such as `class::Name` is none.
        return match named[end..].starts_with('=') && end > 0 {
            true => vec![&named[..end]],
            false => Vec::new(),
        };
    }
    let Some(value) = rest.strip_prefix('=').map(str::trim_start) else { return Vec::new() };
    let literal = value.strip_prefix('"').or_else(|| value.strip_prefix("(\""));
    let names = literal.and_then(|literal| literal.split_once('"')).map(|(names, _)| names);
    names.into_iter().flat_map(str::split_whitespace).collect()
}

/// Classes in the selectors of every style sheet.
fn styled(tree: &Tree) -> Places<'_> {
    let mut places = Places::new();
    for file in tree.below("style/", &[".css"]) {
        let text = without_comments(file.text);
        for (offset, piece) in pieces(&text) {
            let Piece::Prelude(selector) = piece else { continue };
            if selector.starts_with('@') {
                continue;
            }
            for class in classes_in(selector) {
                places.entry(class.to_owned()).or_insert((file, file.line_of(offset)));
            }
        }
    }
    places
}

/// The names after the dots of a selector.
fn classes_in(selector: &str) -> impl Iterator<Item = &str> {
    selector.match_indices('.').filter_map(|(dot, _)| {
        let name = &selector[dot + 1..];
        let end = name.find(|letter: char| !is_class_letter(letter)).unwrap_or(name.len());
        // A class begins with a letter: `.5s` is a number.
        name.starts_with(|letter: char| letter.is_ascii_alphabetic()).then(|| &name[..end])
    })
}

fn is_class_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::super::tree::assert_findings;
    use super::*;

    #[test]
    fn both_directions_are_found() {
        let tree = Tree::of([
            (
                "src/ui/a.rs",
                "view! {\n  <a class=\"link loud\" class:open=x class=(\"wide\", y)>\n}",
            ),
            (
                "style/ui/a.css",
                "@layer ui {\n  .link, .open:hover { top: .5em }\n  .wide > .old {}\n}",
            ),
        ]);
        assert_findings(
            check(&tree),
            [
                "src/ui/a.rs:2: class `loud` has no style",
                "style/ui/a.css:3: class `old` is used by nobody",
            ],
        );
    }

    #[test]
    fn exceptions_need_a_reason_and_a_use() {
        let tree = Tree::of([
            ("src/a.rs", "class=\"bare\""),
            (EXCEPTIONS, "[classes]\nbare = \"a hook for tests\"\ngone = \"\"\n"),
        ]);
        assert_findings(
            check(&tree),
            [
                "crates/xtask/classes.toml:1: `gone` has no reason",
                "crates/xtask/classes.toml: `gone` is no exception any more",
            ],
        );
    }

    #[test]
    fn paths_and_dynamic_values_are_no_classes() {
        assert_eq!(classes_after("::Name"), [""; 0]);
        assert_eq!(classes_after("=move || name"), [""; 0]);
        assert_eq!(classes_after("=\"a  b\">"), ["a", "b"]);
    }
}
