//! `import`: payments enter the book from a vendor's list or from a file.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use desk_domain::{Timestamp, kst};

use super::Failure;
use super::opening::open_desk;
use super::progress::{Progress, words};
use super::terminal::{say, start_log};
use crate::clock::SystemClock;
use crate::config::{Config, Options, merchant_id};
use crate::desk::Desk;
use crate::import::csv::{CsvError, Imported, import_csv};
use crate::import::portone::{Pulled, pull};

#[derive(Args)]
pub(super) struct ImportOptions {
    #[command(subcommand)]
    source: Source,
}

#[derive(Subcommand)]
enum Source {
    /// Pulls PortOne's list. May be stopped and started again: it goes on where it was.
    Portone {
        /// First Korean date, e.g. 2026-01-01.
        #[arg(long)]
        from: NaiveDate,
        /// Last Korean date [default: today]
        #[arg(long)]
        to: Option<NaiveDate>,
        /// Key of the channel, where the configuration has several.
        #[arg(long)]
        channel: Option<String>,
        #[command(flatten)]
        desk: Options,
    },
    /// Takes a CSV file (UTF-8): all of its rows or, when one is wrong, none.
    #[command(long_about = crate::import::csv::FORMAT)]
    Csv {
        file: PathBuf,
        /// Key of the merchant, where the configuration has several.
        #[arg(long)]
        merchant: Option<String>,
        #[command(flatten)]
        desk: Options,
    },
}

pub(super) async fn import(options: ImportOptions) -> Result<(), Failure> {
    start_log("warn");
    match options.source {
        Source::Portone { from, to, channel, desk } => {
            let config = Config::load(desk)?;
            let desk = open_desk(&config, Arc::new(SystemClock), false).await?;
            let channels = config.channels.iter().filter(|one| one.is_portone());
            let channel = only(channels.map(|one| &one.key), channel, "channel")?;
            let connection = desk
                .connections()
                .find(|connection| connection.name == channel)
                .ok_or_else(|| format!("no channel `{channel}`"))?;
            let from = Timestamp::start_of_kst_date(from);
            let until = to.map(|date| Timestamp::start_of_kst_date(kst::add_days(date, 1)));
            import_portone(&desk, connection, from, until.unwrap_or_else(|| desk.now())).await
        }
        Source::Csv { file, merchant, desk } => {
            let config = Config::load(desk)?;
            let desk = open_desk(&config, Arc::new(SystemClock), false).await?;
            let merchant = only(config.merchants.iter().map(|one| &one.key), merchant, "merchant")?;
            match import_csv(&desk, &file, &merchant_id(&merchant)).await {
                Ok(imported) => {
                    imported.differing.iter().for_each(|row| say(&row.to_string()));
                    let Imported { rows, inserted, changed, .. } = imported;
                    say(&format!("{rows} rows read, {inserted} new, {changed} changed"));
                    Ok(())
                }
                Err(CsvError::Rows(wrong)) => {
                    wrong.errors.iter().for_each(|error| say(&error.to_string()));
                    Err(wrong.to_string().into())
                }
                Err(error) => Err(error.into()),
            }
        }
    }
}

/// Pulls, and says all the while what has become of how many payments.
async fn import_portone(
    desk: &Desk,
    connection: &crate::desk::Connection,
    from: Timestamp,
    until: Timestamp,
) -> Result<(), Failure> {
    let mut progress = Progress::over(from, until, desk.now());
    let tell = |so_far: &Pulled| progress.show(so_far, desk.now());
    let pulled = pull(desk, connection, from, until, None, tell).await;
    progress.end();
    let pulled = pulled?;
    for (id, why) in &pulled.skipped {
        say(&format!("skipped {id}: {why}"));
    }
    for (from, until) in &pulled.periods {
        say(&format!(
            "read what was created from {} until {}",
            from.to_rfc3339(),
            until.to_rfc3339()
        ));
    }
    say(&words(&pulled));
    Ok(())
}

/// The one that was named, or the only one there is.
fn only<'a>(
    mut keys: impl Iterator<Item = &'a String>,
    named: Option<String>,
    what: &str,
) -> Result<String, Failure> {
    match named {
        Some(named) if keys.any(|key| *key == named) => Ok(named),
        Some(named) => Err(format!("no {what} `{named}` in the configuration").into()),
        None => match (keys.next(), keys.next()) {
            (Some(only), None) => Ok(only.clone()),
            (None, _) => Err(format!("the configuration has no {what}").into()),
            (Some(_), Some(_)) => Err(format!("say which one with --{what}").into()),
        },
    }
}
