//! Whatever reads what others wrote, against documents of the vendors' kind that were broken in every way.
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
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use clap::Parser;

use run::{Run, replay};
use target::{Target, all};

#[derive(Debug, Parser)]
#[command(about = "Hostile input against whatever reads what others wrote")]
struct Arguments {
    /// For all targets together, however many of them run at once
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
            every(targets, &Run { seed: arguments.seed, time, keep: arguments.keep })
        }
    };
    if held { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// All of them, also after a failure: one run shows all there is to mend. A thread for each core; each
/// target has one to itself, so it reads as much in its time as it would alone.
fn every(targets: Vec<Box<dyn Target>>, run: &Run) -> bool {
    let waiting = Mutex::new(targets.into_iter());
    let judged = Mutex::new(Vec::new());
    let next = || lock(&waiting).next();
    let work = || {
        while let Some(mut target) = next() {
            let count = run.of(&mut *target);
            lock(&judged).push(count);
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    let judged = judged.into_inner().unwrap_or_else(PoisonError::into_inner);
    let (held, broken): (Vec<_>, Vec<_>) = judged.into_iter().partition(Option::is_some);
    let inputs: u64 = held.iter().flatten().map(|count| count.inputs).sum();
    let understood: u64 = held.iter().flatten().map(|count| count.understood).sum();
    println!("together {inputs} inputs, {understood} understood, {} violations", broken.len());
    broken.is_empty()
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
