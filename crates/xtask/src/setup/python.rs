//! Python in an environment of the project's own: the vendors' Python SDKs, and the judge of our own
//! description.

use std::path::PathBuf;

use super::{announce, debian};
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::stamp::Stamp;
use crate::tool::Tool;

const REQUIREMENTS: [&str; 2] =
    ["tests/contract/requirements.txt", "tests/schema/requirements.txt"];

/// The project's own interpreter.
pub(crate) fn python(project: &Project) -> PathBuf {
    project.tools().join("venv/bin/python")
}

pub(super) fn packages(project: &Project) -> Result {
    let requirements = REQUIREMENTS.map(|file| project.path(file));
    let stamp = Stamp::of(project.tools().join("venv/.installed"), &requirements, "")?;
    if stamp.is_current() && python(project).is_file() {
        return Ok(());
    }
    announce("the Python packages of the tests into .tools/venv");
    make_environment(project)?;
    let install = Tool::new(python(project)).named("python").args(["-m", "pip", "install"]);
    let files = requirements.iter().flat_map(|file| ["--requirement".as_ref(), file.as_os_str()]);
    install.arg("--quiet").args(files).show()?;
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
