//! A no of the PG that may hide a refund: one refund and an agreeing book, whatever is clicked.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use desk_simulator::FaultKind;
use serde_json::Value;

use crate::support::{Odd, Stage, card, partial};

const MINUTE: i64 = 60;

/// Asks for 30,000 won of `left` and lets it be sent.
async fn cancel_part(stage: &Stage, key: &str, left: i64) -> String {
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;
    let created = browser.cancel(&payment, key, &partial(30_000, left)).await.expect(201);
    stage.wait(5);
    stage.work().await;
    created["id"].as_str().unwrap().to_owned()
}

/// The PG has executed 30,000 won, and PortOne has passed on a fault.
async fn lost_at_the_pg() -> (Stage, String) {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    stage.next_cancel_meets(FaultKind::PgAnswerLost);
    let id = cancel_part(&stage, "first-click-of-all", 100_000).await;
    (stage, id)
}

/// Lets time pass in small steps, with a worker awake all the while.
async fn pass(stage: &Stage, seconds: i64) {
    for _ in 0..seconds / 10 {
        stage.wait(10);
        stage.work().await;
    }
}

async fn kinds_of(stage: &Stage, id: &str) -> Vec<String> {
    let path = format!("/api/cancellations/{id}");
    let detail = stage.signed_in("staff").await.get(&path).await.expect(200);
    let kind = |entry: &Value| entry["kind"].as_str().unwrap().to_owned();
    detail["timeline"].as_array().unwrap().iter().map(kind).collect()
}

async fn expect_in_flight(stage: &Stage, id: &str) {
    let unknown = stage.cancellation(id).await;
    assert_eq!(unknown["state"], "unknown");
    assert_eq!(unknown["failure"]["code"], "PG_PROVIDER");
    assert!(unknown["sentence"]["ko"].as_str().unwrap().contains("다시 누르지 마세요"));
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;
    let again = browser.cancel(&payment, "an-impatient-click", &partial(30_000, 70_000)).await;
    again.expect_problem(409, "in_flight");
}

#[tokio::test]
async fn a_plain_no_of_the_pg_is_believed_after_two_quiet_reads() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    stage.next_cancel_meets(FaultKind::PgRefused);
    let id = cancel_part(&stage, "first-click-of-all", 100_000).await;
    expect_in_flight(&stage, &id).await;
    stage.wait(2);
    stage.work().await;
    expect_in_flight(&stage, &id).await;
    stage.wait(19);
    stage.work().await;
    expect_in_flight(&stage, &id).await;
    stage.wait(1);
    stage.work().await;
    let failed = stage.cancellation(&id).await;
    assert_eq!(failed["state"], "failed");
    assert!(failed["sentence"]["ko"].as_str().unwrap().starts_with("취소되지 않았어요."));
    stage.assert_refunded(&stage.detail("pay-1").await, 0, 0);
}

#[tokio::test]
async fn a_refund_that_shows_while_it_is_being_checked_settles_it() {
    let (stage, id) = lost_at_the_pg().await;
    pass(&stage, 9 * MINUTE).await;
    expect_in_flight(&stage, &id).await;
    stage.simulator.learn("pay-1").unwrap();
    pass(&stage, 2 * MINUTE).await;
    let done = stage.cancellation(&id).await;
    assert_eq!((&done["state"], &done["failure"]), (&"succeeded".into(), &Value::Null));
    stage.assert_refunded(&stage.detail("pay-1").await, 1, 30_000);
}

#[tokio::test]
async fn a_fault_nobody_can_explain_is_in_doubt_and_sends_people_to_the_pg() {
    let (stage, id) = lost_at_the_pg().await;
    pass(&stage, 11 * MINUTE).await;
    let doubted = stage.cancellation(&id).await;
    assert_eq!((&doubted["state"], &doubted["attention"]), (&"unknown".into(), &"no_proof".into()));
    for words in [&doubted["sentence"]["ko"], &doubted["failure"]["advice"]["ko"]] {
        assert!(words.as_str().unwrap().contains("PG 관리자 사이트에서 확인하고"), "{words}");
    }
    let kinds = kinds_of(&stage, &id).await;
    assert_eq!(kinds[kinds.len() - 2..], ["cancellation.doubted", "cancellation.unproven"]);
}

#[tokio::test]
async fn after_a_no_of_the_pg_the_order_is_never_sent_again() {
    let mut stage = Stage::new().await.with(&[card("pay-1")]).await;
    let gateway = Arc::new(Odd::new(stage.real_gateway()));
    stage.restart_behind(Arc::<Odd>::clone(&gateway)).await;
    stage.next_cancel_meets(FaultKind::PgAnswerLost);
    let id = cancel_part(&stage, "first-click-of-all", 100_000).await;
    stage.restart_behind(Arc::<Odd>::clone(&gateway)).await;
    for _ in 0..4 {
        stage.wait(60 * MINUTE);
        stage.work().await;
    }
    assert_eq!(stage.cancellation(&id).await["attention"], "no_proof");
    assert_eq!(gateway.cancels.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn what_comes_to_light_late_is_booked_without_a_click() {
    let (stage, id) = lost_at_the_pg().await;
    pass(&stage, 11 * MINUTE).await;
    stage.simulator.learn("pay-1").unwrap();
    stage.wait(60 * MINUTE);
    stage.work().await;
    assert_eq!(stage.cancellation(&id).await["state"], "succeeded");
    stage.assert_refunded(&stage.detail("pay-1").await, 1, 30_000);
}

#[tokio::test]
async fn a_person_who_reads_again_corrects_it_and_adopts_nothing() {
    let (stage, id) = lost_at_the_pg().await;
    pass(&stage, 11 * MINUTE).await;
    stage.simulator.learn("pay-1").unwrap();
    let path = format!("/api/payments/{}/refresh", stage.id_of("pay-1").await);
    let browser = stage.signed_in("staff").await;
    let refreshed = browser.post(&path, None).await.expect(200);
    assert_eq!(refreshed["changed"], true);
    assert_eq!(refreshed["detail"]["cancellations"].as_array().unwrap().len(), 1);
    assert_eq!(stage.cancellation(&id).await["state"], "succeeded");
    stage.assert_refunded(&refreshed["detail"], 1, 30_000);
    assert_eq!(browser.post(&path, None).await.expect(200)["changed"], false);
}
