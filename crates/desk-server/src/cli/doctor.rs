//! `doctor`: one look at everything that could be wrong.

use std::sync::Arc;

use clap::Args;
use serde_json::json;

use super::Failure;
use super::opening::{connections, open_existing};
use super::terminal::{print, start_log};
use crate::clock::{Clock, SystemClock};
use crate::config::{Config, Options};
use crate::keeping::{Check, Level, examine, worst};

/// Looks at store, vendors, machine and settings; each line says how it is and what to do next. Changes
/// nothing, prints no secret. Ends with an error when anything is bad.
#[derive(Args)]
pub(super) struct DoctorOptions {
    /// For programs.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    desk: Options,
}

pub(super) async fn doctor(options: DoctorOptions) -> Result<(), Failure> {
    start_log("error");
    let config = Config::load(options.desk)?;
    let store = open_existing(&config).await?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let connections = connections(&config, &store, &clock)?;
    let checks = examine(&config, &*store, &connections, clock.now()).await;
    print(&if options.json { in_json(&checks) } else { in_words(&checks) });
    let bad = checks.iter().filter(|check| check.level == Level::Bad).count();
    if bad == 0 { Ok(()) } else { Err(format!("{bad} of {} checks are bad", checks.len()).into()) }
}

fn in_json(checks: &[Check]) -> String {
    format!("{}\n", json!({ "worst": worst(checks), "checks": checks }))
}

fn in_words(checks: &[Check]) -> String {
    checks.iter().map(|check| format!("{check}\n")).collect()
}
