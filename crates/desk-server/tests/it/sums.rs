//! A vendor that tells only how much is cancelled in all: what its sum proves, and what it cannot.

use std::sync::Arc;

use async_trait::async_trait;
use desk_domain::cancellation::RefundArrival;
use desk_domain::{Timestamp, Won};
use desk_gateway::{
    CancelOrder, CancelOutcome, Capabilities, Found, FoundCancellation, FoundCancellationState,
    Gateway, ListPage, ReadError, Reading, VoidOutcome,
};
use desk_server::workers;
use desk_simulator::FaultKind;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use crate::support::{Stage, card, partial};

const KEY: &str = "0123456789abcdef";

/// The vendor of the stage, which keeps its list of cancellations to itself.
#[derive(Debug)]
struct SumOnly {
    vendor: Arc<dyn Gateway>,
    course: Course,
}

/// How an order goes.
#[derive(Clone, Debug)]
enum Course {
    Open,
    /// Lost on the way there.
    Deaf,
    /// Lost on the way there, and the vendor says that something is under way.
    UnderWay,
    /// Executed; the answer waits to be let in.
    Held {
        executed: Arc<Semaphore>,
        answer: Arc<Semaphore>,
    },
}

#[async_trait]
impl Gateway for SumOnly {
    fn capabilities(&self) -> Capabilities {
        let reading = Reading::SumOnly;
        Capabilities { idempotency_seconds: None, reading, ..self.vendor.capabilities() }
    }

    async fn find(&self, gateway_payment_id: &str) -> Result<Found, ReadError> {
        let found = self.vendor.find(gateway_payment_id).await?;
        let under_way =
            matches!(self.course, Course::UnderWay).then(|| under_way(found.requested_at));
        let cancellations = under_way.into_iter().collect();
        Ok(Found { cancellations, ..found })
    }

    async fn list(
        &self,
        _: Timestamp,
        _: Timestamp,
        _: Option<&str>,
    ) -> Result<ListPage, ReadError> {
        Err(ReadError::Unsupported("no list".into()))
    }

    async fn cancel(&self, order: &CancelOrder) -> CancelOutcome {
        match &self.course {
            Course::Open => self.vendor.cancel(order).await,
            Course::Deaf | Course::UnderWay => {
                CancelOutcome::Unknown { why: "no answer".into(), words: None }
            }
            Course::Held { executed, answer } => {
                let outcome = self.vendor.cancel(order).await;
                executed.add_permits(1);
                answer.acquire().await.unwrap().forget();
                outcome
            }
        }
    }

    async fn void(&self, _: &str, _: &str) -> VoidOutcome {
        VoidOutcome::Unknown { why: "no answer".into(), words: None }
    }
}

fn under_way(requested_at: Timestamp) -> FoundCancellation {
    FoundCancellation {
        gateway_cancellation_id: "under-way".into(),
        state: FoundCancellationState::Pending,
        amount: Won::ZERO,
        tax_free: Won::ZERO,
        reason: String::new(),
        requested_at,
        cancelled_at: None,
        receipt_url: None,
        arrival: RefundArrival::Unsaid,
    }
}

async fn stage(course: Course) -> Stage {
    let mut stage = Stage::new().await.with(&[card("pay-1")]).await;
    let vendor = stage.real_gateway();
    stage.restart_behind(Arc::new(SumOnly { vendor, course })).await;
    stage
}

/// A part of `amount` won, confirmed and sent.
async fn send(stage: &Stage, amount: i64) -> String {
    let payment = stage.id_of("pay-1").await;
    let body = partial(amount, 100_000);
    let sent = stage.signed_in("staff").await.cancel(&payment, KEY, &body).await.expect(201);
    stage.wait(5);
    stage.work().await;
    sent["id"].as_str().unwrap().to_owned()
}

/// Somebody cancels in the vendor's own console.
async fn cancel_outside(stage: &Stage, amount: i64, left: i64) {
    let outside = CancelOrder {
        gateway_payment_id: "pay-1".into(),
        amount: Won(amount),
        tax_free: None,
        expected_cancellable: Won(left),
        reason: "관리자 취소".into(),
        reference: "console".into(),
        key: format!("outside-0123456789-{left}"),
        refund_account: None,
        retain_option: None,
    };
    let outcome = stage.real_gateway().cancel(&outside).await;
    assert!(matches!(outcome, CancelOutcome::Succeeded(_)), "{outcome:?}");
}

fn kinds(detail: &Value) -> Vec<&str> {
    let timeline = detail["timeline"].as_array().unwrap();
    timeline.iter().filter_map(|entry| entry["kind"].as_str()).collect()
}

#[tokio::test]
async fn a_lost_answer_is_found_in_the_sum_and_the_story_says_how() {
    for fault in [FaultKind::TimeoutAfter, FaultKind::DropAfter, FaultKind::Http500After] {
        let stage = stage(Course::Open).await;
        stage.next_cancel_meets(fault);
        let id = send(&stage, 30_000).await;
        assert_eq!(stage.cancellation(&id).await["state"], "unknown", "{fault:?}");
        assert_eq!(stage.settle(&id).await["state"], "succeeded", "{fault:?}");
        let detail = stage.detail("pay-1").await;
        stage.assert_refunded(&detail, 1, 30_000);
        assert!(kinds(&detail).contains(&"cancellation.proved_by_sum"), "{fault:?}");
    }
}

