//! `cargo xtask run`: from a fresh clone to the demo in the browser.

use std::path::PathBuf;

use clap::Args;

use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::tool::{Tool, Voice, this_program};
use crate::{desk, open, setup, spa};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Console here, PortOne simulator one above, the simulators' control page nine above
    #[arg(long, default_value_t = 7300, value_parser = clap::value_parser!(u16).range(1..=65_526))]
    base_port: u16,
    /// Where the demo's data is kept; an empty folder is seeded
    #[arg(long, default_value = ".demo")]
    data: PathBuf,
    /// Do not open the browser
    #[arg(long)]
    no_open: bool,
}

pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result {
    setup::for_run(project)?;
    if !spa::ensure(project, Voice::Aloud)? {
        println!("the screens are as they were built last");
    }
    println!("building the server");
    desk::build(project, Voice::Aloud)?;

    let (port, data) = (arguments.base_port, project.root().join(&arguments.data));
    println!("starting the demo; its data is in {}, Ctrl-C stops it", arguments.data.display());
    if !arguments.no_open && open::has_display() {
        // It ends by itself, at the latest with the demo.
        std::mem::forget(opener(port)?.start()?);
    }
    become_process(desk::command_line(project, "demo", port, data))
}

/// A second process of this program that waits for the demo, since this one turns into it.
fn opener(port: u16) -> Result<Tool> {
    let program = this_program()?;
    Ok(Tool::new(program).args(["open", "--port", &port.to_string()]))
}

/// Turns into the program, so that whoever stops us stops it.
#[cfg(unix)]
fn become_process(tool: Tool) -> Result {
    use std::os::unix::process::CommandExt as _;
    let error = tool.into_command().exec();
    Err(Failure::new(format!("cannot start the demo: {error}")))
}

#[cfg(not(unix))]
fn become_process(tool: Tool) -> Result {
    tool.show()
}
