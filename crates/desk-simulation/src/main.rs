//! Many histories, or one of them again.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line program talks to its terminal"
)]

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use clap::Parser;
use desk_simulation::{Figures, Plan, Tampering, Violation, laws, plan_of, run, shortest};

/// How often a long run says how far it is, in histories.
const TOLD_EVERY: u64 = 500;
/// So many must have met every kind of mishap.
const BINDING_HISTORIES: u64 = 2_000;

#[derive(Debug, Parser)]
#[command(about = "Seeded histories of the desk, held against its laws")]
struct Arguments {
    /// How many histories
    #[arg(long, default_value_t = 2_000)]
    histories: u64,
    /// The seed of the first
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// Only this one, step by step as it is
    #[arg(long, conflicts_with_all = ["histories", "from"])]
    seed: Option<u64>,
    /// Name the laws and end
    #[arg(long)]
    laws: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.laws {
        laws().for_each(|law| println!("{law}"));
        return ExitCode::SUCCESS;
    }
    if let Some(seed) = arguments.seed {
        return replay(&plan_of(seed));
    }
    many(arguments.from, arguments.histories)
}

fn replay(plan: &Plan) -> ExitCode {
    println!("{plan:#?}");
    match run(plan, Tampering::default()) {
        Ok(figures) => {
            println!("every law holds: {figures}");
            ExitCode::SUCCESS
        }
        Err(violation) => {
            println!("{violation}");
            ExitCode::FAILURE
        }
    }
}

/// A thread for each core; each history is on one of them from beginning to end.
fn many(from: u64, histories: u64) -> ExitCode {
    let next = AtomicU64::new(from);
    let failed = AtomicBool::new(false);
    let sum = Mutex::new(Figures::default());
    let until = from.saturating_add(histories);
    let work = || {
        while !failed.load(Ordering::Relaxed) {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= until {
                return;
            }
            match run(&plan_of(seed), Tampering::default()) {
                Ok(figures) => *sum.lock().unwrap_or_else(PoisonError::into_inner) += figures,
                Err(violation) => {
                    failed.store(true, Ordering::Relaxed);
                    tell(seed, violation);
                }
            }
            if (seed + 1 - from).is_multiple_of(TOLD_EVERY) {
                eprintln!("{} histories", seed + 1 - from);
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    if failed.into_inner() {
        return ExitCode::FAILURE;
    }
    let last = until.saturating_sub(1);
    let sum = sum.into_inner().unwrap_or_else(PoisonError::into_inner);
    println!("what befell them:\n{}", sum.mishaps());
    let never: Vec<_> = sum.never_met().map(|mishap| mishap.to_string()).collect();
    if histories >= BINDING_HISTORIES && !never.is_empty() {
        println!("the laws were never held against: {}", never.join(", "));
        return ExitCode::FAILURE;
    }
    println!("{histories} histories, seeds {from} to {last}: {sum}; 0 violations");
    ExitCode::SUCCESS
}

fn tell(seed: u64, violation: Violation) {
    println!("seed {seed}: {violation}");
    let (plan, violation) = shortest(&plan_of(seed), Tampering::default(), violation);
    println!("shortest history of seed {seed}: {:#?}\n{violation}", plan);
    println!("again: cargo xtask soak --seed {seed}");
}
