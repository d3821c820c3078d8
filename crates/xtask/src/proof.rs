//! The real programs, killed: `desk-proof`, with what it needs around it.

use crate::failure::Result;
use crate::postgres::Cluster;
use crate::programs;
use crate::project::Project;
use crate::tool::{Tool, Voice};

/// As many as `cargo xtask test` has time for.
pub(crate) const OF_A_TEST: u32 = 200;

/// The proof itself, and the programs that it kills; all beside one another.
const PROGRAMS: [&str; 3] = ["cancel-desk", "desk-agent", "desk-proof"];

/// So many kills, from the seed on, over PostgreSQL too, which it stops and starts.
pub(crate) fn kills(project: &Project, kills: u32, seed: u64, postgres: &Cluster) -> Result<Tool> {
    programs::build(project, &PROGRAMS, Voice::Quiet)?;
    Ok(programs::built(project, "desk-proof")
        .args(["--kills", &kills.to_string(), "--seed", &seed.to_string()])
        .args(["--postgres", &postgres.url(), "--postgres-control", postgres.control()]))
}
