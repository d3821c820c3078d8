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

mod round;

mod crowd;
mod hardship;
mod killing;
mod rest;
mod signing;
mod storm;

mod billing;
mod clicking;
mod client;
mod crew;
mod http;

mod shop;

mod book;
mod clock;
mod looking;
mod postgres;
mod process;
mod proxy;
mod small_disk;
mod vendors;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use desk_simulation::Violation;

use postgres::Server;
use round::Round;
use shop::Setting;

/// After so many kills a new shop opens, with the next seed.
const KILLS_PER_SHOP: u32 = 200;
/// Of the kills, one in so many is over PostgreSQL, on top.
const ONE_IN_POSTGRES: u32 = 5;
const STORM_SEED: u64 = 1 << 20;
const HARDSHIP_SEED: u64 = 1 << 21;

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
    /// A PostgreSQL server where databases may be made [default: SQLite files only]
    #[arg(long, env = "CANCEL_DESK_TEST_POSTGRES")]
    postgres: Option<String>,
    /// What a shell runs to stop and start that server, with `stop --mode MODE` or `start` behind it
    /// [default: nobody may]
    #[arg(long, requires = "postgres")]
    postgres_control: Option<String>,
}

/// What was run, and whether a vendor's name could be taken away.
struct Done {
    rounds: u32,
    lost_a_name: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match prove(&arguments).await {
        Ok(Done { rounds, lost_a_name }) => {
            let not_run = if lost_a_name { "" } else { "; not run: the lost name of a vendor" };
            println!(
                "{rounds} passed (rounds of the real programs, {} kills{not_run})",
                arguments.kills
            );
            ExitCode::SUCCESS
        }
        Err(violation) => {
            let Arguments { kills, seed, .. } = arguments;
            println!("{violation}\nagain: cargo xtask soak --kills {kills} --from {seed}");
            ExitCode::FAILURE
        }
    }
}

/// Whoever kills waits for programs to come back, and hardships and storm wait most of the time: so the
/// kills over either database and the rest run beside one another.
async fn prove(arguments: &Arguments) -> Result<Done, Violation> {
    let beside = std::env::current_exe()?.with_file_name("");
    let programs = arguments.programs.clone().unwrap_or(beside);
    let setting =
        |seed| Setting { programs: programs.clone(), postgres: None, seed, on_small_disk: false };
    // Seeds of their own, far from those of the kills.
    let waiting = async {
        hardship::no_such_host(&setting(STORM_SEED)).await?;
        println!("a vendor without an address: told, nothing sent, 0 violations");
        let lost_a_name = hardship::lose_the_name(&setting(STORM_SEED)).await?;
        let seed = HARDSHIP_SEED ^ arguments.seed;
        round::run(Setting { on_small_disk: true, ..setting(seed) }, Round::Hardship).await?;
        round::run(setting(STORM_SEED ^ arguments.seed), Round::Storm).await?;
        Ok::<_, Violation>((3, lost_a_name))
    };
    let kills = async {
        let (mut left, mut seed) = (arguments.kills, arguments.seed);
        while left > 0 {
            let kills = left.min(KILLS_PER_SHOP);
            round::run(setting(seed), Round::Kills(kills)).await?;
            (left, seed) = (left - kills, seed + 1);
        }
        Ok(arguments.kills.div_ceil(KILLS_PER_SHOP))
    };
    let over_postgres = async {
        let Some(url) = &arguments.postgres else { return Ok(0) };
        let control = arguments.postgres_control.clone();
        let server = Server { url: url.clone(), control };
        let over = |seed| Setting { postgres: Some(server.clone()), ..setting(seed) };
        let kills = Round::Kills(arguments.kills.div_ceil(ONE_IN_POSTGRES));
        round::run(over(arguments.seed), kills).await?;
        round::run(over(HARDSHIP_SEED ^ arguments.seed), Round::Hardship).await?;
        Ok(2)
    };
    let (waiting, kills, over_postgres) = tokio::try_join!(waiting, kills, over_postgres)?;
    let (waiting, lost_a_name) = waiting;
    Ok(Done { rounds: waiting + kills + over_postgres, lost_a_name })
}
