//! `audit`: whether the chain of events is whole, and its head to be kept elsewhere.

use clap::{Args, Subcommand};
use desk_domain::audit::AuditHead;
use serde_json::json;

use super::Failure;
use super::opening::open_existing;
use super::terminal::{print, start_log};
use crate::config::{Config, Options};
use crate::keeping::{ChainReport, walk_chain};

#[derive(Args)]
pub(super) struct AuditOptions {
    #[command(subcommand)]
    command: AuditCommand,
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Checks that no event was changed, dropped or moved.
    Verify(VerifyOptions),
    /// Prints number and hash of the last event. Kept elsewhere, it shows when events are cut off.
    Head(HeadOptions),
}

#[derive(Args)]
struct VerifyOptions {
    /// A head that was kept, as `audit head` prints it; may be given several times.
    #[arg(long = "head")]
    heads: Vec<AuditHead>,
    /// For programs.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    desk: Options,
}

#[derive(Args)]
struct HeadOptions {
    /// For programs.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    desk: Options,
}

pub(super) async fn audit(options: AuditOptions) -> Result<(), Failure> {
    start_log("warn");
    match options.command {
        AuditCommand::Verify(options) => verify(options).await,
        AuditCommand::Head(options) => head(options).await,
    }
}

async fn verify(options: VerifyOptions) -> Result<(), Failure> {
    let store = open_existing(&Config::load(options.desk)?).await?;
    let report = walk_chain(&*store, options.heads).await?;
    print(&if options.json { in_json(&report) } else { in_words(&report) });
    if report.breaks.is_empty() { Ok(()) } else { Err("the audit chain is broken".into()) }
}

fn in_json(report: &ChainReport) -> String {
    let breaks = report.breaks.iter().map(|found| {
        let mut told = json!(found);
        told["words"] = json!(found.to_string());
        told
    });
    let breaks: Vec<_> = breaks.collect();
    let whole = breaks.is_empty();
    let told = json!({
        "whole": whole, "events": report.events, "head": report.head, "breaks": breaks,
    });
    format!("{told}\n")
}

fn in_words(report: &ChainReport) -> String {
    if report.breaks.is_empty() {
        return format!("{} events, the chain holds up to {}\n", report.events, report.head);
    }
    report.breaks.iter().map(|found| format!("{found}\n")).collect()
}

async fn head(options: HeadOptions) -> Result<(), Failure> {
    let store = open_existing(&Config::load(options.desk)?).await?;
    let head = store.audit_head().await?;
    print(&if options.json { format!("{}\n", json!(head)) } else { format!("{head}\n") });
    Ok(())
}
