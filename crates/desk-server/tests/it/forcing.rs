//! Force-cancel: in the book only, never from an empty chair, never without somebody's duty.

use desk_simulator::FaultKind;
use serde_json::{Value, json};

use crate::support::{Browser, Stage, card, force, full, partial, slip};

const KEY: &str = "0123456789abcdef";
const OTHER_KEY: &str = "fedcba9876543210";

/// A card payment at the terminal that came in by a file: nobody can be asked about it.
async fn terminal_payment(stage: &Stage) -> String {
    let path = stage.folder().join("terminal.csv");
    let text = "payment_id,order_name,amount_won,method,paid_at,channel,approval_number\n\
                T-1,수학 11월,350000,card,2026-11-03 14:05,terminal,30012345\n";
    std::fs::write(&path, text).unwrap();
    let merchant = desk_server::config::merchant_id("hanbit");
    desk_server::import::csv::import_csv(&stage.desk, &path, &merchant).await.unwrap();
    let page = stage.signed_in("staff").await.get("/api/payments?channel=terminal").await;
    page.expect(200)["items"][0]["id"].as_str().unwrap().to_owned()
}

async fn detail(browser: &Browser, payment: &str) -> Value {
    browser.get(&format!("/api/payments/{payment}")).await.expect(200)
}

#[tokio::test]
async fn it_asks_for_the_password_once_more() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.signed_in("staff").await;
    let refused = browser.cancel(&payment, KEY, &force(100_000)).await;
    refused.expect_problem(403, "step_up_needed");
    let wrong = json!({ "password": "not mine" });
    let answer = browser.post("/api/session/step-up", Some(&wrong)).await;
    answer.expect_problem(401, "wrong_credentials");
    browser.cancel(&payment, KEY, &force(100_000)).await.expect_problem(403, "step_up_needed");

    let browser = stage.stepped_up("staff").await;
    assert!(browser.get("/api/session").await.expect(200)["stepped_up_until"].is_string());
    stage.wait(5 * 60);
    let late = browser.cancel(&payment, KEY, &force(100_000)).await;
    late.expect_problem(403, "step_up_needed");
    assert_eq!(browser.get("/api/session").await.expect(200)["stepped_up_until"], Value::Null);
    assert_eq!(detail(&browser, &payment).await["payment"]["book_status"], "paid");
}

#[tokio::test]
async fn wrong_passwords_are_counted_as_wrong_sign_ins() {
    let stage = Stage::new().await;
    let browser = stage.signed_in("staff").await;
    let wrong = json!({ "password": "not mine" });
    for _ in 0..5 {
        browser.post("/api/session/step-up", Some(&wrong)).await.expect(401);
    }
    let answer = browser.post("/api/session/step-up", Some(&wrong)).await;
    answer.expect_problem(429, "too_many_attempts");
}

#[tokio::test]
async fn nothing_is_sent_and_a_duty_is_left() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.stepped_up("staff").await;
    let done = browser.cancel(&payment, KEY, &force(100_000)).await.expect(201);
    assert_eq!(done["state"], "succeeded");
    assert!(done["sentence"]["ko"].as_str().unwrap().contains("장부에서만"), "{done}");
    browser.cancel(&payment, KEY, &force(100_000)).await.expect(200);
    browser.cancel(&payment, OTHER_KEY, &full(100_000)).await.expect_problem(422, "cancel_blocked");
    stage.wait(60);
    stage.work().await;
    assert_eq!(stage.truth("pay-1").refund_count, 0);

    let shown = detail(&browser, &payment).await;
    assert_eq!(shown["payment"]["book_status"], "cancelled");
    assert_eq!(shown["payment"]["agreement"], "book_ahead");
    let follow_up = &shown["follow_up"];
    assert_eq!(follow_up["amount_at_risk_won"], 100_000);
    assert_eq!(follow_up["owner"]["name"], "김하늘");
    assert_eq!(follow_up["due_on"], "2026-11-22");
    let path = format!("/api/follow-ups/{}", follow_up["id"].as_str().unwrap());
    let whole = browser.get(&path).await.expect(200);
    assert_eq!(whole["duty"]["rule"], "F-PORTONE");
    assert_eq!(whole["proofs"], json!(["signed_note"]));
}

