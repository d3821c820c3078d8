//! Python in an environment of the project's own, for the vendors' Python SDKs.

use std::path::PathBuf;

use super::{announce, debian};
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::stamp::Stamp;
use crate::tool::Tool;

/// The project's own interpreter.
pub(crate) fn python(project: &Project) -> PathBuf {
    project.tools().join("venv/bin/python")
}

pub(super) fn vendor_sdks(project: &Project) -> Result {
    let requirements = project.path("tests/contract/requirements.txt");
    if !requirements.is_file() {
        return Ok(());
    }
    let inputs = [requirements.clone()];
    let stamp = Stamp::of(project.tools().join("venv/.installed"), &inputs, "")?;
    if stamp.is_current() && python(project).is_file() {
        return Ok(());
    }
    announce("the vendors' Python SDKs into .tools/venv");
    make_environment(project)?;
    Tool::new(python(project))
        .named("python")
        .args(["-m", "pip", "install", "--quiet", "--requirement"])
        .arg(requirements)
        .show()?;
    stamp.store()
}

fn make_environment(project: &Project) -> Result {
    let make = || {
        let folder = project.tools().join("venv");
        project.tool("python3").args(["-m", "venv", "--clear"]).arg(folder).capture()
    };
    if make().is_ok() {
        return Ok(());
    }
    debian::install(project, "Python with venv", &["python3", "python3-venv"])?;
    make().map(drop).map_err(|failure| {
        Failure::new(format!("no Python environment can be made: {failure}"))
            .remedy("Python 3.11 or newer with its module venv")
            .output(failure.output)
    })
}
