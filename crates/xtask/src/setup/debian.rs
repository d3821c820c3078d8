//! What comes from the system: a browser, its driver, a Korean font, PostgreSQL.
//! Installed where we are root on a Debian; else one line says what to install.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{env, fs};

use super::announce;
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::tool::Tool;

/// Program and package. It takes an eighth off the time of the browser tests.
const QUICK_CHROMIUM: &str = "chromium-headless-shell";

/// `CHROMIUM` in the environment comes first.
pub(crate) fn chromium(project: &Project) -> Option<PathBuf> {
    named_chromium().or_else(|| {
        ["chromium", "chromium-browser", "google-chrome"]
            .into_iter()
            .find_map(|name| project.find(name))
    })
}

/// For hundreds of tests: the same browser without the parts that only a window needs, where there is one.
pub(crate) fn quick_chromium(project: &Project) -> Option<PathBuf> {
    let quick = || named_chromium().or_else(|| project.find(QUICK_CHROMIUM));
    quick().or_else(|| chromium(project))
}

fn named_chromium() -> Option<PathBuf> {
    env::var_os("CHROMIUM").map(PathBuf::from).filter(|path| path.is_file())
}

pub(crate) fn chromedriver(project: &Project) -> Option<PathBuf> {
    project.find("chromedriver")
}

/// The folder of `initdb` and `pg_ctl`, which Debian keeps off the search path.
pub(crate) fn postgres_programs(project: &Project) -> Option<PathBuf> {
    if let Some(folder) = project.find("initdb").as_deref().and_then(Path::parent) {
        return Some(folder.to_owned());
    }
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = versions.flatten().map(|version| version.path().join("bin"));
    folders.filter(|folder| folder.join("initdb").is_file()).max()
}

pub(super) fn browser(project: &Project) -> Result {
    let parts: [(&str, bool, &str); 3] = [
        ("Chromium", chromium(project).is_some(), "chromium"),
        ("chromedriver", chromedriver(project).is_some(), "chromium-driver"),
        // Pretendard is served by ourselves; this one draws what falls through it.
        ("a Korean font", has_korean_font(project), "fonts-nanum"),
    ];
    for (name, there, package) in parts {
        if !there {
            install(project, name, &[package])?;
        }
    }
    if named_chromium().is_none() && project.find(QUICK_CHROMIUM).is_none() {
        // Not every system has it, and nothing depends on it.
        if let Err(failure) = install(project, "the headless Chromium", &[QUICK_CHROMIUM]) {
            eprintln!("note: the browser tests take a little longer: {failure}");
        }
    }
    Ok(())
}

pub(super) fn postgres(project: &Project) -> Result {
    match postgres_programs(project) {
        Some(_) => Ok(()),
        None => install(project, "PostgreSQL", &["postgresql"]),
    }
}

fn has_korean_font(project: &Project) -> bool {
    let fonts = project.tool("fc-list").arg(":lang=ko").capture();
    fonts.is_ok_and(|fonts| !fonts.trim().is_empty())
}

/// Installs Debian packages when that is allowed; `name` is what the person knows them by.
pub(super) fn install(project: &Project, name: &str, packages: &[&str]) -> Result {
    let command = format!("Debian: apt-get install {}", packages.join(" "));
    let missing = || Failure::new(format!("{name} is missing")).remedy(&command);
    if project.find("apt-get").is_none() || !is_root() {
        return Err(missing());
    }
    announce(&format!("{name} by apt-get"));
    update_once(project)?;
    apt(project, &["install", "--yes", "--no-install-recommends"], packages)
        .map_err(|failure| missing().output(failure.output))
}

/// The lists of a fresh container are empty; once per run is enough.
fn update_once(project: &Project) -> Result {
    static UPDATED: OnceLock<()> = OnceLock::new();
    if UPDATED.set(()).is_ok() {
        apt(project, &["update"], &[])?;
    }
    Ok(())
}

fn apt(project: &Project, arguments: &[&str], packages: &[&str]) -> Result {
    let tool = project.tool("apt-get").arg("--quiet").args(arguments).args(packages);
    tool.env("DEBIAN_FRONTEND", "noninteractive").capture().map(drop)
}

/// Asked of `id`, since the standard library does not tell.
pub(crate) fn is_root() -> bool {
    Tool::new("id").arg("-u").capture().is_ok_and(|id| id.trim() == "0")
}