#[tokio::test]
async fn a_read_closes_the_duty_and_says_so() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.stepped_up("staff").await;
    browser.cancel(&payment, KEY, &force(100_000)).await.expect(201);
    stage.control("payments/pay-1/cancel", "{}").await;
    let refreshed = browser.post(&format!("/api/payments/{payment}/refresh"), None).await;
    let shown = &refreshed.expect(200)["detail"];
    assert_eq!(shown["follow_up"], Value::Null, "{shown}");
    stage.assert_refunded(shown, 1, 100_000);
    let kinds: Vec<&str> = shown["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["kind"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"follow_up.closed"), "{kinds:?}");
    assert_eq!(browser.get("/api/follow-ups/counts").await.expect(200)["open"], 0);
}

#[tokio::test]
async fn what_was_cancelled_at_the_terminal_is_written_down_with_its_number() {
    let stage = Stage::new().await;
    let payment = terminal_payment(&stage).await;
    let browser = stage.stepped_up("staff").await;
    let mut body = force(350_000);
    body["done_outside"] = slip("12", "2026-11-20T10:30:00+09:00");
    let answer = browser.cancel(&payment, KEY, &body).await;
    assert_eq!(answer.wrong_fields(), ["done_outside.approval_number"]);
    answer.expect_problem(422, "invalid_input");
    body["done_outside"] = slip("30098765", "2026-11-20T10:30:00+09:00");
    browser.cancel(&payment, KEY, &body).await.expect(201);
    let shown = detail(&browser, &payment).await;
    assert_eq!(shown["follow_up"], Value::Null);
    assert_eq!(shown["payment"]["agreement"], "agrees");
    let closed = browser.get("/api/follow-ups?state=closed").await.expect(200);
    assert_eq!(closed["items"][0]["closing"]["evidence"], "30098765");
}

#[tokio::test]
async fn where_the_gateway_can_be_asked_its_answer_counts() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.stepped_up("staff").await;
    let mut body = force(100_000);
    body["done_outside"] = slip("30098765", "2026-11-21T11:30:00+09:00");
    browser.cancel(&payment, KEY, &body).await.expect(201);
    let shown = detail(&browser, &payment).await;
    assert_eq!(shown["payment"]["agreement"], "book_ahead", "{shown}");
    assert_eq!(shown["follow_up"]["cause"], "book_ahead");
}

#[tokio::test]
async fn it_takes_all_that_is_left_and_no_account() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.stepped_up("staff").await;
    let mut body = force(100_000);
    body["amount_won"] = json!(40_000);
    assert_eq!(browser.cancel(&payment, KEY, &body).await.wrong_fields(), ["amount_won"]);
    let mut body = force(100_000);
    let account = json!({ "bank": "SHINHAN", "number": "110123456789", "holder_name": "김서연" });
    body["refund_account"] = account;
    assert_eq!(browser.cancel(&payment, KEY, &body).await.wrong_fields(), ["refund_account"]);
}

/// The channel said no: the money is still charged, and the duty is about exactly that.
#[tokio::test]
async fn after_a_refusal_it_is_still_there_and_owes_all_of_it() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    stage.next_cancel_meets(FaultKind::Failed200);
    let id = stage.send("pay-1", KEY, &full(100_000)).await;
    assert_eq!(stage.settle(&id).await["state"], "failed");

    let payment = stage.id_of("pay-1").await;
    let browser = stage.stepped_up("staff").await;
    browser.cancel(&payment, OTHER_KEY, &force(100_000)).await.expect(201);
    let shown = detail(&browser, &payment).await;
    assert_eq!(shown["payment"]["book_status"], "cancelled");
    assert_eq!(shown["follow_up"]["amount_at_risk_won"], 100_000, "{shown}");
    assert_eq!(stage.truth("pay-1").refund_count, 0);
}

/// What the PG has given back is given back; only the rest is owed.
#[tokio::test]
async fn after_a_part_it_owes_the_rest_alone() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    stage.send("pay-1", KEY, &partial(30_000, 100_000)).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.stepped_up("staff").await;
    browser.cancel(&payment, OTHER_KEY, &force(70_000)).await.expect(201);
    let shown = detail(&browser, &payment).await;
    assert_eq!(shown["payment"]["book_status"], "cancelled");
    assert_eq!(shown["follow_up"]["amount_at_risk_won"], 70_000, "{shown}");
    let truth = stage.truth("pay-1");
    assert_eq!((truth.refund_count, truth.refunded_won), (1, 30_000), "{truth:?}");
}
