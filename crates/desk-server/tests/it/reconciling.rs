//! The book is compared with the vendor without anybody asking.

use std::sync::Arc;

use desk_domain::Timestamp;
use desk_gateway::ReadError;
use desk_server::limits::{REQUESTS_PER_ROUND, ROUND_SECONDS};
use desk_server::workers;
use serde_json::json;

use crate::support::vendor::{Scripted, Turn};
use crate::support::{Stage, card, full, virtual_account};

const HOUR: i64 = 60 * 60;
/// 2026-11-30T18:00:00+09:00.
const LAST_EVENING: Timestamp = Timestamp(1_796_029_200_000_000);

/// Lets rounds come for this many seconds.
async fn rounds(stage: &Stage, seconds: i64) {
    for _ in 0..seconds / ROUND_SECONDS {
        stage.wait(ROUND_SECONDS);
        workers::reconcile(&stage.desk).await.unwrap();
    }
}

/// Ten days old: no list of the last day has it.
fn old_card(id: &str) -> serde_json::Value {
    json!({ "id": id, "amountWon": 100_000, "paidAt": "2026-11-11T02:00:00Z" })
}

#[tokio::test]
async fn a_cancel_in_the_vendors_console_shows_without_a_click() {
    for payment in [card("pay-1"), old_card("pay-1")] {
        let stage = Stage::new().await.with(&[payment]).await;
        stage.at_vendor("pay-1", "cancel", &json!({ "amountWon": 30_000 })).await;
        // No webhook comes. A read of the last hour is young enough; then it is noticed.
        stage.wait(7 * 24 * HOUR);
        workers::reconcile(&stage.desk).await.unwrap();
        let noticed = stage.detail("pay-1").await["payment"].clone();
        assert_eq!(noticed["agreement"], "gateway_ahead", "{noticed}");
        assert_eq!(noticed["gateway_cancelled_won"], 30_000);
        assert_eq!(noticed["cancelled_won"], 0, "only a person takes it into the book");
    }
}

#[tokio::test]
async fn a_deposit_that_nobody_told_us_of_is_found() {
    let mut waiting = virtual_account("va-1");
    waiting["status"] = json!("VIRTUAL_ACCOUNT_ISSUED");
    let stage = Stage::new().await.with(&[waiting]).await;
    stage.at_vendor("va-1", "deposit", &json!({})).await;
    rounds(&stage, HOUR).await;
    assert_eq!(stage.detail("va-1").await["payment"]["book_status"], "paid");
}

#[tokio::test]
async fn a_payment_that_nobody_told_us_of_is_found_in_the_list() {
    let mut stage = Stage::new().await.with(&[card("pay-1")]).await;
    workers::reconcile(&stage.desk).await.unwrap();
    let gateway = Scripted::of(&stage, []);
    stage.restart_behind(Arc::<Scripted>::clone(&gateway)).await;
    let last = stage.desk.now();
    let unknown = json!({ "id": "pay-2", "amountWon": 5_000, "paidAt": "2026-11-21T02:59:00Z" });
    let blueprint = serde_json::from_value(unknown).unwrap();
    stage.simulator.create_payment(&blueprint).unwrap();
    rounds(&stage, 600).await;
    assert_eq!(stage.detail("pay-2").await["payment"]["amount_won"], 5_000);
    let day = 24 * HOUR;
    let listed: Vec<(Timestamp, Timestamp)> = gateway.lists();
    // The page, and the empty one that ends the list.
    assert_eq!(listed, [(last.plus_seconds(-day), stage.desk.now()); 2]);
}

#[tokio::test]
async fn a_vendor_is_asked_no_more_than_the_limit_and_no_sooner_than_needed() {
    let payments: Vec<_> = (0..40).map(|number| old_card(&format!("pay-{number}"))).collect();
    let mut stage = Stage::new().await.with(&payments).await;
    let gateway = Scripted::of(&stage, []);
    stage.restart_behind(Arc::<Scripted>::clone(&gateway)).await;
    // Read by the import a moment ago: there is nothing to ask but the list.
    rounds(&stage, HOUR).await;
    assert_eq!(gateway.reads(), Vec::<String>::new());

    stage.wait(8 * 24 * HOUR);
    gateway.lists();
    let limit = usize::try_from(REQUESTS_PER_ROUND).unwrap();
    assert_eq!(workers::reconcile(&stage.desk).await.unwrap(), REQUESTS_PER_ROUND);
    assert_eq!(gateway.reads().len() + gateway.lists().len(), limit);
    assert_eq!(workers::reconcile(&stage.desk).await.unwrap(), 0, "the round was had");
    rounds(&stage, 2 * ROUND_SECONDS).await;
    let rest = gateway.reads();
    assert_eq!(rest.len() + limit, 40 + 1, "the page counts as well: {rest:?}");
}

