//! `cargo xtask soak`: the seeded histories and the kills of `cargo xtask test`, as many as anybody has
//! patience for.

use clap::Args;

use crate::failure::Result;
use crate::postgres::Cluster;
use crate::project::Project;
use crate::setup::{self, Part};
use crate::tool::Tool;
use crate::{proof, spa};

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
}

pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result {
    if let Some(kills) = arguments.kills {
        setup::provide(project, Part::Postgres)?;
        let postgres = Cluster::start(project)?;
        return proof::kills(project, kills, arguments.from, &postgres.url())?.show();
    }
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
