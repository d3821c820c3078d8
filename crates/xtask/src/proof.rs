//! The real programs, killed: `desk-proof`, with what it needs around it.

use std::path::PathBuf;

use crate::failure::Result;
use crate::project::Project;
use crate::spa;
use crate::tool::{Tool, Voice};

/// As many as `cargo xtask test` has time for.
pub(crate) const OF_A_TEST: u32 = 200;

/// The proof itself, and the programs that it kills; all beside one another.
const PROGRAMS: [&str; 3] = ["cancel-desk", "desk-agent", "desk-proof"];

/// So many kills, from the seed on, over PostgreSQL too where there is one.
pub(crate) fn kills(project: &Project, kills: u32, seed: u64, postgres: &str) -> Result<Tool> {
    let program = build(project)?;
    Ok(Tool::new(program)
        .named("desk-proof")
        .dir(project.root())
        .args(["--kills", &kills.to_string(), "--seed", &seed.to_string()])
        .args(["--postgres", postgres]))
}

fn build(project: &Project) -> Result<PathBuf> {
    spa::ensure_folder(project)?;
    // Among all packages, as the server of the other stages: one set of features, built once.
    let bins = PROGRAMS.iter().flat_map(|program| ["--bin", program]);
    project.cargo_all("build").args(bins).run(Voice::Quiet)?;
    Ok(project.built("desk-proof"))
}
