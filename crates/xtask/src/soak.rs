//! `cargo xtask soak`: the seeded histories of `cargo xtask test`, as many as anybody has patience for.

use clap::Args;

use crate::failure::Result;
use crate::project::Project;
use crate::spa;
use crate::tool::Tool;

/// As many as find every missing guard several times over, in some minutes.
pub(crate) const OF_A_TEST: u64 = 2_000;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// How many histories
    #[arg(long, default_value_t = 100_000)]
    histories: u64,
    /// The seed of the first
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// Only this one, and what happens in it
    #[arg(long, conflicts_with_all = ["histories", "from"])]
    seed: Option<u64>,
}

pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result {
    spa::ensure_folder(project)?;
    let program = program(project);
    match arguments.seed {
        Some(seed) => program.args(["--seed", &seed.to_string()]).show(),
        None => program
            .args(["--histories", &arguments.histories.to_string()])
            .args(["--from", &arguments.from.to_string()])
            .show(),
    }
}

/// The first so many histories.
pub(crate) fn histories(project: &Project, histories: u64) -> Tool {
    program(project).args(["--histories", &histories.to_string()])
}

fn program(project: &Project) -> Tool {
    project.cargo("run").args(["--quiet", "--package", "desk-simulation", "--"])
}
