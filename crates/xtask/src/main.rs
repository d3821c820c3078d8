#![doc = include_str!("../README.md")]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line program talks to its terminal"
)]

mod dev;
mod open;
mod proof;
mod run;
mod screenshot;
mod setup;
mod soak;
mod spa;
mod test;
mod tidy;

mod background;
mod desk;
mod failure;
mod http;
mod ports;
mod postgres;
mod programs;
mod project;
mod stamp;
mod tool;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Result;
use project::Project;

#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "The commands of Cancel Desk")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Everything from a fresh clone to the demo in the browser
    Run(run::Arguments),
    /// Everything from a fresh clone to all tests green
    Test(test::Arguments),
    /// Many seeded histories of the whole desk or one of them again, or many kills of the real programs
    Soak(soak::Arguments),
    /// The demo with hot reload of the screens and of the server
    Dev,
    /// Get the tools of every other command, in the versions that work together
    Setup,
    /// Check what no compiler checks: arrows, class names, file ends, words
    Tidy,
    /// Take the picture in the README, or every screen with --all
    Screenshot(screenshot::Arguments),
    /// Wait until the demo answers, then open the browser (started by `run`)
    #[command(hide = true)]
    Open(open::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match perform(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.is_told() {
                eprintln!("error: {failure}");
            }
            ExitCode::FAILURE
        }
    }
}

fn perform(command: Command) -> Result {
    let project = Project::locate();
    background::stop_all_on_signal()?;
    match command {
        Command::Run(arguments) => run::run(&project, &arguments),
        Command::Test(arguments) => test::run(&project, &arguments),
        Command::Soak(arguments) => soak::run(&project, &arguments),
        Command::Dev => dev::run(&project),
        Command::Setup => setup::run(&project),
        Command::Tidy => tidy::run(&project),
        Command::Screenshot(arguments) => screenshot::run(&project, &arguments),
        Command::Open(arguments) => open::run(&arguments),
    }
}
