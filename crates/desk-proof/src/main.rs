//! The proof with the real programs. `desk-simulation` runs histories in one process under a clock of its
//! own; here the server, the vendors and the terminal's agent are processes with files and sockets between
//! them, SIGKILL comes at seeded moments, and the same laws must hold once all is quiet.
//!
//! It must not know the desk's code above the wire: it speaks HTTP, reads the book with SQL of its own, and
//! asks the vendors' control page for the truth.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line program talks to its terminal"
)]

mod killing;
mod rest;

mod clicking;
mod client;
mod http;

mod shop;

mod book;
mod clock;
mod ports;
mod process;
mod proxy;
mod vendors;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use desk_simulation::{Sight, Violation};

use killing::{Crew, Kills};
use shop::{Setting, Shop};

/// After so many kills a new shop opens, with the next seed.
const KILLS_PER_SHOP: u32 = 200;

#[derive(Debug, Parser)]
#[command(about = "The real programs, killed, cut off and crowded, held against the laws")]
struct Arguments {
    /// How often a program is killed
    #[arg(long, default_value_t = 200)]
    kills: u32,
    /// The seed of the first shop
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Where `cancel-desk` and `desk-agent` are [default: beside this program]
    #[arg(long)]
    programs: Option<PathBuf>,
    /// An empty PostgreSQL database for the desk's book [default: a SQLite file]
    #[arg(long, env = "CANCEL_DESK_PROOF_POSTGRES")]
    postgres: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match prove(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(violation) => {
            println!("{violation}");
            ExitCode::FAILURE
        }
    }
}

async fn prove(arguments: &Arguments) -> Result<(), Violation> {
    let beside = std::env::current_exe()?.with_file_name("");
    let programs = arguments.programs.clone().unwrap_or(beside);
    let mut left = arguments.kills;
    let mut seed = arguments.seed;
    while left > 0 {
        let postgres = arguments.postgres.clone();
        let setting = Setting { programs: programs.clone(), postgres, seed };
        let kills = left.min(KILLS_PER_SHOP);
        killed(&setting, kills).await?;
        left -= kills;
        seed += 1;
    }
    Ok(())
}

/// One shop, from its opening until all is quiet.
async fn killed(setting: &Setting, kills: u32) -> Result<(), Violation> {
    let seed = setting.seed;
    let mut shop = Shop::open(setting).await?;
    let mut crew = Crew::begin(&shop, seed).await?;
    let killed = killing::kill(&mut shop, &mut crew, kills, seed).await?;
    let people = crew.end().await?;
    rest::come_to_rest(&mut shop).await?;
    let clicked = killing::press_all_again(people).await?;
    rest::come_to_rest(&mut shop).await?;
    let sight = rest::hold_laws(&mut shop).await?;
    tell(seed, killed, &sight);
    println!(
        "  clicks {}, lines broken under them {}: {:?}",
        clicked.clicks, clicked.broken_lines, clicked.answers
    );
    println!("  faults of the network: {:?}", shop.weather.seen());
    Ok(())
}

fn tell(seed: u64, killed: Kills, sight: &Sight) {
    let cancels = &sight.cancellations;
    let done = cancels.iter().filter(|one| one.is_done()).count();
    let refunds: usize = sight.truths.values().map(|truth| truth.refunds.len()).sum();
    let refunded_won: i64 = sight.truths.values().map(|truth| truth.refunded_won()).sum();
    println!(
        "seed {seed}: {} kills (desk {}, vendors {}, agent {}), {} cancels, {done} of them done, \
         {refunds} refunds of {refunded_won} won, 0 violations",
        killed.all(),
        killed.desk,
        killed.vendors,
        killed.agent,
        cancels.len(),
    );
}
