use desk_simulator::FaultKind::{self, *};
use desk_simulator::{Fault, Scope};
use serde_json::json;

use crate::harness::{KEY, reason, start};

/// One cancel under `kind`: what the client saw, and what the vendor did.
async fn check(kind: FaultKind, seen: Option<u16>, refunds: &[i64]) {
    let desk = start().await;
    desk.pay("p", 10_000);
    desk.running.arm(Fault { delay_ms: 0, ..Fault::next_cancel(kind) });
    let answer = desk.cancel("p", KEY, reason()).await;
    assert_eq!(answer.map(|(status, _)| status), seen, "{kind:?}");
    assert_eq!(desk.refunds("p"), refunds, "{kind:?}");
    // The same key afterwards: exactly one refund whatever happened before.
    let again = desk.cancel("p", KEY, reason()).await.unwrap();
    assert_eq!(again.0, if kind == PgRefused { 502 } else { 200 }, "{kind:?}");
    let refused = matches!(kind, Failed200 | PgRefused);
    assert_eq!(desk.refunds("p"), if refused { vec![] } else { vec![10_000] }, "{kind:?}");
}

#[tokio::test]
async fn faults_before_the_execution_move_nothing() {
    check(TimeoutBefore, None, &[]).await;
    check(DropBefore, None, &[]).await;
    check(Http500, Some(500), &[]).await;
    check(Http503, Some(503), &[]).await;
}

#[tokio::test]
async fn faults_after_the_execution_hide_a_refund() {
    check(TimeoutAfter, None, &[10_000]).await;
    check(DropAfter, None, &[10_000]).await;
    check(Http500After, Some(500), &[10_000]).await;
    check(HalfAnswer, None, &[10_000]).await;
    check(Slow, Some(200), &[10_000]).await;
}

#[tokio::test]
async fn faults_of_the_pg_refuse() {
    check(Failed200, Some(200), &[]).await;
    check(PgRefused, Some(502), &[]).await;
}

#[tokio::test]
async fn a_lost_answer_of_the_pg_is_a_fault_until_portone_learns() {
    let desk = start().await;
    desk.pay("p", 10_000);
    desk.running.arm(Fault::next_cancel(PgAnswerLost));
    for _ in 0..2 {
        let (status, body) = desk.cancel("p", KEY, reason()).await.unwrap();
        assert_eq!((status, &body["type"]), (502, &json!("PG_PROVIDER")));
        assert_eq!(desk.get("/payments/p").await.1["status"], "PAID");
        assert_eq!(desk.refunds("p"), [10_000]);
    }
    desk.control("POST", "/api/portone/payments/p/learn", json!({})).await;
    let (_, payment) = desk.get("/payments/p").await;
    assert_eq!(payment["status"], "CANCELLED");
    assert_eq!(payment["cancellations"][0]["status"], "SUCCEEDED");
    assert_eq!(desk.refunds("p"), [10_000]);
}

#[tokio::test]
async fn a_sentinel_strikes_by_the_payments_id() {
    let desk = start().await;
    desk.pay("order-1.sim-drop-after", 10_000);
    assert_eq!(desk.cancel("order-1.sim-drop-after", KEY, reason()).await, None);
    assert_eq!(desk.refunds("order-1.sim-drop-after"), [10_000]);
}

#[tokio::test]
async fn reads_and_lists_can_fail_too() {
    let desk = start().await;
    desk.pay("p", 10_000);
    for (scope, path) in [(Scope::Read, "/payments/p"), (Scope::List, "/payments")] {
        desk.running.arm(Fault { scope, ..Fault::next_cancel(Http503) });
        let (status, body) = desk.get(path).await;
        assert_eq!((status, &body["type"]), (503, &json!("SERVICE_UNAVAILABLE")));
        assert_eq!(desk.get(path).await.0, 200);
    }
}
