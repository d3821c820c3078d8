//! Webhooks: a reason to read again, for whoever can prove to be the vendor.

use axum::body::Body;
use axum::http::Request;
use desk_server::refusals::Refused;
use serde_json::json;

use crate::support::{Answer, Browser, Stage, card};

#[tokio::test]
async fn a_virtual_account_enters_the_book_by_its_webhooks_before_and_after_the_deposit() {
    let stage = Stage::new().await;
    stage.listen().await;
    let waiting = json!({
        "id": "va-new",
        "amountWon": 90_000,
        "paidAt": "2026-11-21T02:00:00Z",
        "status": "VIRTUAL_ACCOUNT_ISSUED",
        "provider": "TOSSPAYMENTS",
        "method": {
            "type": "PaymentMethodVirtualAccount", "bank": "SHINHAN", "accountNumber": "56210012345678",
        },
    });
    stage.control_vendor("payments", &waiting).await;
    for status in ["unpaid", "paid"] {
        let pumped = stage.simulator.pump().await;
        assert!(pumped.delivered > 0, "{pumped:?}");
        stage.work().await;
        let payment = stage.detail("va-new").await["payment"].clone();
        assert_eq!(
            (&payment["book_status"], &payment["amount_won"]),
            (&json!(status), &json!(90_000))
        );
        if status == "unpaid" {
            stage.at_vendor("va-new", "deposit", &json!({})).await;
        }
    }
}

async fn knock(stage: &Stage, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut request = Request::post(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.to_owned())).unwrap();
    Browser::of(&stage.desk).send_request(request).await
}

#[tokio::test]
async fn a_forged_webhook_is_refused_and_reads_nothing() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let path = format!("/hooks/portone/{}", stage.desk.connections().next().unwrap().id);
    let body = r#"{"type":"Transaction.Cancelled","timestamp":"2026-11-21T03:00:00Z","data":{"paymentId":"pay-1","storeId":"s","transactionId":"t"}}"#;
    let now = stage.desk.now().seconds_since(desk_domain::Timestamp(0)).to_string();
    let forged = [
        ("webhook-id", "forged-1"),
        ("webhook-timestamp", now.as_str()),
        ("webhook-signature", "v1,Zm9yZ2VkZm9yZ2VkZm9yZ2VkZm9yZ2VkZm9yZ2VkZm8="),
    ];
    knock(&stage, &path, &forged, body).await.expect_problem(401, "not_signed_in");
    knock(&stage, &path, &[], body).await.expect_problem(401, "not_signed_in");
    knock(&stage, "/hooks/portone/chn_nobody", &forged, body)
        .await
        .expect_problem(404, "not_found");
    let huge = "x".repeat(70 * 1024);
    knock(&stage, &path, &forged, &huge).await.expect_problem(413, "body_too_large");
    assert_eq!(stage.desk.refusals.of(Refused::ForgedHook), 2);
    assert_eq!(stage.desk.store.next_job_at().await.unwrap(), None, "a forged webhook left work");
}
