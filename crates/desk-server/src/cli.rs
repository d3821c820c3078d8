//! The commands of the binary, one file each.

mod audit;
mod backup;
mod demo;
mod doctor;
mod import;
mod opening;
mod progress;
mod restore;
mod serve;
mod settle;
mod simulate;
mod terminal;
mod user;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Options;
use terminal::say;

/// Whatever stops a command, in words for the person who typed it.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

#[derive(Parser)]
#[command(name = "cancel-desk", version, about = "결제취소 데스크: cancels payments, once.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the desk.
    Serve(Options),
    /// Runs the desk against simulated vendors, with seeded data.
    Demo(demo::DemoOptions),
    /// Runs the simulated vendors alone.
    Simulate(simulate::SimulateOptions),
    /// Takes payments into the book.
    Import(import::ImportOptions),
    /// People who sign in.
    User(user::UserOptions),
    /// Settles a cancel without proof by what a person saw in the PG's own records.
    Settle(settle::SettleOptions),
    /// Copies the desk while it works.
    Backup(backup::BackupOptions),
    /// Brings a desk back from a backup, or checks one.
    Restore(restore::RestoreOptions),
    /// Looks at everything that could be wrong, and says what to do.
    Doctor(doctor::DoctorOptions),
    /// Prints the OpenAPI document.
    Openapi,
    /// The audit chain.
    Audit(audit::AuditOptions),
}

/// Runs the command that was typed.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Serve(options) => serve::serve(options).await,
        Command::Demo(options) => demo::demo(options).await,
        Command::Simulate(options) => simulate::simulate(options).await,
        Command::Import(options) => import::import(options).await,
        Command::User(options) => user::user(options).await,
        Command::Settle(options) => settle::settle(options).await,
        Command::Backup(options) => backup::backup(options).await,
        Command::Restore(options) => restore::restore(options).await,
        Command::Doctor(options) => doctor::doctor(options).await,
        Command::Openapi => {
            terminal::print(&crate::openapi());
            Ok(())
        }
        Command::Audit(options) => audit::audit(options).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("cancel-desk: {}", with_causes(&*error)));
            ExitCode::FAILURE
        }
    }
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        let more = deeper.to_string();
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        cause = deeper.source();
    }
    words
}
