//! `restore`: a desk out of a backup, or only the proof that it could be.

use std::path::PathBuf;

use clap::Args;
use desk_store::Place;

use super::Failure;
use super::terminal::{print, say, start_log};
use crate::clock::{Clock as _, SystemClock};
use crate::keeping::{Check, KeepingError, Level, bring_back, verify, worst};

/// Restores a backup into a place that holds nothing, after every check of `--verify`. Nothing of the
/// backup is sent again; the desk then finds by itself, from the vendors, what happened since.
#[derive(Args)]
pub(super) struct RestoreOptions {
    /// The backup.
    #[arg(long)]
    from: PathBuf,
    /// Where the desk is to be: a new SQLite file, or an empty database, postgres://…
    #[arg(long, required_unless_present = "verify")]
    to: Option<String>,
    /// Without --to: only checks bytes, database, sums and audit chain.
    #[arg(long)]
    verify: bool,
}

pub(super) async fn restore(options: RestoreOptions) -> Result<(), Failure> {
    start_log("warn");
    let Some(place) = options.to.as_deref().map(Place::of) else {
        let checks = verify(&options.from).await?;
        tell(&checks);
        return match worst(&checks) {
            Level::Ok | Level::Warn => Ok(()),
            Level::Bad => Err("the backup is not whole".into()),
        };
    };
    let (checks, restored) = match bring_back(&options.from, &place, SystemClock.now()).await {
        Ok(done) => done,
        Err(KeepingError::NotWhole(checks)) => {
            tell(&checks);
            return Err(KeepingError::NotWhole(checks).into());
        }
        Err(KeepingError::Store(error @ desk_store::StoreError::Occupied(_))) => {
            return Err(format!(
                "{error}. Nothing was changed. Restore into a file that is not there yet or into an \
                 empty database, then point `serve` at it"
            )
            .into());
        }
        Err(error) => return Err(error.into()),
    };
    tell(&checks);
    say(&format!(
        "Restored. {} payments are read again at their vendors once `serve` runs, the youngest first; {} \
         cancels that were under way are read and not sent again; {} bills that were on \
         their way are looked for.\n\
         Before `serve`, put seal.key into its data folder, or set CANCEL_DESK_SEALING_KEY. Sign in anew, and \
         change again whom `user change` changed since the backup.",
        restored.payments, restored.cancellations, restored.bills,
    ));
    Ok(())
}

fn tell(checks: &[Check]) {
    checks.iter().for_each(|check| print(&format!("{check}\n")));
}
