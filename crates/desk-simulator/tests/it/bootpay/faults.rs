use desk_simulator::FaultKind::{self, *};
use desk_simulator::{Fault, Scope};
use serde_json::json;

use super::{all_of, open};

/// One full cancel under `kind`: what the client saw, and what the PG did.
async fn check(kind: FaultKind, seen: Option<(u16, &str)>, refunds: &[i64]) {
    let shop = open().await;
    let receipt_id = shop.pay("order", 10_000);
    shop.running.arm(Fault { delay_ms: 0, ..Fault::next_cancel(kind) });
    let answer = shop.cancel(all_of(&receipt_id)).await;
    let answer = answer
        .map(|(status, body)| (status, body["error_code"].as_str().unwrap_or_default().to_owned()));
    assert_eq!(answer, seen.map(|(status, code)| (status, code.to_owned())), "{kind:?}");
    assert_eq!(shop.refunds("order"), refunds, "{kind:?}");
    // Once more: never two refunds, whatever happened before.
    shop.cancel(all_of(&receipt_id)).await.unwrap();
    assert_eq!(shop.refunds("order"), [10_000], "{kind:?}");
}

#[tokio::test]
async fn faults_before_the_execution_move_nothing() {
    check(TimeoutBefore, None, &[]).await;
    check(DropBefore, None, &[]).await;
    check(Http500, Some((500, "RC_CANCEL_CRITICAL_ERROR")), &[]).await;
    check(Http503, Some((503, "SERVICE_UNAVAILABLE")), &[]).await;
    check(PgRefused, Some((400, "RC_CANCEL_SERVER_ERROR")), &[]).await;
}

#[tokio::test]
async fn faults_after_the_execution_hide_a_refund() {
    check(TimeoutAfter, None, &[10_000]).await;
    check(DropAfter, None, &[10_000]).await;
    check(HalfAnswer, None, &[10_000]).await;
    check(Http500After, Some((500, "RC_CANCEL_CRITICAL_ERROR")), &[10_000]).await;
    check(Slow, Some((200, "")), &[10_000]).await;
}

#[tokio::test]
async fn a_failed_cancel_is_told_with_200_and_stays_cancellable() {
    let shop = open().await;
    let receipt_id = shop.pay("order", 10_000);
    shop.running.arm(Fault { calls: 2, ..Fault::next_cancel(Failed200) });
    let (status, answer) = shop.cancel(all_of(&receipt_id)).await.unwrap();
    assert_eq!((status, &answer["status"]), (200, &json!(-20)));
    let (status, answer) = shop.v1_cancel(json!({ "receipt_id": receipt_id })).await;
    assert_eq!((status, &answer["status"]), (200, &json!(400)));
    assert_eq!(shop.refunds("order"), [0_i64; 0]);
    assert_eq!(shop.cancel(all_of(&receipt_id)).await.unwrap().1["status"], 20);
}

#[tokio::test]
async fn while_the_pg_is_asked_readers_see_minus_30_and_others_are_refused() {
    let shop = open().await;
    let receipt_id = shop.pay("order", 10_000);
    shop.running.arm(Fault::next_cancel(Hold));
    let held = tokio::spawn(shop.v2("POST", "/cancel").json(&all_of(&receipt_id)).send());
    while shop.read(&receipt_id).await["status"] != -30 {
        tokio::task::yield_now().await;
    }
    let (status, refused) = shop.cancel(all_of(&receipt_id)).await.unwrap();
    assert_eq!((status, &refused["error_code"]), (400, &json!("RC_CANCEL_SERVER_ERROR")));
    shop.control("POST", "/api/faults/release", json!({})).await;
    assert_eq!(held.await.unwrap().unwrap().status(), 200);
    assert_eq!(shop.read(&receipt_id).await["status"], 20);
    assert_eq!(shop.refunds("order"), [10_000]);
}

#[tokio::test]
async fn a_sentinel_strikes_by_the_order_number_and_a_fault_by_either_name() {
    let shop = open().await;
    let sentinel = shop.pay("order-1.sim-drop-after", 10_000);
    assert_eq!(shop.cancel(all_of(&sentinel)).await, None);
    assert_eq!(shop.refunds(&sentinel), [10_000]);
    for by_order in [true, false] {
        let order_id = format!("order-{by_order}");
        let receipt_id = shop.pay(&order_id, 10_000);
        let name = if by_order { order_id.clone() } else { receipt_id.clone() };
        shop.running.arm(Fault { payment_id: Some(name), ..Fault::next_cancel(DropBefore) });
        assert_eq!(shop.cancel(all_of(&receipt_id)).await, None);
        assert_eq!(shop.cancel(all_of(&receipt_id)).await.unwrap().0, 200);
    }
}

#[tokio::test]
async fn reads_can_fail_too_in_both_generations() {
    let shop = open().await;
    let receipt_id = shop.pay("order", 10_000);
    shop.running.arm(Fault { scope: Scope::Read, ..Fault::next_cancel(Http500) });
    assert_eq!(shop.read(&receipt_id).await["error_code"], "SERVER_ERROR");
    shop.running.arm(Fault { scope: Scope::Read, ..Fault::next_cancel(Http503) });
    let read = shop.request("GET", &format!("/receipt/{receipt_id}"));
    let read = read.header("Authorization", shop.v1_token().await);
    let (status, answer) = shop.send(read).await.unwrap();
    assert_eq!((status, &answer["status"]), (503, &json!(503)));
}

#[tokio::test]
async fn unknown_paths_and_broken_bodies_are_refused_in_the_shape_of_their_generation() {
    let shop = open().await;
    let (status, v2) = shop.send(shop.v2("GET", "/none")).await.unwrap();
    assert_eq!((status, &v2["error_code"]), (404, &json!("NOT_FOUND")));
    let (status, v1) = shop.send(shop.request("GET", "/none")).await.unwrap();
    assert_eq!((status, &v1["status"]), (404, &json!(404)));
    let (status, broken) = shop.send(shop.v2("POST", "/cancel").body("{")).await.unwrap();
    assert_eq!((status, &broken["error_code"]), (400, &json!("INVALID_REQUEST")));
    let (status, stranger) =
        shop.send(shop.request("POST", "/v2/cancel").json(&json!({}))).await.unwrap();
    assert_eq!((status, &stranger["error_code"]), (401, &json!("TOKEN_KEY_INVALID")));
}
