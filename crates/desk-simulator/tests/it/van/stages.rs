use chrono::TimeDelta;
use desk_simulator::van::{Blueprint, Card, Kind, Settings};
use serde_json::{Value, json};

use super::harness::{APPROVAL, WON, order, terminal};
use crate::harness::start_with;

#[tokio::test]
async fn a_card_is_awaited_asked_about_and_refunded_once() {
    let desk = terminal().await;
    assert_eq!(desk.begin("can_1").await["stage"], "awaiting_card");
    assert_eq!(desk.driver("GET", "/device", json!({})).await.1["busyWith"], "can_1");
    desk.running.at_van().insert(Card::Right).unwrap();
    assert_eq!(desk.standing("can_1").await["stage"], "processing");
    assert_eq!(desk.refund_count(), 0);
    desk.running.at_van().answer().unwrap();
    let done = desk.standing("can_1").await;
    assert_eq!(
        (&done["stage"], &done["result"]["kind"], &done["result"]["approvalNumber"]),
        (&json!("done"), &json!("succeeded"), &json!("C300000011"))
    );
    let truth = desk.running.at_van().truth(APPROVAL).unwrap();
    assert_eq!((truth.refund_count, truth.refunded_won), (1, WON));
    assert_eq!(truth.refunds[0].request_id.as_deref(), Some("can_1"));
}

#[tokio::test]
async fn a_receipt_needs_no_card() {
    let desk = terminal().await;
    for (number, kind) in [("50000001", Kind::CashReceipt), ("60000001", Kind::BankTransferReceipt)]
    {
        let plan = Blueprint { kind, ..Blueprint::new(number, WON) };
        desk.running.at_van().create(&plan).unwrap();
        let changes = json!({ "kind": "cash_receipt", "approvalNumber": number });
        let (_, begun) = desk.driver("POST", "/cancels", order(number, changes)).await;
        assert_eq!(begun["stage"], "processing");
        desk.running.at_van().answer().unwrap();
        assert_eq!(desk.standing(number).await["result"]["kind"], "succeeded");
    }
}

/// How the attempt ends when `act` happens at its stage; nothing has moved then.
async fn check_abort(is_inserted: bool, act: &str, why: &str) {
    let desk = terminal().await;
    desk.begin("can_1").await;
    if is_inserted {
        desk.running.at_van().insert(Card::Right).unwrap();
    }
    let (status, _) = desk.control("POST", &format!("/api/van/{act}"), json!({})).await;
    assert_eq!(status, 204, "{act}");
    assert_eq!(
        desk.standing("can_1").await["result"],
        json!({ "kind": "aborted", "why": why }),
        "{act}"
    );
    assert_eq!(desk.control("POST", &format!("/api/van/{act}"), json!({})).await.0, 409);
    assert_eq!(desk.refund_count(), 0, "{act}");
}

#[tokio::test]
async fn what_ends_it_before_the_van_has_answered() {
    check_abort(false, "cancel-key", "person").await;
    check_abort(false, "time-out", "time_out").await;
    check_abort(true, "pull", "card_pulled").await;
}

#[tokio::test]
async fn the_driver_aborts_while_the_card_is_awaited_and_no_longer() {
    let desk = terminal().await;
    desk.begin("can_1").await;
    let (status, aborted) = desk.driver("POST", "/cancels/can_1/abort", json!({})).await;
    assert_eq!((status, &aborted["result"]["why"]), (200, &json!("person")));
    desk.begin("can_2").await;
    desk.running.at_van().insert(Card::Right).unwrap();
    let (status, late) = desk.driver("POST", "/cancels/can_2/abort", json!({})).await;
    assert_eq!((status, &late["error"]), (409, &json!("TOO_LATE")));
    let (status, _) = desk.driver("POST", "/cancels/can_3/abort", json!({})).await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn one_request_at_a_time() {
    let desk = terminal().await;
    desk.begin("can_1").await;
    let (status, busy) = desk.driver("POST", "/cancels", order("can_2", json!({}))).await;
    assert_eq!((status, &busy["error"]), (409, &json!("DEVICE_BUSY")));
    assert_eq!(desk.driver("GET", "/cancels/can_2", json!({})).await.0, 404);
}

#[tokio::test]
async fn who_waits_for_news_gets_it_at_once() {
    let desk = terminal().await;
    desk.begin("can_1").await;
    let watching = desk.driver("GET", "/cancels/can_1?seen=awaiting_card", Value::Null);
    let inserting = async {
        tokio::task::yield_now().await;
        desk.running.at_van().insert(Card::Right).unwrap();
    };
    let ((_, seen), ()) = tokio::join!(watching, inserting);
    assert_eq!(seen["stage"], "processing");
}

#[tokio::test]
async fn by_the_clock_the_wait_ends_and_the_van_answers() {
    let desk = start_with(|config| config.van = Settings::default()).await;
    desk.running.at_van().create(&Blueprint::new(APPROVAL, WON)).unwrap();
    desk.begin("can_1").await;
    desk.clock.advance(TimeDelta::seconds(60));
    assert_eq!(desk.standing("can_1").await["result"]["why"], "time_out");
    desk.begin("can_2").await;
    desk.running.at_van().insert(Card::Right).unwrap();
    desk.clock.advance(TimeDelta::seconds(2));
    assert_eq!(desk.standing("can_2").await["result"]["kind"], "succeeded");
}
