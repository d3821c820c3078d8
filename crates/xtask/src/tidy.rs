//! What no compiler checks. Each check reads the tree and returns findings, never fixes.

mod arrows;
mod borders;
mod classes;
mod colours;
mod css;
mod ends;
mod examples;
mod length;
mod linked_styles;
mod named;
mod readme;
mod spelling;
mod tree;
mod weighed;
mod words;

use crate::failure::{Failure, Result};
use crate::project::Project;
use tree::{Finding, Tree};

type Check = fn(&Tree) -> Vec<Finding>;

const CHECKS: [Check; 13] = [
    arrows::check,
    borders::check,
    linked_styles::check,
    classes::check,
    colours::check,
    length::check,
    ends::check,
    words::check,
    spelling::check,
    readme::check,
    named::check,
    examples::check,
    weighed::check,
];

/// `cargo xtask tidy`
pub(crate) fn run(project: &Project) -> Result {
    check(project).inspect_err(|failure| println!("{}", failure.output))?;
    println!("tidy");
    Ok(())
}

/// All findings at once, one a line, as `file:line: what`.
pub(crate) fn check(project: &Project) -> Result {
    let tree = Tree::load(project)?;
    let mut findings: Vec<_> = CHECKS.iter().flat_map(|check| check(&tree)).collect();
    findings.sort();
    let findings: Vec<_> = findings.iter().map(ToString::to_string).collect();
    match findings.len() {
        0 => Ok(()),
        count => Err(Failure::new(format!("{count} untidy places")).output(findings.join("\n"))),
    }
}
