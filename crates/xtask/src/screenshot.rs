//! `cargo xtask screenshot`: the README's picture, or every screen in every dress.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::desk::{self, Desk, Kind};
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::setup::{self, Part};
use crate::spa;
use crate::tool::Voice;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Every screen, in both languages, both themes, narrow and wide, into this folder
    #[arg(long, value_name = "DIR")]
    all: Option<PathBuf>,
}

pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result {
    for part in setup::FOR_RUN.into_iter().chain([Part::NodePackages, Part::Browser]) {
        setup::provide(project, part)?;
    }
    spa::ensure(project, Voice::Aloud)?;
    desk::build(project, Voice::Aloud)?;
    let target = match &arguments.all {
        Some(folder) => folder.clone(),
        None => project.path("docs/screenshot.png"),
    };
    take(project, &target, if arguments.all.is_some() { "all" } else { "readme" }, Kind::Demo)?;
    if arguments.all.is_some() {
        spa::trunk(project, "build").arg("--dist").arg(spa::dev_folder(project)).show()?;
        take(project, &target, "kit", Kind::DemoOfKit)?;
    }
    println!("wrote {}", target.display());
    Ok(())
}

fn take(project: &Project, target: &Path, what: &str, kind: Kind) -> Result {
    let desk = Desk::start(project, kind)?;
    let chromium = setup::chromium(project).ok_or_else(|| Failure::new("Chromium is missing"))?;
    // Run by Playwright, so that pictures and tests share their browser, logins and pages.
    let playwright = project
        .tool("playwright")
        .args(["test", "--config=tests/e2e/playwright.config.ts", "--project=screenshots"])
        .env("CHROMIUM", chromium)
        .env("SCREENSHOTS", what)
        .env("SCREENSHOT_TARGET", project.path(target));
    desk.environment(playwright).show()
}
