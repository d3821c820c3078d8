//! The commands of `desk-agent`.

mod status;

use std::error::Error;
use std::ffi::OsString;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand, ValueEnum};
use desk_api::agent::PairAgent;
use tracing_subscriber::EnvFilter;

use crate::address::Address;
use crate::agent::{Agent, begin_journal, journal_in};
use crate::clock::SystemClock;
use crate::driver::{Driver, VanDriver};
use crate::pace::Pace;
use crate::pairing::{pair, paired};
use crate::road::Internet;

type Failure = Box<dyn Error + Send + Sync>;

/// The program beside a card terminal of Cancel Desk.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Pair with a desk by the code that its console shows.
    Pair {
        /// For example https://desk.example.com
        #[arg(long)]
        desk: Address,
        #[arg(long)]
        code: String,
        /// The device's own number, as printed on it and its slips. Absent: it is asked for.
        #[arg(long)]
        cat_id: Option<String>,
        #[arg(long, value_enum, default_value_t = DriverName::Van)]
        driver: DriverName,
        /// Where the token and the journal are kept.
        #[arg(long, default_value = ".desk-agent")]
        data: PathBuf,
    },
    /// Connect to the desk and work at the device.
    Run {
        /// Absent: the desk it was paired with. Another address needs its own pairing.
        #[arg(long)]
        desk: Option<Address>,
        #[arg(long, default_value = ".desk-agent")]
        data: PathBuf,
        #[arg(long, value_enum, default_value_t = DriverName::Van)]
        driver: DriverName,
        /// Where the device's driver service listens; that of the demo, where nothing else is said.
        #[arg(long, default_value = "http://127.0.0.1:7304")]
        device: Address,
    },
    /// What this agent is, and what it has not been able to finish.
    Status {
        #[arg(long, default_value = ".desk-agent")]
        data: PathBuf,
    },
}

/// The devices there are drivers for.
#[derive(Clone, Copy, ValueEnum)]
enum DriverName {
    /// The simulated terminal.
    Van,
}

/// Runs what the command line asks for; its first word is the program's own name.
pub async fn run(command_line: impl IntoIterator<Item = OsString>) -> ExitCode {
    match obey(Cli::parse_from(command_line).command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say(&format!("desk-agent: {}", with_causes(&*failure)));
            ExitCode::FAILURE
        }
    }
}

async fn obey(command: Command) -> Result<(), Failure> {
    match command {
        Command::Pair { desk, code, cat_id, driver, data } => {
            let agent_version = env!("CARGO_PKG_VERSION").into();
            let driver = driver_name(driver).into();
            let cat_id = cat_id.map_or_else(ask_cat_id, Ok)?;
            let request = PairAgent { code, cat_id, driver, agent_version };
            let identity = pair(&desk, &request, &data).await?;
            begin_journal(&data)?;
            say(&format!("paired as {} with {desk}", identity.terminal_id));
            say("start it with: desk-agent run");
            Ok(())
        }
        Command::Run { desk, data, driver, device } => work(desk, data, driver, device).await,
        Command::Status { data } => {
            let text = status::of(&data)?;
            // A reader that has closed the pipe has seen enough.
            let _ = io::stdout().write_all(text.as_bytes());
            Ok(())
        }
    }
}

async fn work(
    desk: Option<Address>,
    data: PathBuf,
    driver: DriverName,
    device: Address,
) -> Result<(), Failure> {
    start_log();
    let identity = paired(&data)?.ok_or("not paired yet: run `desk-agent pair` first")?;
    if desk.is_some_and(|desk| desk.to_string() != identity.desk) {
        return Err(format!("paired with {}: pair again for another desk", identity.desk).into());
    }
    let driver: Arc<dyn Driver> = match driver {
        DriverName::Van => Arc::new(VanDriver::new(device)?),
    };
    let journal = journal_in(&data)?;
    let (road, clock) = (Arc::new(Internet), Arc::new(SystemClock::start()));
    let agent = Agent { identity, journal, driver, road, clock, pace: Pace::default() };
    let goodbye = agent.run().await?;
    Err(format!("the desk says goodbye: {goodbye}").into())
}

const fn driver_name(driver: DriverName) -> &'static str {
    match driver {
        DriverName::Van => "van",
    }
}

/// Typed by whoever stands before the device.
fn ask_cat_id() -> io::Result<String> {
    say("The number of the device (CAT-ID), as printed on its slips:");
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim().to_owned())
}

/// Words for the person.
fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Logs go to stderr; `RUST_LOG` says how much.
fn start_log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // Only the first subscriber of a process counts.
    let _ = log.with_ansi(io::stderr().is_terminal()).try_init();
}

fn with_causes(failure: &(dyn Error + 'static)) -> String {
    let causes = std::iter::successors(failure.source(), |cause| (**cause).source());
    causes.fold(failure.to_string(), |text, cause| format!("{text}: {cause}"))
}
