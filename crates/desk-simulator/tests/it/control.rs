use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::harness::{KEY, noon, reason, start};

#[tokio::test]
async fn an_outside_cancel_shows_as_truth_and_only_the_console_tells_portone() {
    let desk = start().await;
    desk.pay("p", 10_000);
    let cancel = |body: Value| desk.control("POST", "/api/portone/payments/p/cancel", body);
    let (status, truth) = cancel(json!({ "via": "pg_site", "amountWon": 4_000 })).await;
    assert_eq!(
        (status, &truth["refundedWon"], &truth["heldWon"]),
        (200, &json!(4_000), &json!(6_000))
    );
    assert_eq!(desk.get("/payments/p").await.1["status"], "PAID");

    let (_, truth) = cancel(json!({ "via": "console", "amountWon": 1_000 })).await;
    assert_eq!(truth["refundCount"], 2);
    let (_, payment) = desk.get("/payments/p").await;
    assert_eq!(payment["status"], "PARTIAL_CANCELLED");
    assert_eq!(payment["cancellations"][0]["trigger"], "CONSOLE");
    let (status, refused) = cancel(json!({ "via": "pg_site", "amountWon": 5_001 })).await;
    assert_eq!(status, 409, "{refused}");
}

#[tokio::test]
async fn a_payment_is_created_read_and_found() {
    let desk = start().await;
    let plan = json!({ "id": "new", "amountWon": 5_000, "provider": "KAKAOPAY" });
    let (status, made) = desk.control("POST", "/api/portone/payments", plan.clone()).await;
    assert_eq!((status, &made["payment"]["channel"]["pgProvider"]), (201, &json!("KAKAOPAY")));
    assert_eq!(desk.control("POST", "/api/portone/payments", plan).await.0, 400);
    let (_, found) = desk.control("GET", "/api/portone/payments?q=ne", json!({})).await;
    assert_eq!(found["items"][0]["id"], "new");
    let missing = desk.control("GET", "/api/portone/payments/none", json!({})).await;
    assert_eq!((missing.0, &missing.1["type"]), (404, &json!("PAYMENT_NOT_FOUND")));
}

#[tokio::test]
async fn a_waiting_payment_is_decided() {
    for (approved, status) in [(true, "PAID"), (false, "FAILED")] {
        let desk = start().await;
        desk.create(json!({ "id": "p", "amountWon": 1_000, "status": "PAY_PENDING" }));
        let order = json!({ "approved": approved });
        desk.control("POST", "/api/portone/payments/p/decide", order).await;
        assert_eq!(desk.get("/payments/p").await.1["status"], status);
    }
}

#[tokio::test]
async fn the_clock_moves_for_everybody() {
    let desk = start().await;
    let read = |answer: &Value| answer["now"].as_str().unwrap().parse::<DateTime<Utc>>().unwrap();
    let (_, moved) = desk.control("POST", "/api/clock", json!({ "forwardSeconds": 3_600 })).await;
    assert_eq!(read(&moved), noon() + TimeDelta::hours(1));
    let then = "2026-12-01T00:00:00+09:00";
    let (_, moved) = desk.control("POST", "/api/clock", json!({ "now": then })).await;
    assert_eq!(read(&moved), DateTime::parse_from_rfc3339(then).unwrap());
    let (_, back) = desk.control("POST", "/api/clock", json!({ "reset": true })).await;
    assert_eq!(read(&back), noon());
}

#[tokio::test]
async fn faults_calls_webhooks_and_reset_are_on_the_page() {
    let desk = start().await;
    desk.pay("p", 1_000);
    let fault = json!({ "kind": "http_500", "paymentId": "p", "calls": 2 });
    assert_eq!(desk.control("POST", "/api/faults", fault).await.0, 201);
    let (status, refused) = desk.control("POST", "/api/faults", json!({ "kind": "no" })).await;
    assert_eq!((status, &refused["type"]), (400, &json!("INVALID_REQUEST")));
    desk.cancel("p", KEY, reason()).await.unwrap();
    let (_, faults) = desk.control("GET", "/api/faults", json!({})).await;
    assert_eq!(faults["items"][0]["calls"], 1);
    let (_, calls) = desk.control("GET", "/api/calls", json!({})).await;
    assert_eq!(calls["items"][0]["faults"], json!(["http_500"]));
    assert_eq!(desk.control("DELETE", "/api/faults", json!({})).await.0, 204);

    let target = json!({ "url": "http://127.0.0.1:9/hook" });
    assert_eq!(desk.control("PUT", "/api/portone/webhook-target", target).await.0, 204);
    desk.cancel("p", KEY, reason()).await.unwrap();
    let (_, webhooks) = desk.control("GET", "/api/portone/webhooks", json!({})).await;
    assert_eq!(webhooks["items"][0]["state"], "waiting");

    let seed = json!({ "seed": { "number": 3, "payments": 10 } });
    assert_eq!(desk.control("POST", "/api/reset", seed).await.0, 204);
    assert_eq!(desk.get("/payments/p").await.0, 404);
    assert_eq!(desk.get("/payments/demo-card-full").await.0, 200);
}

#[tokio::test]
async fn unknown_calls_are_refused_in_json() {
    let desk = start().await;
    assert_eq!(desk.control("GET", "/api/none", json!({})).await.1["type"], "NOT_FOUND");
    let (status, body) = desk.control("DELETE", "/api/clock", json!({})).await;
    assert_eq!((status, &body["type"]), (405, &json!("METHOD_NOT_ALLOWED")));
}