#[tokio::test]
async fn an_order_that_never_arrived_is_in_doubt_once_it_cannot_arrive_any_more() {
    let stage = stage(Course::Deaf).await;
    let id = send(&stage, 30_000).await;
    stage.wait(14 * 60);
    stage.work().await;
    assert_eq!(stage.cancellation(&id).await["state"], "unknown");
    let settled = stage.settle(&id).await;
    assert_eq!(settled["failure"]["code"], "not_shown", "{settled:#}");
    let detail = stage.detail("pay-1").await;
    assert!(kinds(&detail).contains(&"cancellation.unproven"), "{detail:#}");
    assert_eq!(detail["payment"]["reserved_won"], 30_000);
    assert_eq!(stage.truth("pay-1").refund_count, 0);
}

#[tokio::test]
async fn a_smaller_sum_from_outside_is_not_taken_for_ours() {
    let stage = stage(Course::Deaf).await;
    let id = send(&stage, 30_000).await;
    cancel_outside(&stage, 29_999, 100_000).await;
    assert_eq!(stage.settle(&id).await["attention"], "no_proof");
    stage.sign("pay-1", &json!({ "outcome": "not_cancelled" })).await.expect(200);
    stage.work().await;
    assert_eq!(stage.cancellation(&id).await["state"], "failed");
    let payment = stage.detail("pay-1").await["payment"].clone();
    assert_eq!(payment["cancelled_won"], 0);
    assert_eq!(payment["agreement"], "gateway_ahead", "the other cancel is shown");
}

#[tokio::test]
async fn the_same_sum_from_outside_cannot_be_told_apart_and_that_is_said() {
    let stage = stage(Course::Deaf).await;
    let id = send(&stage, 30_000).await;
    cancel_outside(&stage, 30_000, 100_000).await;
    assert_eq!(stage.settle(&id).await["state"], "succeeded");
    let detail = stage.detail("pay-1").await;
    stage.assert_refunded(&detail, 1, 30_000);
    assert!(kinds(&detail).contains(&"cancellation.proved_by_sum"));
}

#[tokio::test]
async fn a_larger_sum_is_ours_only_after_ours_can_no_longer_come_late() {
    let stage = stage(Course::Deaf).await;
    let id = send(&stage, 30_000).await;
    cancel_outside(&stage, 50_000, 100_000).await;
    stage.wait(14 * 60);
    stage.work().await;
    assert_eq!(stage.cancellation(&id).await["state"], "unknown");
    assert_eq!(stage.settle(&id).await["state"], "succeeded");
    let payment = stage.detail("pay-1").await["payment"].clone();
    assert_eq!(payment["cancelled_won"], 30_000);
    assert_eq!(payment["agreement"], "gateway_ahead", "the rest was cancelled outside");
    read_again(&stage).await;
    stage.assert_refunded(&stage.detail("pay-1").await, 1, 50_000);
}

#[tokio::test]
async fn while_our_call_may_still_be_answered_its_answer_is_waited_for() {
    let (executed, answer) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let course = Course::Held { executed: Arc::clone(&executed), answer: Arc::clone(&answer) };
    let stage = stage(course).await;
    let payment = stage.id_of("pay-1").await;
    let body = partial(30_000, 100_000);
    let sent = stage.signed_in("staff").await.cancel(&payment, KEY, &body).await.expect(201);
    let id = sent["id"].as_str().unwrap();
    stage.wait(5);
    let desk = Arc::clone(&stage.desk);
    let work = tokio::spawn(async move { workers::work_off(&desk).await });
    executed.acquire().await.unwrap().forget();
    read_again(&stage).await;
    assert_eq!(stage.cancellation(id).await["state"], "sent");
    answer.add_permits(1);
    work.await.unwrap().unwrap();
    assert_eq!(stage.cancellation(id).await["state"], "succeeded");
    let detail = stage.detail("pay-1").await;
    stage.assert_refunded(&detail, 1, 30_000);
    assert!(!kinds(&detail).contains(&"cancellation.proved_by_sum"));
}

#[tokio::test]
async fn while_something_is_under_way_nothing_is_sent_and_absence_proves_nothing() {
    let mut stage = stage(Course::Deaf).await;
    let id = send(&stage, 30_000).await;
    let vendor = stage.real_gateway();
    stage.restart_behind(Arc::new(SumOnly { vendor, course: Course::UnderWay })).await;
    stage.wait(60 * 60);
    stage.work().await;
    assert_eq!(stage.cancellation(&id).await["state"], "unknown");

    let stage = self::stage(Course::UnderWay).await;
    let id = send(&stage, 30_000).await;
    assert_eq!(stage.cancellation(&id).await["failure"]["code"], "pending_outside");
}

/// A person reads again and takes over what was cancelled outside.
async fn read_again(stage: &Stage) {
    let payment = stage.id_of("pay-1").await;
    let path = format!("/api/payments/{payment}/refresh");
    let browser = stage.signed_in("manager").await;
    browser.send(axum::http::Method::POST, &path, &[], None).await.expect(200);
}

#[tokio::test]
async fn what_the_sum_has_beyond_the_book_is_taken_over_once() {
    let stage = stage(Course::Open).await;
    send(&stage, 10_000).await;
    cancel_outside(&stage, 20_000, 90_000).await;
    read_again(&stage).await;
    read_again(&stage).await;
    cancel_outside(&stage, 5_000, 70_000).await;
    read_again(&stage).await;
    let detail = stage.detail("pay-1").await;
    stage.assert_refunded(&detail, 3, 35_000);
    let mut amounts: Vec<i64> = detail["cancellations"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["amount_won"].as_i64())
        .collect();
    amounts.sort_unstable();
    assert_eq!(amounts, [5_000, 10_000, 20_000]);
}
