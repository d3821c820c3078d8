//! Refunds to an account: asked for, sealed, pending, settled.

use desk_simulator::{Fault, FaultKind};
use serde_json::{Value, json};

use crate::support::{Stage, full, virtual_account};

const KEY: &str = "0123456789abcdef";

fn refund(holder: &str) -> Value {
    let mut body = full(180_000);
    body["refund_account"] =
        json!({ "bank": "KOOKMIN", "number": "123-456-789012", "holder_name": holder });
    body
}

#[tokio::test]
async fn a_pending_refund_is_settled_by_its_webhook() {
    let stage = Stage::new().await.with(&[virtual_account("va-1")]).await;
    stage.listen().await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("va-1").await;
    let payer = "김서연";
    let created = browser.cancel(&payment, KEY, &refund(payer)).await.expect(201);
    assert_eq!(created["refund_account"], "****9012");
    let id = created["id"].as_str().unwrap();
    stage.wait(5);
    stage.work().await;
    let accepted = stage.cancellation(id).await;
    assert_eq!(accepted["state"], "sent");
    assert!(accepted["accepted_at"].is_string());
    assert!(accepted["sentence"]["ko"].as_str().unwrap().contains("은행에서"));
    assert_eq!(stage.truth("va-1").refund_count, 0);

    // No time passes, so it is the webhook and no poll.
    stage.at_vendor("va-1", "settle", &json!({ "succeeded": true })).await;
    let pumped = stage.simulator.pump().await;
    assert!(pumped.delivered > 0, "{pumped:?}");
    stage.work().await;
    assert_eq!(stage.cancellation(id).await["state"], "succeeded");
    stage.assert_refunded(&stage.detail("va-1").await, 1, 180_000);
}

#[tokio::test]
async fn without_a_webhook_polling_settles_it() {
    let stage = Stage::new().await.with(&[virtual_account("va-1")]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("va-1").await;
    let created = browser.cancel(&payment, KEY, &refund("김서연")).await.expect(201);
    let settled = stage.settle(created["id"].as_str().unwrap()).await;
    assert_eq!(settled["state"], "succeeded");
    stage.assert_refunded(&stage.detail("va-1").await, 1, 180_000);
}

#[tokio::test]
async fn a_refund_that_the_bank_sent_back_is_not_told_as_simply_done() {
    let stage = Stage::new().await.with(&[virtual_account("va-1")]).await;
    stage.simulator.arm(Fault::next_cancel(FaultKind::RefundBounces));
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("va-1").await;
    let created = browser.cancel(&payment, KEY, &refund("김서연")).await.expect(201);
    let settled = stage.settle(created["id"].as_str().unwrap()).await;
    assert_eq!(stage.truth("va-1").refund_count, 0, "the money came back");
    assert_eq!(
        (&settled["state"], &settled["attention"]),
        (&json!("succeeded"), &json!("refund_failed"))
    );
    let sentence = settled["sentence"]["ko"].as_str().unwrap();
    assert!(sentence.contains("환불 계좌에 들어가지 못했어요"), "{sentence}");
    let detail = stage.detail("va-1").await;
    let entries = detail["timeline"].as_array().unwrap();
    assert!(entries.iter().any(|entry| entry["kind"] == "cancellation.refund_failed"));
    let duty = &detail["follow_up"];
    assert_eq!(
        (&duty["cause"], &duty["amount_at_risk_won"]),
        (&json!("refund_bounced"), &json!(180_000))
    );
    let actions = detail["decision"]["actions"].as_array().unwrap();
    let rebill = actions.iter().find(|one| one["action"] == "rebill").unwrap();
    assert_eq!(rebill["reasons"][0]["code"], "rebill_after_bounce", "the customer would pay twice");
}

#[tokio::test]
async fn an_account_beside_an_unknown_payer_is_to_be_looked_at() {
    let mut nameless = virtual_account("va-1");
    nameless["customer"] = json!({});
    let stage = Stage::new().await.with(&[nameless]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("va-1").await;
    let created = browser.cancel(&payment, KEY, &refund("김서연")).await.expect(201);
    assert_eq!(created["holder_differs"], true);
}

#[tokio::test]
async fn the_account_is_asked_for_checked_and_compared() {
    let stage = Stage::new().await.with(&[virtual_account("va-1")]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("va-1").await;
    let cases = [
        (full(180_000), "refund_account"),
        (
            with_account(
                json!({"bank": "NOWHERE", "number": "123456789012", "holder_name": "김서연"}),
            ),
            "refund_account.bank",
        ),
        (
            with_account(json!({"bank": "KOOKMIN", "number": "12ab", "holder_name": "김서연"})),
            "refund_account.number",
        ),
        (
            with_account(json!({"bank": "KOOKMIN", "number": "123456789012", "holder_name": " "})),
            "refund_account.holder_name",
        ),
    ];
    for (body, field) in cases {
        let answer = browser.cancel(&payment, KEY, &body).await;
        assert_eq!(answer.wrong_fields(), [field], "{}", answer.text);
        assert!(!answer.text.contains("123456789012"), "the account comes back: {}", answer.text);
        answer.expect_problem(422, "invalid_input");
    }
}

#[tokio::test]
async fn another_holder_than_the_payer_is_confirmed_first() {
    let stage = Stage::new().await.with(&[virtual_account("va-1")]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("va-1").await;
    let mut body = refund("전혀다른사람");
    let refused = browser.cancel(&payment, KEY, &body).await;
    assert_eq!(refused.wrong_fields(), ["holder_differs_confirmed"]);
    assert!(!refused.text.contains("김서연"), "the payer's name is nobody's to guess");
    refused.expect_problem(422, "holder_unconfirmed");
    assert_eq!(stage.detail("va-1").await["cancellations"], json!([]));

    body["holder_differs_confirmed"] = json!(true);
    let created = browser.cancel(&payment, KEY, &body).await.expect(201);
    assert_eq!(created["holder_differs"], true);
}

#[tokio::test]
async fn the_payers_own_account_needs_no_word_of_it() {
    let stage = Stage::new().await.with(&[virtual_account("va-1")]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("va-1").await;
    let created = browser.cancel(&payment, KEY, &refund("김 서연(학부모)")).await.expect(201);
    assert_eq!(created["holder_differs"], false);
}

fn with_account(account: Value) -> Value {
    let mut body = full(180_000);
    body["refund_account"] = account;
    body
}

#[tokio::test]
async fn the_account_is_sealed_at_rest_and_gone_after_the_payout() {
    let stage = Stage::new().await.with(&[virtual_account("va-1")]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("va-1").await;
    let created = browser.cancel(&payment, KEY, &refund("김서연")).await.expect(201);
    let id: desk_domain::CancellationId = created["id"].as_str().unwrap().parse().unwrap();
    let kept = stage.desk.store.sending(&id).await.unwrap().unwrap().sealed_refund_account;
    let sealed = kept.expect("it is kept until it is sent");
    assert!(!String::from_utf8_lossy(&sealed).contains("123456789012"));

    stage.settle(id.as_str()).await;
    let kept = stage.desk.store.sending(&id).await.unwrap().unwrap().sealed_refund_account;
    assert_eq!(kept, None);
}
