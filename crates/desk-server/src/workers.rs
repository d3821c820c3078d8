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
use crate::limits::{
    JOB_BACKOFF_SECONDS, LEASE_SECONDS, SENDERS, WORKER_NAP_MAX, WORKERS, backoff,
};
use crate::terminals;

/// From which jobs a worker takes its next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Queue {
    All,
    /// Cancels that wait to be sent.
    Cancels,
}

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
    let (of_nights, of_terminals) = (Arc::clone(&desk), Arc::clone(&desk));
    workers.spawn(keep_alive(move || nightly::run(Arc::clone(&of_nights))));
    workers.spawn(keep_alive(move || terminals::keep_time(Arc::clone(&of_terminals))));
    let queues = [Queue::All; WORKERS].into_iter().chain([Queue::Cancels; SENDERS]);
    for (number, queue) in queues.enumerate() {
        let (desk, name) = (Arc::clone(&desk), format!("{}-{number}", std::process::id()));
        workers.spawn(keep_alive(move || work(Arc::clone(&desk), name.clone(), queue)));
    }
    while workers.join_next().await.is_some() {}
}

/// Begins the work anew when it panics; a desk that goes on without it would not say so. Dropped, it ends it.
pub(crate) async fn keep_alive<F>(begin: impl Fn() -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    loop {
        let mut work = JoinSet::new();
        work.spawn(begin());
        match work.join_next().await {
            Some(Err(error)) if error.is_panic() => {
                tracing::error!(%error, "it panicked, and begins anew");
                tokio::time::sleep(WORKER_NAP_MAX).await;
            }
            Some(_) | None => return,
        }
    }
}

/// What another program could not do, this one may.
async fn take_up_set_aside(desk: &Desk) {
    match desk.store.take_up_set_aside(desk.now()).await {
        Ok(0) => {}
        Ok(jobs) => tracing::warn!(jobs, "jobs that were set aside are tried again"),
        Err(error) => tracing::error!(%error, "jobs that were set aside stay there"),
    }
}

async fn work(desk: Arc<Desk>, name: String, queue: Queue) {
    let mut stopping = desk.stopping();
    // Cancels that wait for a person with a card: they hold up no other job.
    let mut at_terminals = JoinSet::new();
    while !*stopping.borrow_and_update() {
        while let Some(ended) = at_terminals.try_join_next() {
            survive(ended);
        }
        match claim(&desk, &name, queue).await {
            Ok(Some(job)) if at_terminal::waits_for_a_person(&desk, &job).await => {
                at_terminals.spawn(work_on(Arc::clone(&desk), job));
            }
            // In a task of its own: a panic costs this job its lease, not the worker its life.
            Ok(Some(job)) => survive(tokio::spawn(work_on(Arc::clone(&desk), job)).await),
            Ok(None) => nap(&desk, queue).await,
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
    while let Some(job) = claim(desk, "work-off", Queue::All).await? {
        work_on(Arc::clone(desk), job).await;
        jobs += 1;
    }
    Ok(jobs)
}

async fn claim(desk: &Desk, name: &str, queue: Queue) -> Result<Option<Job>, StoreError> {
    let now = desk.now();
    let lease_until = now.plus_seconds(LEASE_SECONDS);
    match queue {
        Queue::All => desk.store.claim_job(name, now, lease_until).await,
        Queue::Cancels => desk.store.claim_cancel(name, now, lease_until).await,
    }
}

/// Sleeps until a job is due, somebody in this process leaves one, or the nap is over. Only who takes any job is
/// woken: it may be none of a cancel.
async fn nap(desk: &Desk, queue: Queue) {
    let due = desk.store.next_job_at().await.ok().flatten();
    let left = due.map_or(i64::MAX, |at| at.0.saturating_sub(desk.now().0).max(1_000));
    let nap = Duration::from_micros(u64::try_from(left).unwrap_or(u64::MAX)).min(WORKER_NAP_MAX);
    tokio::select! {
        () = desk.work.notified(), if queue == Queue::All => {}
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn what_panics_begins_anew_and_what_ends_has_ended() {
        let begun = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&begun);
        keep_alive(move || {
            let is_first = count.fetch_add(1, Ordering::SeqCst) == 0;
            async move { assert!(!is_first, "on purpose") }
        })
        .await;
        assert_eq!(begun.load(Ordering::SeqCst), 2);
    }
}
