//! Whatever reads what others wrote, against recorded documents that were broken in every way.
//!
//! From a seed and a number comes one input: a document of the corpus, mutated some times over. A target
//! gives it to the product's own reader and holds the outcome against its law. An input that breaks a law
//! or panics is printed, kept as a file and can be judged again alone.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line program talks to its terminal"
)]

mod corpus;
mod mutate;
mod run;
mod stage;
mod target;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use run::{Run, replay};
use target::all;

#[derive(Debug, Parser)]
#[command(about = "Hostile input against whatever reads what others wrote")]
struct Arguments {
    /// For all targets together
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    #[arg(long, default_value_t = 20_261_121)]
    seed: u64,
    /// Only this one
    #[arg(long)]
    target: Option<String>,
    /// Only the input that this file holds
    #[arg(long, requires = "target")]
    replay: Option<PathBuf>,
    /// Where an input that breaks a law is kept
    #[arg(long, default_value = "target/fuzz")]
    keep: PathBuf,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut targets = all();
    if let Some(name) = &arguments.target {
        targets.retain(|target| target.name() == name);
    }
    if targets.is_empty() {
        eprintln!("there is no such target");
        return ExitCode::FAILURE;
    }
    let held = match &arguments.replay {
        Some(file) => replay(&mut *targets[0], file),
        None => {
            let share = u32::try_from(targets.len()).unwrap_or(u32::MAX);
            let time = Duration::from_secs(arguments.seconds) / share;
            let run = Run { seed: arguments.seed, time, keep: arguments.keep };
            // All of them, also after a failure: one run shows all there is to mend.
            let held = targets.iter_mut().map(|target| run.of(&mut **target));
            held.filter(|held| !held).count() == 0
        }
    };
    if held { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
