//! Building the screens: Trunk, then the parts that are loaded later, then one style sheet, then brotli
//! beside each file.

pub(crate) mod budget;
mod compress;
mod pack;
mod parts;
mod styles;

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Doing as _, Result};
use crate::project::Project;
use crate::setup::{self, Part, WASM};
use crate::stamp::Stamp;
use crate::tool::{Tool, Voice};

/// Whatever can change what Trunk builds.
const INPUTS: [&str; 13] = [
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "build.rs",
    ".cargo",
    "src",
    "style",
    "public",
    "crates/desk-api",
    "crates/desk-domain",
    "crates/wasm-bindgen-tool",
    "crates/xtask/src/spa",
];

/// Where they are made, beside the folder that they replace when they are whole.
const MAKING: &str = ".dist";

/// The page without `wasm-opt`, for a machine without Node.js.
const PLAIN_PAGE: &str = ".index-plain.html";

/// The screens with the tools that build them. On a machine that lacks the tools, the module is compiled
/// while they are: much of its time is one thread that links.
pub(crate) fn from_nothing(project: &Project) -> Result {
    if is_built(project, &stamp(project)?) {
        return Ok(());
    }
    let module = module(project).start()?;
    for tool in [Part::Trunk, Part::WasmBindgen] {
        setup::provide(project, tool)?;
    }
    // Should it fail, Trunk fails at the same place and says why.
    module.wait().doing(|| "wait for the module of the screens".into())?;
    ensure(project, Voice::Quiet).map(drop)
}

/// What Trunk will have cargo do, word for word: it finds everything done.
fn module(project: &Project) -> Tool {
    let build = project.cargo("build").args(["--quiet", "--offline", "--target", WASM]);
    build.args(["--profile", "wasm-release", "--bin", "cancel-desk-web", "--features", "split"])
}

/// Builds `dist`, unless it was built from these very sources. Says whether it did.
pub(crate) fn ensure(project: &Project, voice: Voice) -> Result<bool> {
    let stamp = stamp(project)?;
    if is_built(project, &stamp) {
        return Ok(false);
    }
    let optimised = setup::has_wasm_opt(project);
    if voice == Voice::Aloud {
        println!("building the screens");
    }
    let making = project.path(MAKING);
    match optimised {
        true => release(project).run(voice).map(drop)?,
        false => build_plain(project, voice)?,
    }
    parts::place(project, &making, optimised)?;
    styles::join(&making)?;
    compress::precompress(&making)?;
    stamp.forget();
    replace(&project.dist(), &making)?;
    stamp.store()?;
    Ok(true)
}

/// At once: whoever compiles the server meanwhile finds the old screens or the new, never a part of them.
fn replace(dist: &Path, made: &Path) -> Result {
    let doing = || format!("move {} to {}", made.display(), dist.display());
    if dist.exists() {
        fs::remove_dir_all(dist).doing(doing)?;
    }
    fs::rename(made, dist).doing(doing)
}

/// Whether `dist` was built from these very sources.
pub(crate) fn is_current(project: &Project) -> Result<bool> {
    stamp(project).map(|stamp| is_built(project, &stamp))
}

fn stamp(project: &Project) -> Result<Stamp> {
    let inputs = INPUTS.map(|input| project.path(input));
    let variant = if setup::has_wasm_opt(project) { "optimised" } else { "plain" };
    Stamp::of(project.target().join("xtask/spa"), &inputs, variant)
}

fn is_built(project: &Project, stamp: &Stamp) -> bool {
    stamp.is_current() && project.dist().join("index.html").is_file()
}

/// The server does not compile without the folder; an empty one serves the API alone.
pub(crate) fn ensure_folder(project: &Project) -> Result {
    let dist = project.dist();
    fs::create_dir_all(&dist).doing(|| format!("make {}", dist.display()))
}

pub(crate) fn trunk(project: &Project, command: &str) -> Tool {
    // NO_COLOR=1, as many terminals set it, is not a boolean to Trunk and ends it.
    project.tool("trunk").arg(command).without_env("NO_COLOR").env("RUST_BACKTRACE", "0")
}

/// The screens of a dev build: apart from the release build, which `run` and the tests keep.
pub(crate) fn dev_folder(project: &Project) -> PathBuf {
    project.target().join("xtask/dev")
}

fn release(project: &Project) -> Tool {
    let build = trunk(project, "build").args(["--release", "--dist", MAKING]);
    parts::apart(project, build)
}

/// Trunk takes the level of optimisation from the page only, so it is given a page without.
fn build_plain(project: &Project, voice: Voice) -> Result {
    let page = project.path("index.html");
    let html = fs::read_to_string(&page).doing(|| format!("read {}", page.display()))?;
    let plain: PathBuf = project.path(PLAIN_PAGE);
    fs::write(&plain, html.replace("data-wasm-opt=\"s\"", "data-wasm-opt=\"0\""))
        .doing(|| format!("write {}", plain.display()))?;
    let built = release(project).args(["--html-output", "index.html"]).arg(PLAIN_PAGE).run(voice);
    fs::remove_file(&plain).doing(|| format!("remove {}", plain.display()))?;
    built.map(drop)
}
