//! Getting the tools: each part looks first and does nothing when all is there.

mod debian;
mod node;
mod python;
mod rust;
mod trunk;
mod wasm_bindgen;
mod webdriver;

use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::spa;

/// Something that a command or a stage of the tests cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// `cargo fmt` and `cargo clippy`, which a minimal toolchain lacks.
    RustTools,
    /// The standard library for the browser.
    WasmTarget,
    /// Every crate of Cargo.lock, since Trunk builds without a network.
    Crates,
    Trunk,
    WasmBindgen,
    /// Playwright, axe and wasm-opt, from package-lock.json.
    NodePackages,
    /// Chromium, its driver and a Korean font.
    Browser,
    Postgres,
    /// The vendors' official SDKs, for the contract tests.
    VendorSdks,
    /// Whatever of the tests runs in Python.
    PythonPackages,
}

/// What `cargo xtask run` needs; the optimiser of wasm is welcome but not required.
pub(crate) const FOR_RUN: [Part; 4] =
    [Part::WasmTarget, Part::Crates, Part::Trunk, Part::WasmBindgen];

const ALL: [Part; 10] = [
    Part::RustTools,
    Part::WasmTarget,
    Part::Crates,
    Part::Trunk,
    Part::WasmBindgen,
    Part::NodePackages,
    Part::Browser,
    Part::Postgres,
    Part::VendorSdks,
    Part::PythonPackages,
];

/// Gets everything, and says at the end what could not be had.
pub(crate) fn run(project: &Project) -> Result {
    let mut missing = 0;
    for part in ALL {
        if let Err(failure) = provide(project, part) {
            eprintln!("missing: {failure}");
            missing += 1;
        }
    }
    match missing {
        0 => {
            println!("everything is there");
            Ok(())
        }
        parts => Err(Failure::new(format!("{parts} of {} parts are missing", ALL.len()))),
    }
}

/// Gets what `run` needs, and the optimiser where Node.js is at hand and the screens are to be built.
pub(crate) fn for_run(project: &Project) -> Result {
    for part in FOR_RUN {
        provide(project, part)?;
    }
    if has_wasm_opt(project) || spa::is_current(project)? {
        return Ok(());
    }
    if let Err(failure) = provide(project, Part::NodePackages) {
        eprintln!(
            "note: the screens are built without wasm-opt and load a little slower: {failure}"
        );
    }
    Ok(())
}

/// Gets one part, in sight of the person where it takes time.
pub(crate) fn provide(project: &Project, part: Part) -> Result {
    match part {
        Part::RustTools => rust::tools(project),
        Part::WasmTarget => rust::wasm_target(project),
        Part::Crates => rust::crates(project),
        Part::Trunk => trunk::provide(project),
        Part::WasmBindgen => wasm_bindgen::provide(project),
        Part::NodePackages => node::packages(project),
        Part::Browser => debian::browser(project),
        Part::Postgres => debian::postgres(project),
        Part::VendorSdks => {
            node::vendor_sdks(project)?;
            python::packages(project)
        }
        Part::PythonPackages => python::packages(project),
    }
}

pub(crate) use debian::{chromedriver, chromium, is_root, postgres_programs, quick_chromium};
pub(crate) use node::has_wasm_opt;
pub(crate) use python::python;
pub(crate) use rust::WASM;
pub(crate) use webdriver::webdriver;

/// One line before something that takes time.
fn announce(what: &str) {
    println!("setup: {what}");
}

/// What a program answers to `--version`, if it is there and answers.
fn version(project: &Project, program: &str) -> Option<String> {
    project.find(program)?;
    let answer = project.tool(program).arg("--version").capture().ok()?;
    Some(answer.trim().to_owned())
}
