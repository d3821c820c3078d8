//! Bad input: each field is named, nothing is written.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use crate::support::{Answer, Stage, card, full, partial};

const KEY: &str = "0123456789abcdef";

async fn cancel(body: &Value) -> Answer {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let answer = stage.signed_in("staff").await.cancel(&payment, KEY, body).await;
    if !answer.status.is_success() {
        let history = stage.signed_in("staff").await.get("/api/cancellations").await.expect(200);
        assert_eq!(history["count"], 0, "a refused cancel was written down");
    }
    answer
}

#[tokio::test]
async fn amounts_out_of_range_are_refused_at_their_field() {
    for amount in [0, -1, 100_001, i64::MAX, i64::MIN] {
        let answer = cancel(&partial(amount, 100_000)).await;
        assert_eq!(answer.wrong_fields(), ["amount_won"], "{amount}");
        answer.expect_problem(422, "invalid_input");
    }
    let mut half_of_full = full(100_000);
    half_of_full["amount_won"] = json!(50_000);
    let answer = cancel(&half_of_full).await;
    assert_eq!(answer.wrong_fields(), ["amount_won"]);
    answer.expect_problem(422, "invalid_input");
}

#[tokio::test]
async fn amounts_that_are_no_whole_numbers_are_bad_json() {
    for amount in [json!("100000"), json!(1.5), json!(1e30), json!(null), json!([1])] {
        let mut body = full(100_000);
        body["amount_won"] = amount;
        let answer = cancel(&body).await;
        assert_eq!(answer.wrong_fields(), ["amount_won"]);
        answer.expect_problem(400, "bad_json");
    }
}

#[tokio::test]
async fn every_wrong_field_is_told_at_once() {
    let mut body = partial(100_001, 100_000);
    body["note"] = json!("가".repeat(501));
    body["terminal_id"] = json!("T-1");
    body["refund_account"] =
        json!({ "bank": "KOOKMIN", "number": "123456789012", "holder_name": "김서연" });
    let answer = cancel(&body).await;
    assert_eq!(answer.wrong_fields(), ["amount_won", "note", "terminal_id", "refund_account"]);
    answer.expect_problem(422, "invalid_input");
}

#[tokio::test]
async fn another_reason_needs_a_note() {
    let mut body = full(100_000);
    body["reason_code"] = json!("other");
    body["note"] = json!("   ");
    let answer = cancel(&body).await;
    assert_eq!(answer.wrong_fields(), ["note"]);
    answer.expect_problem(422, "invalid_input");
    body["note"] = json!("원장님 지시");
    cancel(&body).await.expect(201);
    body["note"] = json!("가".repeat(500));
    cancel(&body).await.expect(201);
}

#[tokio::test]
async fn bodies_that_are_not_ours_are_refused_without_an_echo() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.signed_in("staff").await;
    let post = |kind: &'static str, body: String| {
        let request = Request::post(format!("/api/payments/{payment}/cancellations"))
            .header("idempotency-key", KEY)
            .header("content-type", kind);
        browser.send_request(request.body(Body::from(body)).unwrap())
    };
    let json = "application/json";
    let broken = post(json, "{\"note\": hunter2".into()).await;
    assert!(!broken.text.contains("hunter2"));
    broken.expect_problem(400, "bad_json");
    let unknown = post(json, r#"{"colour":"hunter2"}"#.into()).await;
    assert_eq!(unknown.wrong_fields(), ["colour"]);
    assert!(!unknown.text.contains("hunter2"), "{}", unknown.text);
    unknown.expect_problem(400, "bad_json");
    let large = format!("{{\"note\":\"{}\"}}", "x".repeat(20_000));
    post(json, large).await.expect_problem(413, "body_too_large");
    let plain = post("text/plain", full(100_000).to_string()).await;
    plain.expect_problem(415, "unsupported_media_type");
}

#[tokio::test]
async fn unknown_ids_are_not_found() {
    let stage = Stage::new().await;
    let browser = stage.signed_in("staff").await;
    for id in ["pay_00000000000000000000000000", "pay_1", "can_00000000000000000000000000", "x"] {
        let answer = browser.get(&format!("/api/payments/{id}")).await;
        answer.expect_problem(404, "payment_not_found");
        let answer = browser.get(&format!("/api/cancellations/{id}")).await;
        answer.expect_problem(404, "cancellation_not_found");
    }
}
