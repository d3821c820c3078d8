use chrono::{DateTime, Utc};
use desk_simulator::van::{Blueprint, Card, Decline, Kind};
use serde_json::{Value, json};

use super::harness::{APPROVAL, WON, order, terminal};

/// The VAN's answer to `changes` over a right order, with `card` in the slot.
#[track_caller]
fn check(answer: &Value, code: &str) {
    assert_eq!(answer["result"]["kind"], "declined", "{answer}");
    assert_eq!(answer["result"]["code"], code, "{answer}");
    assert!(answer["result"]["words"].as_str().is_some_and(|words| !words.is_empty()));
}

async fn declined(changes: Value, card: Card) -> Value {
    let desk = terminal().await;
    desk.driver("POST", "/cancels", order("can_1", changes)).await;
    desk.running.at_van().insert(card).unwrap();
    desk.running.at_van().answer().unwrap();
    assert_eq!(desk.refund_count(), 0);
    desk.standing("can_1").await
}

#[tokio::test]
async fn what_does_not_fit_the_original_is_declined() {
    let right = Card::Right;
    check(&declined(json!({}), Card::Other).await, "CARD_DIFFERS");
    check(&declined(json!({ "amountWon": 1, "cancelWon": 1 }), right).await, "AMOUNT_DIFFERS");
    check(&declined(json!({ "cancelWon": 1_000 }), right).await, "PARTIAL_NOT_POSSIBLE");
    check(&declined(json!({ "approvedOn": "2026-11-20" }), right).await, "ORIGINAL_NOT_FOUND");
    check(&declined(json!({ "approvalNumber": "1" }), right).await, "ORIGINAL_NOT_FOUND");
}

#[tokio::test]
async fn a_second_start_is_declined_as_already_cancelled_whatever_its_id() {
    let desk = terminal().await;
    desk.begin("can_1").await;
    desk.insert_and_answer();
    for request_id in ["can_2", "can_1"] {
        desk.begin(request_id).await;
        desk.insert_and_answer();
        let answer = desk.standing(request_id).await;
        check(&answer, "ALREADY_CANCELLED");
        assert_eq!(answer["result"]["words"], "기취소");
    }
    assert_eq!(desk.refund_count(), 1);
    assert_eq!(desk.running.at_van().truth(APPROVAL).unwrap().attempts.len(), 3);
}

#[tokio::test]
async fn a_person_chooses_the_next_no() {
    for decline in Decline::ALL {
        let desk = terminal().await;
        desk.begin("can_1").await;
        let (status, _) =
            desk.control("POST", "/api/van/decline", json!({ "code": decline })).await;
        assert_eq!(status, 204);
        desk.insert_and_answer();
        let answer = desk.standing("can_1").await;
        check(&answer, json!(decline).as_str().unwrap());
        assert_eq!(desk.refund_count(), 0);
    }
}

/// A receipt of that moment, cancelled at 2026-11-21 12:00 KST.
async fn check_receipt(approved_at: &str, day: &str, expected: &str) {
    let desk = terminal().await;
    let approved_at: DateTime<Utc> = approved_at.parse().unwrap();
    let plan = Blueprint {
        kind: Kind::CashReceipt,
        approved_at: Some(approved_at),
        ..Blueprint::new("5", WON)
    };
    desk.running.at_van().create(&plan).unwrap();
    let changes = json!({ "kind": "cash_receipt", "approvalNumber": "5", "approvedOn": day });
    desk.driver("POST", "/cancels", order("can_1", changes)).await;
    desk.running.at_van().answer().unwrap();
    assert_eq!(desk.standing("can_1").await["result"]["kind"], expected, "{day}");
}

#[tokio::test]
async fn a_receipt_is_cancelled_for_three_months_the_last_day_included() {
    check_receipt("2026-08-21T03:00:00Z", "2026-08-21", "succeeded").await;
    check_receipt("2026-08-20T03:00:00Z", "2026-08-20", "declined").await;
}
