use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use desk_simulator::{Fault, FaultKind, Pumped};
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::net::TcpListener;

use crate::harness::{Desk, KEY, noon, reason, start};

/// A merchant's webhook address: keeps what came, answers what it is told to.
#[derive(Clone)]
struct Receiver {
    inbox: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    answer: Arc<Mutex<StatusCode>>,
}

impl Receiver {
    async fn beside(desk: &Desk) -> Self {
        let receiver = Self { inbox: Arc::default(), answer: Arc::new(Mutex::new(StatusCode::OK)) };
        let app = Router::new().route("/hook", post(receive)).with_state(receiver.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        desk.running.set_webhook_target(format!("http://{}/hook", listener.local_addr().unwrap()));
        tokio::spawn(async move { axum::serve(listener, app).await });
        receiver
    }

    fn types(&self) -> Vec<String> {
        let inbox = self.inbox.lock().unwrap();
        inbox.iter().map(|(_, body)| parsed(body)["type"].as_str().unwrap().to_owned()).collect()
    }
}

async fn receive(
    State(receiver): State<Receiver>,
    headers: HeaderMap,
    body: String,
) -> (StatusCode, &'static str) {
    receiver.inbox.lock().unwrap().push((headers, body));
    (*receiver.answer.lock().unwrap(), "ok")
}

fn parsed(body: &str) -> Value {
    serde_json::from_str(body).unwrap()
}

fn pumped(settled: usize, delivered: usize, refused: usize) -> Pumped {
    Pumped { settled, delivered, refused }
}

#[tokio::test]
async fn a_cancel_is_told_with_a_signature_that_verifies() {
    let desk = start().await;
    let receiver = Receiver::beside(&desk).await;
    desk.pay("p", 10_000);
    desk.cancel("p", KEY, reason()).await.unwrap();
    assert_eq!(desk.running.pump().await, pumped(0, 1, 0));

    let inbox = receiver.inbox.lock().unwrap().clone();
    let (headers, body) = &inbox[0];
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    let message = parsed(body);
    assert_eq!(message["type"], "Transaction.Cancelled");
    assert_eq!(message["data"]["paymentId"], "p");
    assert!(message["data"]["cancellationId"].is_string());
    assert_eq!(header("webhook-timestamp"), noon().timestamp().to_string());
    let mut mac = Hmac::<Sha256>::new_from_slice(b"demo-portone-webhook-secret-0001").unwrap();
    mac.update(format!("{}.{}.{body}", header("webhook-id"), noon().timestamp()).as_bytes());
    let expected = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
    assert_eq!(header("webhook-signature"), expected);
}

#[tokio::test]
async fn a_payment_made_on_the_control_page_is_told_with_its_status() {
    let desk = start().await;
    let receiver = Receiver::beside(&desk).await;
    let told = [
        ("READY", "Transaction.Ready"),
        ("PAY_PENDING", "Transaction.PayPending"),
        ("VIRTUAL_ACCOUNT_ISSUED", "Transaction.VirtualAccountIssued"),
        ("PAID", "Transaction.Paid"),
        ("FAILED", "Transaction.Failed"),
    ];
    for (status, _) in told {
        let plan = json!({ "id": status, "amountWon": 1_000, "status": status });
        assert_eq!(desk.control("POST", "/api/portone/payments", plan).await.0, 201);
    }
    assert_eq!(desk.running.pump().await, pumped(0, 5, 0));
    assert_eq!(receiver.types(), told.map(|(_, name)| name));
}

#[tokio::test]
async fn a_refused_webhook_comes_again_and_keeps_its_id_and_event_time() {
    let desk = start().await;
    let receiver = Receiver::beside(&desk).await;
    *receiver.answer.lock().unwrap() = StatusCode::INTERNAL_SERVER_ERROR;
    desk.pay("p", 10_000);
    desk.cancel("p", KEY, reason()).await.unwrap();
    assert_eq!(desk.running.pump().await, pumped(0, 0, 1));
    assert_eq!(desk.running.pump().await, Pumped::default(), "not before its minute");
    *receiver.answer.lock().unwrap() = StatusCode::OK;
    desk.clock.advance(TimeDelta::minutes(1));
    assert_eq!(desk.running.pump().await, pumped(0, 1, 0));

    let inbox = receiver.inbox.lock().unwrap().clone();
    assert_eq!(inbox[0].0["webhook-id"], inbox[1].0["webhook-id"]);
    assert_ne!(inbox[0].0["webhook-timestamp"], inbox[1].0["webhook-timestamp"]);
    assert_eq!(inbox[0].1, inbox[1].1);
    let (_, payment) = desk.get("/payments/p").await;
    let record = &payment["webhooks"][0];
    assert_eq!(
        (&record["status"], &record["currentExecutionCount"]),
        (&json!("SUCCEEDED"), &json!(2))
    );
}

#[tokio::test]
async fn a_webhook_that_nobody_takes_comes_six_times_ever_later() {
    const LONGER_THAN_ALL_MINUTES: usize = 400;
    let desk = start().await;
    let receiver = Receiver::beside(&desk).await;
    *receiver.answer.lock().unwrap() = StatusCode::INTERNAL_SERVER_ERROR;
    desk.pay("p", 10_000);
    desk.cancel("p", KEY, reason()).await.unwrap();
    let mut tried_at = Vec::new();
    for minute in 0..LONGER_THAN_ALL_MINUTES {
        let tried = desk.running.pump().await;
        tried_at.extend(std::iter::repeat_n(minute, tried.refused));
        desk.clock.advance(TimeDelta::minutes(1));
    }
    assert_eq!(tried_at, [0, 1, 5, 21, 85, 341]);
}

#[tokio::test]
async fn a_virtual_account_tells_deposit_promise_and_refund() {
    let desk = start().await;
    let receiver = Receiver::beside(&desk).await;
    desk.create(json!({
        "id": "p", "amountWon": 10_000, "status": "VIRTUAL_ACCOUNT_ISSUED",
        "method": { "type": "PaymentMethodVirtualAccount", "accountNumber": "1" },
    }));
    desk.control("POST", "/api/portone/payments/p/deposit", json!({})).await;
    let order = json!({
        "reason": "환불",
        "refundAccount": { "bank": "KOOKMIN", "number": "1234567", "holderName": "김서연" },
    });
    let (_, asked) = desk.cancel("p", KEY, order).await.unwrap();
    assert_eq!(asked["cancellation"]["status"], "REQUESTED");
    let (_, settled) =
        desk.control("POST", "/api/portone/payments/p/settle", json!({ "succeeded": true })).await;
    assert_eq!(settled["refundedWon"], 10_000);
    desk.running.pump().await;
    assert_eq!(
        receiver.types(),
        ["Transaction.Paid", "Transaction.CancelPending", "Transaction.Cancelled"]
    );
}

#[tokio::test]
async fn duplicates_late_and_lost_ones() {
    for (kind, now, later) in [
        (FaultKind::WebhookDuplicate, 2, 0),
        (FaultKind::WebhookLate, 0, 1),
        (FaultKind::WebhookLost, 0, 0),
    ] {
        let desk = start().await;
        let receiver = Receiver::beside(&desk).await;
        desk.pay("p", 10_000);
        desk.running.arm(Fault::next_cancel(kind));
        desk.cancel("p", KEY, reason()).await.unwrap();
        assert_eq!(desk.running.pump().await.delivered, now, "{kind:?}");
        desk.clock.advance(TimeDelta::minutes(10));
        assert_eq!(desk.running.pump().await.delivered, later, "{kind:?}");
        assert_eq!(receiver.types().len(), now + later, "{kind:?}");
    }
}

#[tokio::test]
async fn the_latest_webhook_is_sent_again_by_hand() {
    let desk = start().await;
    let receiver = Receiver::beside(&desk).await;
    desk.pay("p", 10_000);
    let (status, refused) = desk.post("/payments/p/resend-webhook", json!({})).await;
    assert_eq!((status, &refused["type"]), (404, &json!("WEBHOOK_NOT_FOUND")));
    desk.cancel("p", KEY, reason()).await.unwrap();
    desk.running.pump().await;
    let (status, resent) = desk.post("/payments/p/resend-webhook", json!({})).await;
    assert_eq!((status, &resent["webhook"]["trigger"]), (200, &json!("MANUAL")));
    desk.running.pump().await;
    assert_eq!(receiver.types(), ["Transaction.Cancelled", "Transaction.Cancelled"]);
}

#[tokio::test]
async fn no_message_is_sent_more_than_six_times() {
    let desk = start().await;
    let receiver = Receiver::beside(&desk).await;
    desk.pay("p", 10_000);
    desk.cancel("p", KEY, reason()).await.unwrap();
    desk.running.pump().await;
    for _ in 0..5 {
        assert_eq!(desk.post("/payments/p/resend-webhook", json!({})).await.0, 200);
        desk.running.pump().await;
    }
    let (status, refused) = desk.post("/payments/p/resend-webhook", json!({})).await;
    assert_eq!((status, &refused["type"]), (400, &json!("MAX_WEBHOOK_RETRY_COUNT_REACHED")));
    assert_eq!(desk.running.pump().await, Pumped::default());
    assert_eq!(receiver.types(), ["Transaction.Cancelled"; 6]);
}
