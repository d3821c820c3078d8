//! The project's own programs, as stages run them. Each is built among all packages: so it shares its
//! dependencies, feature by feature, with the tests, and nothing is compiled twice.

use crate::failure::Result;
use crate::project::Project;
use crate::spa;
use crate::tool::{Tool, Voice};

/// The server among them takes whatever screens lie in `dist`.
pub(crate) fn build(project: &Project, programs: &[&str], voice: Voice) -> Result {
    spa::ensure_folder(project)?;
    let bins = programs.iter().flat_map(|program| ["--bin", program]);
    project.cargo_all("build").args(bins).run(voice).map(drop)
}

/// One that is built.
pub(crate) fn built(project: &Project, program: &str) -> Tool {
    Tool::new(project.built(program)).named(program).dir(project.root())
}
