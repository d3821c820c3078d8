//! The work that must survive a crash: sending a cancel or a bill, finding out how an unclear one
//! ended, reading a payment again. And the comparison of the book with the vendors, which runs
//! beside it, with its summary of each night.
//!
//! Each step is safe to repeat from the rows alone. A worker holds a job by a lease; when the process
//! dies, the lease runs out and the next worker starts from what is written down, never from what
//! somebody remembers.

mod answer;
mod at_terminal;
mod by_state;
mod doubt;
mod nightly;
mod order;
mod reconcile;
mod refresh;
pub(crate) mod resolve;
mod send;
pub(crate) mod send_bill;
mod sum;
mod withdraw_bill;

pub(crate) use at_terminal::report;
pub use nightly::sum_up_nights;
pub use reconcile::reconcile;
pub(crate) use resolve::look_once_more;

use std::sync::Arc;
use std::time::Duration;

use desk_domain::{CancellationId, Timestamp};
use desk_store::{Job, JobKind, StoreError};
use tokio::task::{JoinError, JoinSet};

use crate::desk::Desk;
use crate::limits::{JOB_BACKOFF_SECONDS, LEASE_SECONDS, WORKER_NAP_MAX, WORKERS, backoff};
use crate::terminals;

/// What is to become of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    Done,
    Again { at: Timestamp },
}

/// Runs workers until the desk stops; returns when the last one has written down what it began.
pub async fn run(desk: Arc<Desk>) {
    take_up_set_aside(&desk).await;
    let mut workers = JoinSet::new();
    workers.spawn(reconcile::run(Arc::clone(&desk)));
    workers.spawn(nightly::run(Arc::clone(&desk)));
    workers.spawn(terminals::keep_time(Arc::clone(&desk)));
    for number in 0..WORKERS {
        workers.spawn(work(Arc::clone(&desk), format!("{}-{number}", std::process::id())));
    }
    while workers.join_next().await.is_some() {}
}

/// What another program could not do, this one may.
async fn take_up_set_aside(desk: &Desk) {
    match desk.store.take_up_set_aside(desk.now()).await {
        Ok(0) => {}
        Ok(jobs) => tracing::warn!(jobs, "jobs that were set aside are tried again"),
        Err(error) => tracing::error!(%error, "jobs that were set aside stay there"),
    }
}

async fn work(desk: Arc<Desk>, name: String) {
    let mut stopping = desk.stopping();
    // Cancels that wait for a person with a card: they hold up no other job.
    let mut at_terminals = JoinSet::new();
    while !*stopping.borrow_and_update() {
        while let Some(ended) = at_terminals.try_join_next() {
            survive(ended);
        }
        match claim(&desk, &name).await {
            Ok(Some(job)) if at_terminal::waits_for_a_person(&desk, &job).await => {
                at_terminals.spawn(work_on(Arc::clone(&desk), job));
            }
            // In a task of its own: a panic costs this job its lease, not the worker its life.
            Ok(Some(job)) => survive(tokio::spawn(work_on(Arc::clone(&desk), job)).await),
            Ok(None) => nap(&desk).await,
            Err(error) => {
                tracing::error!(%error, "no job could be claimed");
                tokio::time::sleep(WORKER_NAP_MAX).await;
            }
        }
    }
    while let Some(ended) = at_terminals.join_next().await {
        survive(ended);
    }
}

fn survive(ended: Result<(), JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "a job panicked; it is tried again after its lease");
    }
}

/// Works off everything that is due now, one job after another. Returns how many there were.
///
/// # Errors
/// When no job can be claimed.
pub async fn work_off(desk: &Arc<Desk>) -> Result<u32, StoreError> {
    let mut jobs = 0;
    while let Some(job) = claim(desk, "work-off").await? {
        work_on(Arc::clone(desk), job).await;
        jobs += 1;
    }
    Ok(jobs)
}

async fn claim(desk: &Desk, name: &str) -> Result<Option<Job>, StoreError> {
    let now = desk.now();
    desk.store.claim_job(name, now, now.plus_seconds(LEASE_SECONDS)).await
}

/// Sleeps until a job is due, somebody in this process leaves one, or the nap is over.
async fn nap(desk: &Desk) {
    let due = desk.store.next_job_at().await.ok().flatten();
    let left = due.map_or(i64::MAX, |at| at.0.saturating_sub(desk.now().0).max(1_000));
    let nap = Duration::from_micros(u64::try_from(left).unwrap_or(u64::MAX)).min(WORKER_NAP_MAX);
    tokio::select! {
        () = desk.work.notified() => {}
        () = tokio::time::sleep(nap) => {}
    }
}

async fn work_on(desk: Arc<Desk>, job: Job) {
    // The claim counts as the first attempt.
    let repeats = job.attempts.saturating_sub(1);
    let next = match &job.kind {
        JobKind::SendCancellation(id) => send::send(&desk, id, repeats).await,
        JobKind::ResolveCancellation(id) => resolve::resolve(&desk, id, repeats).await,
        JobKind::RefreshPayment { channel_id, gateway_payment_id } => {
            refresh::refresh(&desk, &job, channel_id, gateway_payment_id).await
        }
        JobKind::SendBill(id) => send_bill::send_bill(&desk, id, repeats).await,
        JobKind::FindBill(id) => send_bill::find_bill(&desk, id, repeats).await,
        JobKind::WithdrawBill(id) => withdraw_bill::withdraw_bill(&desk, id, repeats).await,
    };
    let next = next.unwrap_or_else(|error| {
        tracing::error!(%error, job = job.id, kind = ?job.kind, "a job met a store in trouble");
        let seconds = backoff(JOB_BACKOFF_SECONDS, repeats);
        Next::Again { at: desk.now().plus_seconds(seconds) }
    });
    let kept = match next {
        Next::Done => desk.store.finish_job(&job).await,
        Next::Again { at } => desk.store.retry_job(&job, at).await,
    };
    if let Err(error) = kept {
        tracing::error!(%error, job = job.id, "a job is tried again after its lease");
    }
}

/// After a cancel has ended, however it did, the payment is read once more: its status, receipt and
/// sums are the vendor's to say.
pub(crate) async fn read_again(desk: &Desk, id: &CancellationId) -> Result<(), StoreError> {
    let Some(row) = desk.store.cancellation(id).await? else { return Ok(()) };
    let Some(channel_id) = row.payment.channel_id else { return Ok(()) };
    let gateway_payment_id = row.payment.gateway_payment_id;
    let kind = JobKind::RefreshPayment { channel_id, gateway_payment_id };
    desk.store.enqueue(&kind, desk.now()).await
}
