//! `settle`: a named person's proof, where no read will ever give one.

use chrono::NaiveDate;
use clap::Args;
use desk_domain::CancellationId;
use desk_domain::limits::NOTE_MAX_CHARS;
use desk_store::{Finding, JobKind, Settled, Staff, Store};

use super::Failure;
use super::opening::open_store;
use super::terminal::{say, start_log};
use crate::clock::{Clock as _, SystemClock};
use crate::config::{Config, Options};

/// Whose word is a proof.
const SIGNERS: [&str; 2] = ["manager", "admin"];

/// Settles a cancel in doubt, by what the PG's own records show.
#[derive(Args)]
pub(super) struct SettleOptions {
    cancellation: CancellationId,
    /// The PG's records show the refund.
    #[arg(long, required_unless_present = "failed", conflicts_with = "failed")]
    succeeded: bool,
    /// The PG's records show that there is none, and the PG says that there will be none.
    #[arg(long)]
    failed: bool,
    /// The Korean calendar date of the refund, as the PG's records have it; today where it is left out.
    #[arg(long, requires = "succeeded")]
    on: Option<NaiveDate>,
    /// Login of the manager who looked and answers for it.
    #[arg(long)]
    by: String,
    /// What was seen where. Kept for ever: no names, phone or account numbers of customers.
    #[arg(long)]
    note: String,
    #[command(flatten)]
    desk: Options,
}

pub(super) async fn settle(options: SettleOptions) -> Result<(), Failure> {
    start_log("warn");
    let store = open_store(&Config::load(options.desk.clone())?).await?;
    say(&settle_in(&*store, &options).await?);
    Ok(())
}

async fn settle_in(store: &dyn Store, options: &SettleOptions) -> Result<String, Failure> {
    let note = options.note.trim();
    if note.is_empty() || note.chars().count() > NOTE_MAX_CHARS {
        return Err(format!("a note has 1–{NOTE_MAX_CHARS} characters").into());
    }
    let staff = store.staff_by_login(&options.by).await?;
    let may_settle = |staff: &Staff| staff.active && SIGNERS.contains(&staff.role.as_str());
    let staff = staff.filter(may_settle);
    let staff = staff.ok_or_else(|| format!("`{}` may not settle a cancel", options.by))?;
    let id = &options.cancellation;
    let row = store.cancellation(id).await?.ok_or_else(|| format!("there is no {id}"))?;
    if !staff.merchants.contains(&row.cancellation.merchant_id) {
        return Err(format!("`{}` does not work for its merchant", options.by).into());
    }
    let now = SystemClock.now();
    let on = options.on.unwrap_or_else(|| now.kst_date());
    let cancelled_at = row.cancellation.moment_on(on, now);
    if options.succeeded && cancelled_at.is_none() {
        return Err(format!("{on} is not between the day it was sent and today").into());
    }
    let cancelled_at = cancelled_at.filter(|_| options.succeeded);
    let finding = Finding { cancelled_at, note: note.to_owned() };
    match store.settle_by_hand(id, &finding, &staff.id, now).await? {
        Settled::Changed(settled) => {
            if let Some(channel_id) = row.payment.channel_id {
                let gateway_payment_id = row.payment.gateway_payment_id;
                let job = JobKind::RefreshPayment { channel_id, gateway_payment_id };
                store.enqueue(&job, now).await?;
            }
            Ok(format!("{id} is {} by the word of {}.", settled.state, staff.name))
        }
        Settled::AlreadySettled(known) => {
            Err(format!("{id} waits for no proof: it is {}", known.state).into())
        }
    }
}
