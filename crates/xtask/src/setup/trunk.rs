//! Trunk, which builds the screens.

use super::{announce, version};
use crate::failure::{Failure, Result};
use crate::project::Project;

/// The newest that our Rust can compile; 0.22 needs a later compiler.
const VERSION: &str = "0.21.14";

/// Nobody waits for Trunk, everybody waits for its compilation: half the time this way.
const QUICK_BUILD: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
];

pub(super) fn provide(project: &Project) -> Result {
    if version(project, "trunk").as_deref() == Some(&format!("trunk {VERSION}")) {
        return Ok(());
    }
    announce(&format!("compiling trunk {VERSION} into .tools; once, about five minutes"));
    let install = project
        .tool("cargo")
        .args(["install", "trunk", "--version", VERSION])
        // Without its update check and its TLS: it shall use no network.
        .args(["--locked", "--no-default-features", "--root"])
        .arg(project.tools());
    let install = QUICK_BUILD.iter().fold(install, |tool, (name, value)| tool.env(name, value));
    install.show().map_err(|failure| {
        Failure::new(format!("trunk {VERSION} is missing: {failure}"))
            .remedy(format!("cargo install trunk --version {VERSION} --locked"))
    })
}
