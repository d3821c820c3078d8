//! The README shows the two commands, and they exist; CI calls the second, and nothing else.

use super::tree::{Finding, Tree};

const COMMANDS: [&str; 2] = ["cargo xtask run", "cargo xtask test"];

const CI: &str = ".ci/run";
/// How the script becomes the command, in its own folder and with the first fault as its end.
const CI_LINES: [&str; 4] = [
    "#!/usr/bin/env bash",
    "set -euo pipefail",
    "cd \"$(dirname \"$0\")/..\"",
    "exec cargo xtask test",
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let readme = tree.get("README.md").map_or("", |file| file.text);
    let absent = COMMANDS.into_iter().filter(|command| !readme.contains(command));
    let missing =
        absent.map(|command| Finding::missing("README.md", format!("does not name `{command}`")));
    let does_more = tree.get(CI).is_some_and(|script| !script.text.lines().eq(CI_LINES));
    let more =
        does_more.then(|| Finding::missing(CI, format!("does not call exactly `{}`", COMMANDS[1])));
    missing.chain(more).collect()
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
    fn a_script_that_does_more_than_test_is_found() {
        let readme = ("README.md", "`cargo xtask run`, `cargo xtask test`\n");
        let script = |text| Tree::of([readme, (CI, text)]);
        let ours = CI_LINES.join("\n") + "\n";
        assert_findings(check(&script(&ours)), [] as [&str; 0]);
        let more = format!("{ours}echo and more\n");
        let found = format!("{CI}: does not call exactly `cargo xtask test`");
        assert_findings(check(&script(&more)), [found.as_str()]);
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
