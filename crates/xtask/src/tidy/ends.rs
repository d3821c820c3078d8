//! Ends of lines and files, and tabs.

use super::tree::{File, Finding, Tree};

/// Written by programs, which end lines as they like.
const GENERATED: [&str; 3] = [".snap", "package-lock.json", "Cargo.lock"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let written = |file: &File<'_>| {
        !GENERATED.iter().any(|end| file.path.ends_with(end))
            && !file.path.starts_with("public/fonts/")
    };
    tree.all().filter(written).flat_map(check_file).collect()
}

fn check_file(file: File<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (line, text) in (1..).zip(file.text.split('\n')) {
        if text.ends_with('\r') {
            findings.push(file.finding(line, "ends with a carriage return"));
        } else if text.ends_with([' ', '\t']) {
            findings.push(file.finding(line, "ends with a space"));
        }
        if text.contains('\t') && file.path.ends_with(".rs") {
            findings.push(file.finding(line, "contains a tab"));
        }
    }
    let last = file.text.lines().count();
    if !file.text.is_empty() && !file.text.ends_with('\n') {
        findings.push(file.finding(last, "ends without a newline"));
    } else if file.text.ends_with("\n\n") {
        findings.push(file.finding(last, "ends with an empty line"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tree::assert_findings;
    use super::*;

    #[test]
    fn each_bad_end_is_found() {
        let tree = Tree::of([
            ("a.rs", "one \ntwo\r\n\tthree"),
            ("b.md", "four\n\n"),
            ("c.snap", "five "),
            ("d.css", "six\n"),
        ]);
        assert_findings(
            check(&tree),
            [
                "a.rs:1: ends with a space",
                "a.rs:2: ends with a carriage return",
                "a.rs:3: contains a tab",
                "a.rs:3: ends without a newline",
                "b.md:2: ends with an empty line",
            ],
        );
    }
}
