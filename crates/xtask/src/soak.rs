//! `cargo xtask soak`: the seeded histories, the kills and the hostile input of `cargo xtask test`, as much of
//! them as anybody has patience for.

use clap::Args;

use crate::failure::Result;
use crate::postgres::Cluster;
use crate::project::Project;
use crate::setup::{self, Part};
use crate::tool::{Tool, Voice};
use crate::{programs, proof};

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
    #[arg(long, conflicts_with_all = ["histories", "from", "kills"])]
    seed: Option<u64>,
    /// Kill the real programs so often instead, e.g. 2000
    #[arg(long, conflicts_with = "histories")]
    kills: Option<u32>,
    /// Hostile input instead, for so many seconds
    #[arg(long, value_name = "SECONDS", conflicts_with_all = ["histories", "from", "kills"])]
    fuzz: Option<u64>,
}

pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result {
    if let Some(kills) = arguments.kills {
        setup::provide(project, Part::Postgres)?;
        let postgres = Cluster::start(project)?;
        return proof::kills(project, kills, arguments.from, &postgres)?.show();
    }
    if let Some(seconds) = arguments.fuzz {
        let fuzz = hostile_input(project, seconds)?;
        return match arguments.seed {
            Some(seed) => fuzz.args(["--seed", &seed.to_string()]).show(),
            None => fuzz.show(),
        };
    }
    let program = program(project, "desk-simulation")?;
    match arguments.seed {
        Some(seed) => program.args(["--seed", &seed.to_string()]).show(),
        None => program
            .args(["--histories", &arguments.histories.to_string()])
            .args(["--from", &arguments.from.to_string()])
            .show(),
    }
}

/// The first so many histories.
pub(crate) fn histories(project: &Project, histories: u64) -> Result<Tool> {
    Ok(program(project, "desk-simulation")?.args(["--histories", &histories.to_string()]))
}

/// Every reader of what others wrote, for so many seconds together.
pub(crate) fn hostile_input(project: &Project, seconds: u64) -> Result<Tool> {
    Ok(program(project, "desk-fuzz")?.args(["--seconds", &seconds.to_string()]))
}

fn program(project: &Project, name: &str) -> Result<Tool> {
    programs::build(project, &[name], Voice::Quiet)?;
    Ok(programs::built(project, name))
}
