//! `cargo xtask soak`: the seeded histories and the hostile input of `cargo xtask test`, as much of them as
//! anybody has patience for.

use clap::Args;

use crate::failure::Result;
use crate::project::Project;
use crate::spa;
use crate::tool::Tool;

/// As long as every reader gets some thousands of inputs, in seconds.
pub(crate) const FUZZ_OF_A_TEST: u64 = 80;

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
    /// Hostile input instead, for so many seconds
    #[arg(long, value_name = "SECONDS", conflicts_with_all = ["histories", "from"])]
    fuzz: Option<u64>,
}

pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result {
    spa::ensure_folder(project)?;
    if let Some(seconds) = arguments.fuzz {
        let fuzz = hostile_input(project, seconds);
        return match arguments.seed {
            Some(seed) => fuzz.args(["--seed", &seed.to_string()]).show(),
            None => fuzz.show(),
        };
    }
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

/// Every reader of what others wrote, for so many seconds together.
pub(crate) fn hostile_input(project: &Project, seconds: u64) -> Tool {
    let fuzz = project.cargo("run").args(["--quiet", "--package", "desk-fuzz", "--"]);
    fuzz.args(["--seconds", &seconds.to_string()])
}

fn program(project: &Project) -> Tool {
    project.cargo("run").args(["--quiet", "--package", "desk-simulation", "--"])
}
