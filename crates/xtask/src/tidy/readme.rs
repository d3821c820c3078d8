//! The README shows the two commands, and they exist.

use super::tree::{Finding, Tree};

const COMMANDS: [&str; 2] = ["cargo xtask run", "cargo xtask test"];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let readme = tree.get("README.md").map_or("", |file| file.text);
    let absent = COMMANDS.into_iter().filter(|command| !readme.contains(command));
    absent
        .map(|command| Finding::missing("README.md", format!("does not name `{command}`")))
        .collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::super::tree::assert_findings;
    use super::*;

    #[test]
    fn a_missing_command_is_found() {
        let tree = Tree::of([("README.md", "Start it by `cargo xtask run`.\n")]);
        assert_findings(check(&tree), ["README.md: does not name `cargo xtask test`"]);
    }

    #[test]
    fn the_named_commands_exist() {
        let ours = crate::Arguments::command();
        for command in COMMANDS {
            let name = command.rsplit(' ').next().unwrap();
            assert!(ours.find_subcommand(name).is_some(), "{command}");
        }
    }
}
