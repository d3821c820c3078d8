use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use chrono::TimeDelta;
use desk_simulator::bootpay::Style;
use desk_simulator::{Fault, FaultKind};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{Shop, all_of, open, part_of};

const HEARD_BY_V2: &str = r#"{"success": true}"#;

/// A merchant's webhook address: keeps what came, answers what it is told to.
#[derive(Clone)]
struct Receiver {
    inbox: Arc<Mutex<Vec<(String, String)>>>,
    answer: Arc<Mutex<&'static str>>,
}

impl Receiver {
    async fn beside(shop: &Shop, style: Style, answer: &'static str) -> Self {
        let receiver = Self { inbox: Arc::default(), answer: Arc::new(Mutex::new(answer)) };
        let app = Router::new().route("/hook", post(receive)).with_state(receiver.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        shop.side().send_webhooks(Some(url), style);
        tokio::spawn(async move { axum::serve(listener, app).await });
        receiver
    }

    fn bodies(&self) -> Vec<String> {
        self.inbox.lock().unwrap().iter().map(|(_, body)| body.clone()).collect()
    }

    fn types(&self) -> Vec<String> {
        let parsed = |body: &String| serde_json::from_str::<Value>(body).unwrap();
        self.bodies()
            .iter()
            .map(|body| parsed(body)["webhook_type"].as_str().unwrap().to_owned())
            .collect()
    }
}

async fn receive(
    State(receiver): State<Receiver>,
    headers: HeaderMap,
    body: String,
) -> &'static str {
    let content_type = headers["content-type"].to_str().unwrap().to_owned();
    receiver.inbox.lock().unwrap().push((content_type, body));
    *receiver.answer.lock().unwrap()
}

#[tokio::test]
async fn v2_tells_every_step_of_a_virtual_account_with_the_receipt() {
    let shop = open().await;
    let receiver = Receiver::beside(&shop, Style::V2, HEARD_BY_V2).await;
    let plan = json!({
        "orderId": "order", "amountWon": 10_000, "status": "account_issued", "pg": "kcp",
        "method": { "kind": "virtual_account" },
    });
    let (_, made) = shop.control("POST", "/api/bootpay/payments", plan).await;
    let receipt_id = made["receiptId"].as_str().unwrap();
    shop.side().deposit("order").unwrap();
    let refund = json!({
        "bank_code": "004", "bank_account": "675601010124", "bank_username": "홍길동",
    });
    for price in [json!(4_000), Value::Null] {
        let order = json!({ "receipt_id": receipt_id, "cancel_price": price, "refund": refund });
        assert_eq!(shop.cancel(order).await.unwrap().0, 200);
    }
    assert_eq!(shop.running.pump().await.delivered, 4);
    assert_eq!(
        receiver.types(),
        [
            "PAYMENT_VIRTUAL_ACCOUNT_ISSUED",
            "PAYMENT_COMPLETED",
            "PAYMENT_PARTIAL_CANCELLED",
            "PAYMENT_CANCELLED"
        ]
    );
    let last: Value = serde_json::from_str(&receiver.bodies()[3]).unwrap();
    assert_eq!((&last["cancelled_price"], &last["status"]), (&json!(10_000), &json!(20)));
    assert!(last.get("private_key").is_none());
}

#[tokio::test]
async fn v1_sends_a_form_with_the_private_key_and_counts_its_attempts() {
    let shop = open().await;
    let receiver = Receiver::beside(&shop, Style::V1Form, HEARD_BY_V2).await;
    let receipt_id = shop.pay("order", 10_000);
    shop.cancel(part_of(&receipt_id, 4_000)).await.unwrap();
    assert_eq!(shop.running.pump().await.refused, 1, "V1 wants OK");
    *receiver.answer.lock().unwrap() = "OK";
    shop.clock.advance(TimeDelta::minutes(1));
    assert_eq!(shop.running.pump().await.delivered, 1);
    let inbox = receiver.inbox.lock().unwrap().clone();
    for (attempt, (content_type, body)) in inbox.iter().enumerate() {
        assert_eq!(content_type, "application/x-www-form-urlencoded");
        assert!(body.contains("private%5Fkey=demo%2Dbootpay%2Dkey"), "{body}");
        assert!(body.contains("payment%5Fdata%5Bcard%5Fauth%5Fno%5D=30012345"), "{body}");
        assert!(body.contains(&format!("retry%5Fcount={attempt}")), "{body}");
        assert!(body.contains("&status=20"), "{body}");
    }
}

#[tokio::test]
async fn v1_is_silent_about_an_issued_account_and_a_cancel_at_the_pg() {
    let shop = open().await;
    let receiver = Receiver::beside(&shop, Style::V1Json, "OK").await;
    let plan = json!({
        "orderId": "waiting", "amountWon": 10_000, "status": "account_issued",
        "method": { "kind": "virtual_account" },
    });
    shop.control("POST", "/api/bootpay/payments", plan).await;
    shop.pay("paid", 10_000);
    let by_pg = json!({ "via": "pg_site" });
    shop.control("POST", "/api/bootpay/payments/paid/cancel", by_pg).await;
    assert_eq!(shop.running.pump().await.delivered, 0);
    shop.side().deposit("waiting").unwrap();
    assert_eq!(shop.running.pump().await.delivered, 1);
    let told: Value = serde_json::from_str(&receiver.bodies()[0]).unwrap();
    assert_eq!((&told["order_id"], &told["retry_count"]), (&json!("waiting"), &json!(0)));
}

#[tokio::test]
async fn nobody_listens_so_it_comes_ten_times() {
    let shop = open().await;
    shop.side().send_webhooks(Some("http://127.0.0.1:9/hook".into()), Style::V2);
    let receipt_id = shop.pay("order", 10_000);
    shop.cancel(all_of(&receipt_id)).await.unwrap();
    let mut attempts = 0;
    for _ in 0..12 {
        attempts += shop.running.pump().await.refused;
        shop.clock.advance(TimeDelta::minutes(1));
    }
    assert_eq!(attempts, 10);
}

#[tokio::test]
async fn duplicates_late_and_lost_ones() {
    for (kind, now, later) in [
        (FaultKind::WebhookDuplicate, 2, 0),
        (FaultKind::WebhookLate, 0, 1),
        (FaultKind::WebhookLost, 0, 0),
    ] {
        let shop = open().await;
        let receiver = Receiver::beside(&shop, Style::V2, HEARD_BY_V2).await;
        let receipt_id = shop.pay("order", 10_000);
        shop.running.arm(Fault::next_cancel(kind));
        shop.cancel(all_of(&receipt_id)).await.unwrap();
        assert_eq!(shop.running.pump().await.delivered, now, "{kind:?}");
        shop.clock.advance(TimeDelta::minutes(10));
        assert_eq!(shop.running.pump().await.delivered, later, "{kind:?}");
        assert_eq!(receiver.types().len(), now + later, "{kind:?}");
    }
}
