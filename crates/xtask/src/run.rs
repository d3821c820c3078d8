//! `cargo xtask run`: from a fresh clone to the demo in the browser.

use clap::Args;

use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::tool::{Tool, Voice};
use crate::{desk, setup, spa};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Console here, PortOne simulator one above, the simulators' control page nine above
    #[arg(long, default_value_t = 7300, value_parser = clap::value_parser!(u16).range(1..=65_526))]
    base_port: u16,
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

    let data = project.path(".demo");
    println!("starting the demo; its data is in .demo, Ctrl-C stops it");
    let demo = desk::command_line(project, "demo", arguments.base_port, data);
    let greeter = greeter(arguments)?.start()?;
    // The greeter ends by itself, at the latest with the demo.
    std::mem::forget(greeter);
    become_process(demo)
}

/// A second process of this program that waits for the demo, since this one turns into it.
fn greeter(arguments: &Arguments) -> Result<Tool> {
    let program = std::env::current_exe()
        .map_err(|error| Failure::new(format!("cannot find this program: {error}")))?;
    let greeter = Tool::new(program).args(["greet", "--port", &arguments.base_port.to_string()]);
    Ok(if arguments.no_open { greeter.arg("--no-open") } else { greeter })
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
