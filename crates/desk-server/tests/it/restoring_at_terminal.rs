//! As `restoring.rs`, at a card terminal: the agent's journal and the device have outlived the desk, and the
//! restored one asks them. No order is handed over that was handed over before.

use std::path::Path;

use desk_domain::terminal::TerminalStage;
use desk_server::workers;
use serde_json::{Value, json};

use crate::support::counter::{AtCounter, PRICE, succeeded};

/// A person cancels with the card; the agent has told it, and was told that the desk has it.
async fn cancel(at: &AtCounter) -> String {
    let mut agent = at.dial().await;
    let (order, work) = at.hand_over(&mut agent).await;
    let id = order.service_id;
    at.cancelled_by(Some(&id));
    agent.end(&id, &succeeded(at.stage.desk.now()));
    agent.taken().await;
    work.await.unwrap();
    assert_eq!(at.stage.cancellation(&id).await["state"], "succeeded");
    agent.hang_up().await;
    id
}

async fn lose_everything(at: &mut AtCounter, backup: &Path) {
    at.stage.wait(15 * 60);
    at.restore(backup).await;
}

/// A person presses "지금 확인".
async fn take_over(at: &AtCounter) {
    let path = format!("/api/payments/{}/refresh", at.payment().await);
    at.stage.signed_in("staff").await.post(&path, None).await.expect(200);
}

/// Begun once at the device, and the book says what the device says.
async fn assert_cancelled_once(at: &AtCounter) {
    let told = at.detail().await;
    assert_eq!(told["payment"]["cancelled_won"], PRICE, "{told}");
    assert_eq!(told["payment"]["reserved_won"], 0, "{told}");
    assert_eq!(told["payment"]["agreement"], "agrees", "{told}");
    assert_eq!(told["follow_up"], Value::Null, "{told}");
    at.assert_begun_once();
}

#[tokio::test]
async fn a_cancel_made_after_the_backup_is_found_with_its_follow_up() {
    let mut at = AtCounter::new().await;
    let file = at.stage.back_up().await;
    cancel(&at).await;

    lose_everything(&mut at, &file).await;
    let _agent = at.dial().await;
    workers::reconcile(&at.stage.desk).await.unwrap();
    let found = at.detail().await;
    assert_eq!(found["payment"]["agreement"], "gateway_ahead", "{found}");
    assert_eq!(found["follow_up"]["amount_at_risk_won"], PRICE, "{found}");

    take_over(&at).await;
    assert_cancelled_once(&at).await;
}

#[tokio::test]
async fn an_order_of_the_backup_is_asked_about_and_not_handed_over_again() {
    let mut at = AtCounter::new().await;
    let mut agent = at.dial().await;
    let (order, work) = at.hand_over(&mut agent).await;
    let id = order.service_id;
    agent.progress(&id, TerminalStage::Processing);
    at.shows(&id, "processing").await;
    let file = at.stage.back_up().await;
    at.cancelled_by(Some(&id));
    agent.end(&id, &succeeded(at.stage.desk.now()));
    agent.taken().await;
    work.await.unwrap();
    agent.hang_up().await;

    lose_everything(&mut at, &file).await;
    assert_eq!(at.stage.cancellation(&id).await["state"], "unknown");
    let _agent = at.dial().await;
    let settled = at.stage.settle(&id).await;
    assert_eq!(settled["state"], "succeeded", "{settled}");
    assert_cancelled_once(&at).await;
}

#[tokio::test]
async fn an_order_of_the_backup_that_was_taken_back_since_is_never_handed_over() {
    let mut at = AtCounter::new().await;
    let id = at.click().await;
    let file = at.stage.back_up().await;
    assert_eq!(at.abort(&id).await.expect(200)["state"], "withdrawn");

    lose_everything(&mut at, &file).await;
    let _agent = at.dial().await;
    let settled = at.stage.settle(&id).await;
    // The journal is whole and has no such order: that is a proof, and no machine hands it over.
    assert_eq!(settled["failure"]["code"], "NEVER_BEGUN", "{settled}");
    assert_eq!(at.counter.lock().unwrap().orders.len(), 0);
    assert_eq!(at.detail().await["payment"]["cancellable_won"], PRICE);
}

#[tokio::test]
async fn a_click_repeated_after_the_restore_is_known_at_the_device() {
    let mut at = AtCounter::new().await;
    let file = at.stage.back_up().await;
    let id = cancel(&at).await;

    lose_everything(&mut at, &file).await;
    let _agent = at.dial().await;
    assert_eq!(at.click().await, id, "the same click makes the same cancellation");
    let settled = at.stage.settle(&id).await;
    assert_eq!(settled["state"], "succeeded", "{settled}");
    assert_cancelled_once(&at).await;
}

/// The agent was not told that the lost desk had it, and the backup does not know of the order at all.
#[tokio::test]
async fn an_end_that_the_restored_desk_knows_nothing_of_stays_with_the_agent() {
    let mut at = AtCounter::new().await;
    let file = at.stage.back_up().await;
    let id = cancel(&at).await;

    lose_everything(&mut at, &file).await;
    let agent = at.dial().await;
    agent.end(&id, &succeeded(at.stage.desk.now()));
    agent.leave().await;
    let _agent = at.dial().await;
    workers::reconcile(&at.stage.desk).await.unwrap();
    let found = at.detail().await;
    assert_eq!(found["payment"]["agreement"], "gateway_ahead", "{found}");
    assert_eq!(found["cancellations"], json!([]), "a report makes no cancellation: {found}");

    at.ask(&at.order()).await.expect_problem(422, "cancel_blocked");
    take_over(&at).await;
    assert_cancelled_once(&at).await;
}
