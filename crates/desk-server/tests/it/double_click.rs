//! One intent is one cancellation, whoever presses what how often.

use serde_json::json;

use crate::support::{Stage, card, full, partial};

const KEY: &str = "0123456789abcdef";

#[tokio::test]
async fn the_same_click_again_has_the_same_answer_for_ever() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.signed_in("staff").await;
    let created = browser.cancel(&payment, KEY, &full(100_000)).await.expect(201);
    let again = browser.cancel(&payment, KEY, &full(100_000)).await.expect(200);
    assert_eq!(again["id"], created["id"]);

    stage.wait(5);
    stage.work().await;
    stage.wait(60 * 60 * 24 * 365);
    let browser = stage.signed_in("staff").await;
    let a_year_later = browser.cancel(&payment, KEY, &full(100_000)).await.expect(200);
    assert_eq!(a_year_later["id"], created["id"]);
    assert_eq!(a_year_later["state"], "succeeded");
    assert_eq!(stage.truth("pay-1").refund_count, 1);
}

#[tokio::test]
async fn a_key_is_bound_to_its_body_and_its_payment() {
    let stage = Stage::new().await.with(&[card("pay-1"), card("pay-2")]).await;
    let browser = stage.signed_in("staff").await;
    let (one, two) = (stage.id_of("pay-1").await, stage.id_of("pay-2").await);
    let first = browser.cancel(&one, KEY, &partial(10_000, 100_000)).await.expect(201);
    let other_body = partial(10_001, 100_000);
    let reused = browser.cancel(&one, KEY, &other_body).await;
    let reused = reused.expect_problem(422, "idempotency_key_reused");
    assert_eq!(reused["cancellation_id"], first["id"], "the browser shows what became of it");
    let same_body = partial(10_000, 100_000);
    let elsewhere = browser.cancel(&two, KEY, &same_body).await;
    let elsewhere = elsewhere.expect_problem(422, "idempotency_key_reused");
    assert_eq!(
        elsewhere["cancellation_id"],
        serde_json::Value::Null,
        "another payment's is not shown here"
    );
}

#[tokio::test]
async fn a_missing_or_malformed_key_is_refused() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;
    let path = format!("/api/payments/{payment}/cancellations");
    let answer = browser.post(&path, Some(&full(100_000))).await;
    answer.expect_problem(400, "idempotency_key_missing");
    for key in ["short", "with spaces in it"] {
        let answer = browser.cancel(&payment, key, &full(100_000)).await;
        answer.expect_problem(400, "idempotency_key_missing");
    }
}

#[tokio::test]
async fn of_two_people_at_once_one_cancels() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let (staff, manager) = (stage.signed_in("staff").await, stage.signed_in("manager").await);
    let body = full(100_000);
    let (one, two) = tokio::join!(
        staff.cancel(&payment, "key-of-the-staff-1", &body),
        manager.cancel(&payment, "key-of-the-manager", &body),
    );
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    let (winner, loser) = if one.status.is_success() { (one, two) } else { (two, one) };
    assert_eq!(loser.body["code"], "in_flight");
    assert_eq!(loser.body["cancellation_id"], winner.body["id"]);

    stage.wait(5);
    stage.work().await;
    stage.assert_refunded(&stage.detail("pay-1").await, 1, 100_000);
}

#[tokio::test]
async fn a_double_click_with_one_key_is_one_cancel() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.signed_in("staff").await;
    let body = full(100_000);
    let (one, two) =
        tokio::join!(browser.cancel(&payment, KEY, &body), browser.cancel(&payment, KEY, &body));
    assert!(one.status.is_success() && two.status.is_success(), "{one:?} {two:?}");
    assert_eq!(one.body["id"], two.body["id"]);
}

#[tokio::test]
async fn a_balance_that_moved_is_a_conflict_that_tells_the_new_one() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;
    browser.cancel(&payment, KEY, &partial(30_000, 100_000)).await.expect(201);
    stage.wait(5);
    stage.work().await;
    let late = browser.cancel(&payment, "another-key-entirely", &full(100_000)).await;
    let problem = late.expect_problem(409, "payment_changed");
    assert_eq!(problem["cancellable_won"], json!(70_000));
}
