use desk_simulator::van::{Card, Line};
use desk_simulator::{Fault, FaultKind};
use serde_json::json;

use super::harness::{APPROVAL, order, terminal};

#[tokio::test]
async fn a_line_lost_before_the_van_was_asked_moves_nothing() {
    let desk = terminal().await;
    desk.running.at_van().set_line(Line::LostBeforeVan);
    desk.begin("can_1").await;
    desk.insert_and_answer();
    assert_eq!(desk.standing("can_1").await["result"]["code"], "LINE_DOWN");
    assert_eq!(desk.refund_count(), 0);
    let (status, _) = desk.driver("GET", &format!("/approvals/{APPROVAL}"), json!({})).await;
    assert_eq!(status, 503);
}

#[tokio::test]
async fn a_lost_answer_is_settled_by_a_query_once_the_line_is_back() {
    let desk = terminal().await;
    desk.running.at_van().set_line(Line::LostAfterVan);
    desk.begin("can_1").await;
    desk.insert_and_answer();
    assert_eq!(desk.standing("can_1").await["result"], json!({ "kind": "unknown" }));
    assert_eq!(desk.refund_count(), 1);
    let (status, _) = desk.control("PUT", "/api/van/line", json!({ "line": "up" })).await;
    assert_eq!(status, 204);
    assert_eq!(desk.standing("can_1").await["result"]["kind"], "succeeded");
    assert_eq!(desk.refund_count(), 1);
}

#[tokio::test]
async fn an_unplugged_device_closes_every_connection_and_forgets_nothing() {
    let desk = terminal().await;
    desk.begin("can_1").await;
    let watching = desk.try_driver("GET", "/cancels/can_1?seen=awaiting_card", json!({}));
    let unplugging = async {
        tokio::task::yield_now().await;
        desk.running.at_van().plug(false);
    };
    let (seen, ()) = tokio::join!(watching, unplugging);
    assert_eq!(seen, None);
    assert_eq!(desk.try_driver("POST", "/cancels", order("can_2", json!({}))).await, None);
    desk.control("PUT", "/api/van/plug", json!({ "plugged": true })).await;
    assert_eq!(desk.standing("can_1").await["stage"], "awaiting_card");
    assert_eq!(desk.driver("GET", "/cancels/can_2", json!({})).await.0, 404);
}

/// Whether the start reached the device although its answer did not come.
async fn check_start(kind: FaultKind, is_begun: bool) {
    let desk = terminal().await;
    desk.running.arm(Fault::next_cancel(kind));
    let answer = desk.try_driver("POST", "/cancels", order("can_1", json!({}))).await;
    assert_eq!(answer, None, "{kind:?}");
    let status = desk.driver("GET", "/cancels/can_1", json!({})).await.0;
    assert_eq!(status == 200, is_begun, "{kind:?}");
}

#[tokio::test]
async fn the_faults_of_the_other_vendors_strike_a_start_as_well() {
    check_start(FaultKind::DropBefore, false).await;
    check_start(FaultKind::TimeoutBefore, false).await;
    check_start(FaultKind::DropAfter, true).await;
    check_start(FaultKind::TimeoutAfter, true).await;
}

#[tokio::test]
async fn an_approval_tells_its_cancel_and_whose_it_was() {
    let desk = terminal().await;
    let inquire = async |on: &str| {
        desk.driver("GET", &format!("/approvals/{APPROVAL}?on={on}"), json!({})).await
    };
    let (_, before) = inquire("2026-11-21").await;
    assert_eq!((&before["state"], &before["cancel"]), (&json!("approved"), &json!(null)));
    assert_eq!(inquire("2026-11-20").await.0, 404);
    desk.begin("can_1").await;
    desk.running.at_van().insert(Card::Right).unwrap();
    desk.running.at_van().answer().unwrap();
    let (_, after) = inquire("2026-11-21").await;
    assert_eq!(
        (&after["state"], &after["cancel"]["requestId"]),
        (&json!("cancelled"), &json!("can_1"))
    );
}

#[tokio::test]
async fn a_cancel_in_the_vans_own_program_is_nobodys_request() {
    let desk = terminal().await;
    let path = format!("/api/van/approvals/{APPROVAL}/cancel");
    assert_eq!(desk.control("POST", &path, json!({})).await.0, 204);
    let (_, found) = desk.driver("GET", &format!("/approvals/{APPROVAL}"), json!({})).await;
    assert_eq!(
        (&found["state"], &found["cancel"]["requestId"]),
        (&json!("cancelled"), &json!(null))
    );
    assert_eq!(desk.control("POST", "/api/van/approvals/none/cancel", json!({})).await.0, 404);
}
