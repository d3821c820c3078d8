use desk_simulator::FaultKind::{self, *};
use desk_simulator::payssam::{BillState, Blueprint};
use desk_simulator::{Fault, Scope};
use serde_json::{Value, json};

use super::harness::{v1, v1_order, v2_order};
use crate::harness::{Desk, start};

/// One cancel under `kind`: what the client saw, and what the vendor did. A repeat then finds
/// what is there, and never sends money twice.
async fn check(kind: FaultKind, seen: Option<(u16, &str)>, refunds: &[i64]) {
    let desk = start().await;
    desk.bill("b1", BillState::Paid);
    desk.running.arm(Fault { delay_ms: 0, ..Fault::next_cancel(kind) });
    let answer = desk.try_bill_call("/if/bill/cancel", &v1_order("b1", "45000")).await;
    assert_eq!(answer.map(code), seen.map(owned), "{kind:?}");
    assert_eq!(desk.bill_refunds("b1"), refunds, "{kind:?}");
    let (_, again) = desk.bill_call("/if/bill/cancel", &v1_order("b1", "45000")).await;
    assert_eq!(again["code"], if refunds.is_empty() { "0000" } else { "9970" }, "{kind:?}");
    assert_eq!(desk.bill_refunds("b1"), [45_000], "{kind:?}");
}

fn code((status, body): (u16, Value)) -> (u16, String) {
    (status, body["code"].as_str().unwrap().to_owned())
}

fn owned((status, code): (u16, &str)) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test]
async fn faults_before_the_execution_move_nothing() {
    check(TimeoutBefore, None, &[]).await;
    check(DropBefore, None, &[]).await;
    check(Http500, Some((500, "5000")), &[]).await;
    check(Http503, Some((503, "5000")), &[]).await;
}

#[tokio::test]
async fn faults_after_the_execution_hide_a_refund() {
    check(TimeoutAfter, None, &[45_000]).await;
    check(DropAfter, None, &[45_000]).await;
    check(HalfAnswer, None, &[45_000]).await;
    check(Http500After, Some((500, "5000")), &[45_000]).await;
    check(Slow, Some((200, "0000")), &[45_000]).await;
}

#[tokio::test]
async fn faults_of_the_bank_refuse() {
    check(PgRefused, Some((200, "9999")), &[]).await;
    check(Failed200, Some((200, "5000")), &[]).await;
    let desk = start().await;
    desk.bill("b1", BillState::Paid);
    desk.running.arm(Fault::next_cancel(PgRefused));
    let (_, answer) = desk.bill_call("/bill/cancel", &v2_order("b1", "45000")).await;
    assert_eq!(answer["code"], "PAYMENT_001");
}

#[tokio::test]
async fn half_an_answer_begins_like_a_whole_one() {
    let desk = start().await;
    desk.bill("b1", BillState::Paid);
    desk.running.arm(Fault::next_cancel(HalfAnswer));
    let url = format!("http://{}/bill/cancel", desk.running.payssam);
    let response = desk.request("POST", &url).json(&v2_order("b1", "45000")).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.text().await.is_err());
}

/// Somebody is faster: the order meets a bill in another state.
async fn check_race(state: BillState, kind: FaultKind, action: &str, code: &str, end: &str) {
    let desk = start().await;
    desk.bill("b1", state);
    desk.running.arm(Fault::next_cancel(kind));
    let (_, answer) = desk.bill_call(&format!("/if/bill/{action}"), &v1_order("b1", "45000")).await;
    assert_eq!(
        (&answer["code"], desk.bill_state("b1").await),
        (&json!(code), json!(end)),
        "{kind:?}"
    );
}

#[tokio::test]
async fn somebody_is_faster() {
    check_race(BillState::Waiting, PaidFirst, "destroy", "9971", "F").await;
    check_race(BillState::Waiting, PaidFirst, "cancel", "0000", "C").await;
    check_race(BillState::Waiting, VoidedFirst, "destroy", "9999", "D").await;
    check_race(BillState::Paid, CancelledFirst, "cancel", "9970", "C").await;
    check_race(BillState::Paid, VoidedFirst, "cancel", "0000", "C").await;
}

async fn cancel_of(desk: &Desk, id: &str) -> Option<String> {
    desk.running.create_bill(&Blueprint::new(id, 45_000)).unwrap();
    desk.try_bill_call("/if/bill/cancel", &v1_order(id, "45000")).await.map(|seen| code(seen).1)
}

#[tokio::test]
async fn a_sentinel_strikes_by_the_bills_id() {
    let desk = start().await;
    assert_eq!(cancel_of(&desk, "simDropAfterOnce").await, None);
    assert_eq!(desk.bill_refunds("simDropAfterOnce"), [45_000]);
    let again = v1_order("simDropAfterOnce", "45000");
    assert_eq!(desk.bill_call("/if/bill/cancel", &again).await.1["code"], "9970");
    assert_eq!(cancel_of(&desk, "7simCancelledFirst").await.as_deref(), Some("9970"));
    assert_eq!(cancel_of(&desk, "plain").await.as_deref(), Some("0000"));
}

#[tokio::test]
async fn reads_can_fail_too() {
    let desk = start().await;
    desk.bill("b1", BillState::Paid);
    desk.running.arm(Fault { scope: Scope::Read, ..Fault::next_cancel(DropBefore) });
    let read = v1(json!({ "bill_id": "b1" }));
    assert_eq!(desk.try_bill_call("/if/bill/read", &read).await, None);
    assert_eq!(desk.bill_call("/if/bill/read", &read).await.1["appr_state"], "F");
}

/// A held cancel is overtaken: whoever comes second finds it done.
#[tokio::test]
async fn a_held_cancel_is_executed_when_released() {
    let desk = start().await;
    desk.bill("b1", BillState::Paid);
    desk.running.arm(Fault::next_cancel(Hold));
    let order = v1_order("b1", "45000");
    let held = desk.try_bill_call("/if/bill/cancel", &order);
    let overtaking = async {
        while desk.control("GET", "/api/faults", json!({})).await.1["items"] != json!([]) {
            tokio::task::yield_now().await;
        }
        let (_, first) = desk.bill_call("/if/bill/cancel", &order).await;
        assert_eq!(first["code"], "0000");
        desk.control("POST", "/api/faults/release", json!({})).await;
    };
    let (held, ()) = tokio::join!(held, overtaking);
    assert_eq!(held.map(code), Some((200, "9970".to_owned())));
    assert_eq!(desk.bill_refunds("b1"), [45_000]);
}
