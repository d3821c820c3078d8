//! What rustup and cargo bring.

use super::announce;
use crate::failure::{Failure, Result};
use crate::project::Project;

/// The only target of the screens.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

pub(super) fn tools(project: &Project) -> Result {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if project.tool("cargo").args([command, "--version"]).capture().is_err() {
            announce(&format!("adding {component} to the Rust toolchain"));
            rustup(project, ["component", "add", component])?;
        }
    }
    Ok(())
}

pub(super) fn wasm_target(project: &Project) -> Result {
    // rustc knows better than rustup, which need not be there on a distribution's own Rust.
    let arguments = ["--print", "target-libdir", "--target", WASM];
    let folder = project.tool("rustc").args(arguments).capture()?;
    if std::path::Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    announce(&format!("adding the Rust target {WASM}"));
    rustup(project, ["target", "add", WASM])
}

pub(super) fn crates(project: &Project) -> Result {
    project.cargo("fetch").show().map_err(|_| {
        Failure::new("the crates of Cargo.lock cannot be had").remedy(
            "either the crate registry is out of reach, or Cargo.lock is older than a Cargo.toml: \
             run `cargo check` once",
        )
    })
}

fn rustup(project: &Project, arguments: [&str; 3]) -> Result {
    let command = format!("rustup {}", arguments.join(" "));
    project.tool("rustup").args(arguments).show().map_err(|failure| {
        Failure::new(failure.to_string())
            .remedy(format!("install Rust by rustup, then `{command}`"))
    })
}