#[tokio::test]
async fn on_the_last_evening_of_a_month_all_of_it_is_read_within_the_limit() {
    let payments: Vec<_> = (0..70).map(|number| old_card(&format!("pay-{number}"))).collect();
    let mut stage = Stage::new().await.with(&payments).await;
    let gateway = Scripted::of(&stage, []);
    stage.restart_behind(Arc::<Scripted>::clone(&gateway)).await;
    // The import was on the 21st at noon; a week later each is read as it always is.
    stage.wait(7 * 24 * HOUR);
    rounds(&stage, 10 * ROUND_SECONDS).await;
    gateway.reads();
    let until_six = stage.desk.now().seconds_since(LAST_EVENING);
    assert!(until_six < 0, "the month is not over yet");
    stage.wait(-until_six - ROUND_SECONDS);
    workers::reconcile(&stage.desk).await.unwrap();
    assert_eq!(gateway.reads(), Vec::<String>::new(), "nothing is due before");
    gateway.lists();
    let mut read = Vec::new();
    for _ in 0..4 {
        stage.wait(ROUND_SECONDS);
        let asked = workers::reconcile(&stage.desk).await.unwrap();
        assert!(asked <= REQUESTS_PER_ROUND, "{asked} in one round");
        read.extend(gateway.reads());
    }
    read.sort();
    read.dedup();
    assert_eq!(read.len(), 70);
}

#[tokio::test]
async fn a_vendor_that_does_not_answer_ends_the_round_and_changes_nothing() {
    let payments = [old_card("pay-1"), old_card("pay-2")];
    let mut stage = Stage::new().await.with(&payments).await;
    let away = || Turn::Fails(ReadError::Unavailable("the line is dead".into()));
    let gateway = Scripted::of(&stage, [away(), away()]);
    stage.restart_behind(Arc::<Scripted>::clone(&gateway)).await;
    stage.wait(8 * 24 * HOUR);
    workers::reconcile(&stage.desk).await.unwrap();
    assert_eq!(gateway.reads().len(), 1);
    assert_eq!(stage.detail("pay-1").await["payment"]["agreement"], "agrees");
    rounds(&stage, 2 * HOUR).await;
    // The second one failed as well; an hour after its failure each was read.
    let mut read = gateway.reads();
    assert_eq!(read.len(), 3, "{read:?}");
    read.sort();
    read.dedup();
    assert_eq!(read, ["pay-1", "pay-2"]);
}

#[tokio::test]
async fn a_payment_that_breaks_off_the_list_leaves_the_others_read() {
    let payments = [card("pay-1"), old_card("pay-2")];
    let mut stage = Stage::new().await.with(&payments).await;
    workers::reconcile(&stage.desk).await.unwrap();
    let broken = || Turn::Fails(ReadError::Unavailable("HTTP 500".into()));
    stage.restart_behind(Scripted::of(&stage, [broken()])).await;
    for payment in ["pay-1", "pay-2"] {
        stage.at_vendor(payment, "cancel", &json!({ "amountWon": 30_000 })).await;
    }
    stage.wait(7 * 24 * HOUR);
    workers::reconcile(&stage.desk).await.unwrap();
    let other = stage.detail("pay-2").await["payment"].clone();
    assert_eq!(other["agreement"], "gateway_ahead", "{other}");
}

#[tokio::test]
async fn an_unsettled_cancel_of_ours_is_left_to_what_the_vendor_proves() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;
    let created = browser.cancel(&payment, "0123456789abcdef", &full(100_000)).await.expect(201);
    let id = created["id"].as_str().unwrap();
    // Its worker is busy elsewhere, for hours.
    rounds(&stage, 3 * HOUR).await;
    assert_eq!(stage.cancellation(id).await["state"], "requested");
    assert_eq!(stage.truth("pay-1").refund_count, 0);
    let settled = stage.settle(id).await;
    assert_eq!(settled["state"], "succeeded");
    stage.assert_refunded(&stage.detail("pay-1").await, 1, 100_000);
}
