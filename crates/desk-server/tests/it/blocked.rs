//! What the rulebook forbids, with its reason.

use serde_json::json;

use crate::support::{Stage, full};

const KEY: &str = "0123456789abcdef";

#[tokio::test]
async fn a_phone_payment_of_last_month_is_blocked_with_its_reason() {
    let phone = json!({
        "id": "phone-1",
        "amountWon": 33_000,
        "paidAt": "2026-10-31T14:59:59Z",
        "provider": "DANAL",
        "method": { "type": "PaymentMethodMobile", "phoneNumber": "010-1234-5678" },
    });
    let stage = Stage::new().await.with(&[phone]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("phone-1").await;

    let detail = browser.get(&format!("/api/payments/{payment}")).await.expect(200);
    assert_eq!(detail["decision"]["verdict"], "blocked", "{}", detail["decision"]);
    let answer = browser.cancel(&payment, KEY, &full(33_000)).await;
    let problem = answer.expect_problem(422, "cancel_blocked");
    let reasons = problem["errors"].as_array().unwrap();
    assert!(!reasons.is_empty(), "{problem}");
    assert!(problem["detail"].as_str().unwrap().contains("10월"), "{problem}");
    assert_eq!(stage.truth("phone-1").refund_count, 0);
}

#[tokio::test]
async fn an_empty_virtual_account_is_closed_and_becomes_void() {
    let waiting = json!({
        "id": "va-empty",
        "amountWon": 90_000,
        "paidAt": "2026-11-21T02:00:00Z",
        "status": "VIRTUAL_ACCOUNT_ISSUED",
        "provider": "TOSSPAYMENTS",
        "method": {
            "type": "PaymentMethodVirtualAccount", "bank": "SHINHAN", "accountNumber": "56210012345678",
        },
    });
    let stage = Stage::new().await.with(&[waiting]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("va-empty").await;
    browser.cancel(&payment, KEY, &full(90_000)).await.expect_problem(422, "cancel_blocked");
    let path = format!("/api/payments/{payment}/void");
    let voided = browser.post(&path, None).await.expect(200);
    assert_eq!(voided["payment"]["book_status"], "void", "{}", voided["payment"]);
    browser.post(&path, None).await.expect_problem(422, "cancel_blocked");
}
