//! A process that dies between two steps. What it held is dropped; the rows go on.

use std::collections::HashSet;

use desk_domain::cancellation::CancellationState;
use desk_domain::{CancellationId, Won};
use desk_store::{JobKind, NewCancellation, PaymentFilter};

use crate::fixture::{Fixture, on_each_store};
use crate::samples::{click, later, merchant, paid, succeeded};

impl Fixture {
    /// The same database, opened by a process that knows nothing of the first.
    async fn restarted(&self) -> Fixture {
        let store = desk_store::open(&self.url).await.unwrap();
        store.migrate().await.unwrap();
        Fixture { store, url: self.url.clone() }
    }
}

#[tokio::test]
async fn a_click_survives_and_is_sent_by_the_next_process() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.click(&click(1, 7, 10_000)).await;
        let next = desk.restarted().await;
        let job = next.store.claim_job("next", later(5), later(65)).await.unwrap().unwrap();
        assert_eq!(job.kind, JobKind::SendCancellation(id.clone()));
        assert!(next.store.begin_sending(&id, later(5)).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn what_was_sent_before_the_crash_is_never_sent_again() {
    on_each_store(async |desk| {
        desk.book(&paid(1)).await;
        let id = desk.click(&click(1, 7, 10_000)).await;
        desk.store.claim_job("first", later(5), later(65)).await.unwrap().unwrap();
        desk.store.begin_sending(&id, later(5)).await.unwrap().unwrap();

        let next = desk.restarted().await;
        assert!(next.store.claim_job("next", later(64), later(99)).await.unwrap().is_none());
        let job = next.store.claim_job("next", later(65), later(125)).await.unwrap().unwrap();
        assert_eq!((job.kind, job.attempts), (JobKind::SendCancellation(id.clone()), 2));
        assert!(next.store.begin_sending(&id, later(65)).await.unwrap().is_none());
        let sending = next.store.sending(&id).await.unwrap().unwrap();
        assert_eq!(sending.cancellation.state, CancellationState::Sent);
        next.store.settle_cancellation(&id, &succeeded("g-1"), later(66)).await.unwrap();
        assert_eq!(next.payment(1).await.amounts.cancelled, Won(10_000));
    })
    .await;
}

/// More than a click needs in either database.
const MOST_POLLS: u64 = 80;

/// Each call is cut off after every number of polls it needs, as a dying task would be. Either all
/// of it happened or nothing.
#[tokio::test]
async fn a_call_that_is_cut_off_happened_wholly_or_not_at_all() {
    on_each_store(async |desk| {
        let mut outcomes = HashSet::new();
        for polls in 0..MOST_POLLS {
            let number = 100 + u128::from(polls);
            desk.book(&paid(number)).await;
            let new: NewCancellation = click(number, number, 10_000);
            cut_off(polls, desk.store.request_cancellation(&new)).await;

            let row = desk.store.payment(&new.cancellation.payment_id).await.unwrap().unwrap();
            let id: CancellationId = new.cancellation.id;
            let happened = desk.store.cancellation(&id).await.unwrap().is_some();
            assert_eq!(row.in_flight.is_some(), happened, "after {polls} polls");
            assert_eq!(row.payment.amounts.reserved.is_positive(), happened, "{polls} polls");
            let story = desk.store.story_of_cancellation(&id).await.unwrap();
            assert_eq!(story.len(), usize::from(happened), "after {polls} polls");
            outcomes.insert(happened);
        }
        assert_eq!(outcomes.len(), 2, "some calls must be cut off, and some must get through");
    })
    .await;
}

/// A browser that closes the line while the database begins a transaction for it.
#[tokio::test]
async fn whoever_leaves_early_leaves_no_transaction_behind() {
    on_each_store(async |desk| {
        let everything = PaymentFilter { merchants: vec![merchant()], ..PaymentFilter::default() };
        for polls in 0..MOST_POLLS {
            cut_off(polls, desk.store.summarise(&everything)).await;
            cut_off(polls, desk.store.begin_sending(&CancellationId::from_bits(1), later(5))).await;
            // In a transaction of somebody else's this would fail, or be seen by nobody else.
            let number = 100 + u128::from(polls);
            desk.book(&paid(number)).await;
            let summary = desk.store.summarise(&everything).await.unwrap();
            assert_eq!(u64::try_from(summary.shown.count).unwrap(), polls + 1);
            assert_eq!(desk.number("SELECT count(*) FROM payments").await, summary.shown.count);
        }
    })
    .await;
}

/// Drops a future that is not ready after so many polls.
async fn cut_off<T>(polls: u64, call: impl Future<Output = T>) {
    let mut call = std::pin::pin!(call);
    let mut left = polls;
    std::future::poll_fn(|context| {
        if left == 0 {
            return std::task::Poll::Ready(());
        }
        left -= 1;
        call.as_mut().poll(context).map(drop)
    })
    .await;
}
