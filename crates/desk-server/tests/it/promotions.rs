//! A discounted order: cancels are counted in order money, the customer gets charged money back, and
//! the first choice about the discount holds to the end.

use serde_json::{Value, json};

use crate::support::{Stage, card, full, partial};

/// 300,000 won ordered, 270,000 charged: 10 % off from 100,000 won.
const PERCENT: &str = "demo-promotion-percent";

fn with_option(mut body: Value, option: &str) -> Value {
    body["promotion_retain_option"] = json!(option);
    body
}

/// Cancels and waits for the end. The key follows from the body: another body is another click.
async fn cancel(stage: &Stage, body: &Value) -> Value {
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of(PERCENT).await;
    let left = body["expected_cancellable_won"].as_i64().unwrap();
    let key = format!("promotion-test-{left}");
    let created = browser.cancel(&payment, &key, body).await.expect(201);
    stage.settle(created["id"].as_str().unwrap()).await
}

async fn check_refused(stage: &Stage, payment: &str, body: &Value, code: &str) {
    let browser = stage.signed_in("staff").await;
    let answer = browser.cancel(&stage.id_of(payment).await, "a-refused-click-key", body).await;
    assert_eq!(answer.body["errors"][0]["field"], "promotion_retain_option", "{}", answer.text);
    assert_eq!(answer.body["errors"][0]["code"], code);
    answer.expect_problem(422, "invalid_input");
}

#[tokio::test]
async fn what_was_charged_is_told_beside_the_order() {
    let stage = Stage::with_named_payments().await;
    let payment = stage.detail(PERCENT).await["payment"].clone();
    assert_eq!(payment["amount_won"], 300_000);
    assert_eq!(payment["method_detail"]["charged_won"], 270_000);
}

#[tokio::test]
async fn a_kept_discount_is_kept_to_the_end() {
    let stage = Stage::with_named_payments().await;
    let part = partial(100_000, 300_000);
    check_refused(&stage, PERCENT, &part, "required").await;

    let settled = cancel(&stage, &with_option(part, "retain")).await;
    assert_eq!(settled["promotion_retain_option"], "retain");
    assert_eq!(stage.truth(PERCENT).refunded_won, 90_000);
    assert_eq!(stage.detail(PERCENT).await["payment"]["cancellable_won"], 200_000);

    let rest = full(200_000);
    check_refused(&stage, PERCENT, &rest, "required").await;
    let changed = with_option(rest.clone(), "release");
    check_refused(&stage, PERCENT, &changed, "differs_from_first").await;
    cancel(&stage, &with_option(rest, "retain")).await;
    assert_eq!(stage.truth(PERCENT).refunded_won, 270_000);
    assert_eq!(stage.detail(PERCENT).await["payment"]["book_status"], "cancelled");
}

/// 50,000 won stay, under the 100,000 won from which the promotion holds.
#[tokio::test]
async fn a_released_discount_is_worked_out_anew() {
    let stage = Stage::with_named_payments().await;
    cancel(&stage, &with_option(partial(250_000, 300_000), "release")).await;
    assert_eq!(stage.truth(PERCENT).refunded_won, 220_000);
    assert_eq!(stage.detail(PERCENT).await["payment"]["cancelled_won"], 250_000);
}

#[tokio::test]
async fn the_whole_order_needs_no_choice() {
    let stage = Stage::with_named_payments().await;
    let settled = cancel(&stage, &full(300_000)).await;
    assert_eq!(settled["promotion_retain_option"], Value::Null);
    assert_eq!(stage.truth(PERCENT).refunded_won, 270_000);
}

#[tokio::test]
async fn where_nothing_was_discounted_nothing_is_chosen() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let body = with_option(partial(30_000, 100_000), "retain");
    check_refused(&stage, "pay-1", &body, "not_needed").await;
}
