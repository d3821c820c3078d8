//! `backup`: a copy of the whole desk while it works.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use super::opening::open_existing;
use super::terminal::{say, start_log};
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Config, Options};
use crate::keeping::{back_up, manifest_of};

/// Writes a copy of the desk, whatever its store, as one SQLite file with a list of its content beside
/// it. The desk may go on working. The sealing key is not in it: keep that elsewhere.
#[derive(Args)]
pub(super) struct BackupOptions {
    /// The file to write; its list is written to the same name with `.json` behind it.
    #[arg(long)]
    to: PathBuf,
    #[command(flatten)]
    desk: Options,
}

pub(super) async fn backup(options: BackupOptions) -> Result<(), Failure> {
    start_log("warn");
    let store = open_existing(&Config::load(options.desk)?).await?;
    let made = back_up(&*store, &options.to, SystemClock.now()).await;
    store.close().await;
    let manifest = made?;
    let payments: i64 = manifest.inventory.channels.iter().map(|one| one.payments).sum();
    say(&format!(
        "{} has {payments} payments in {} bytes; {} lists what is in it.\n\
         Keep this head of the audit chain elsewhere: {}",
        options.to.display(),
        manifest.bytes,
        manifest_of(&options.to).display(),
        manifest.inventory.audit,
    ));
    Ok(())
}
