//! Node.js and the packages that come by npm.

use std::path::{Path, PathBuf};

use super::{announce, debian, version};
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::stamp::Stamp;

/// What Playwright and the vendors' SDKs ask for.
const OLDEST: u32 = 20;

/// The version that Trunk.toml asks for. Debian's own, 108, builds an app that dies at start.
const WASM_OPT: &str = "version_132";

pub(super) fn packages(project: &Project) -> Result {
    install(project, project.root())?;
    match has_wasm_opt(project) {
        true => Ok(()),
        false => Err(Failure::new(format!("wasm-opt of binaryen {WASM_OPT} is missing"))
            .remedy("npm package binaryen; Debian's is too old")),
    }
}

pub(crate) fn has_wasm_opt(project: &Project) -> bool {
    // "wasm-opt version 132 (version_132)"
    version(project, "wasm-opt").is_some_and(|version| version.contains(WASM_OPT))
}

pub(super) fn vendor_sdks(project: &Project) -> Result {
    let folder = project.path("tests/contract");
    match folder.join("package-lock.json").is_file() {
        true => install(project, &folder),
        false => Ok(()),
    }
}

/// `npm ci`, left out while the lock file is the one that was installed last.
fn install(project: &Project, folder: &Path) -> Result {
    provide_node(project)?;
    let lock: PathBuf = folder.join("package-lock.json");
    let stamp = Stamp::of(folder.join("node_modules/.installed"), &[lock], "")?;
    if stamp.is_current() {
        return Ok(());
    }
    let place = folder.strip_prefix(project.root()).unwrap_or(folder).join("node_modules");
    announce(&format!("npm packages into {}", place.display()));
    project
        .tool("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        // The browser comes from the machine; Playwright's own would be a large download.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .dir(folder)
        .show()?;
    stamp.store()
}

fn provide_node(project: &Project) -> Result {
    if !has_node(project) {
        debian::install(project, "Node.js and npm", &["nodejs", "npm"])?;
    }
    match has_node(project) {
        true => Ok(()),
        false => Err(Failure::new(format!("Node.js {OLDEST} or newer is missing"))
            .remedy("see nodejs.org, or your system's packages nodejs and npm")),
    }
}

fn has_node(project: &Project) -> bool {
    let node = version(project, "node").and_then(|version| major(&version));
    node.is_some_and(|major| major >= OLDEST) && project.find("npm").is_some()
}

/// 20 of "v20.20.2".
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("node"), None);
    }
}
