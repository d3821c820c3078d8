//! Words that say the work is not done, and paths of one person's machine.

use super::tree::{Finding, Tree};

/// Put together here, so that this file does not find itself.
const UNDONE: [&str; 6] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("dbg", "!("),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("#[ign", "ore"),
];

/// In browser tests only: iterators of Rust have methods of these names.
const LEFT_OUT: [&str; 3] = [concat!(".on", "ly("), concat!(".sk", "ip("), concat!(".fix", "me(")];

const MACHINES: [&str; 4] =
    [concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("C:", "\\")];

const SCRIPTS: [&str; 3] = [".ts", ".mjs", ".js"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.all() {
        let is_script = SCRIPTS.iter().any(|end| file.path.ends_with(end));
        let left_out = if is_script { &LEFT_OUT[..] } else { &[] };
        for (line, text) in file.lines() {
            for word in UNDONE.iter().chain(left_out).filter(|word| text.contains(**word)) {
                findings.push(file.finding(line, format!("`{word}` says that work is left")));
            }
            for path in MACHINES.iter().filter(|path| text.contains(**path)) {
                findings.push(file.finding(line, format!("`{path}` is a path of one machine")));
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
    fn undone_work_is_found() {
        let line = format!("// {} later\n", UNDONE[0]);
        let found = check(&Tree::of([("a.rs", &line), ("b.rs", "iter.skip(1)\n")]));
        let expected = format!("a.rs:1: `{}` says that work is left", UNDONE[0]);
        assert_findings(found, [&expected]);
    }

    #[test]
    fn a_test_left_out_is_found() {
        let line = format!("test{}'x');\n", LEFT_OUT[1]);
        assert_eq!(check(&Tree::of([("tests/e2e/a.spec.ts", &line)])).len(), 1);
    }

    #[test]
    fn a_path_of_one_machine_is_found() {
        let line = format!("see {}me/notes\n", MACHINES[1]);
        assert_eq!(check(&Tree::of([("docs/a.md", &line)])).len(), 1);
    }
}
