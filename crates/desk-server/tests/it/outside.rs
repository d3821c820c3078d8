//! "이미 밖에서 취소했어요": written down with number and time, held against the gateway, counted once.

use desk_gateway::payssam::ApiVersion;
use desk_simulator::payssam::{Blueprint, Source};
use serde_json::{Value, json};

use crate::support::counter::{AtCounter, PRICE};
use crate::support::{Browser, Stage, card, force, full, slip};

const KEY: &str = "0123456789abcdef";
const NUMBER: &str = "30098765";
/// After that no terminal is in reach that has said nothing.
const LONG_UNHEARD_SECONDS: i64 = 600;

fn forced_outside(stage: &Stage, won: i64) -> Value {
    let mut body = force(won);
    body["done_outside"] = slip(NUMBER, &stage.desk.now().to_rfc3339());
    body
}

async fn by_number(stage: &Stage, browser: &Browser, id: &Value) -> crate::support::Answer {
    let body = json!({
        "proof": "approval_number", "evidence": NUMBER, "cancelled_at": stage.desk.now().to_rfc3339(),
    });
    let path = format!("/api/follow-ups/{}/close", id.as_str().unwrap());
    browser.post(&path, Some(&body)).await
}

async fn last_closed(browser: &Browser) -> Value {
    browser.get("/api/follow-ups?state=closed").await.expect(200)["items"][0].clone()
}

#[track_caller]
fn assert_told_with_slip(detail: &Value, kind: &str) {
    let timeline = detail["timeline"].as_array().unwrap();
    let told = timeline.iter().find(|entry| entry["kind"] == kind).unwrap();
    assert!(told["text"]["ko"].as_str().unwrap().contains(NUMBER), "{told}");
}

#[tokio::test]
async fn what_the_gateway_shows_ends_in_the_book_with_the_click() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.stepped_up("staff").await;
    stage.control("payments/pay-1/cancel", "{}").await;
    let body = forced_outside(&stage, 100_000);
    let done = browser.cancel(&payment, KEY, &body).await.expect(201);
    assert_eq!(done["outside"]["approval_number"], NUMBER);
    assert!(done["sentence"]["ko"].as_str().unwrap().contains("남은 할 일이 없어요"), "{done}");
    browser.cancel(&payment, KEY, &body).await.expect(200);

    let shown = stage.detail("pay-1").await;
    assert_eq!(shown["follow_up"], Value::Null, "{shown}");
    stage.assert_refunded(&shown, 1, 100_000);
    assert_told_with_slip(&shown, "cancellation.requested");
    let closed = last_closed(&browser).await;
    assert_eq!(closed["closing"]["proof"], "gateway_read");
    assert_eq!(closed["outside"]["approval_number"], NUMBER);
    // The webhook of the cancel comes late, and is the same money.
    stage.wait(60);
    stage.work().await;
    stage.assert_refunded(&stage.ask_vendor("pay-1").await, 1, 100_000);
}

#[tokio::test]
async fn what_still_shows_as_paid_stays_a_duty_and_is_told() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.stepped_up("staff").await;
    let body = forced_outside(&stage, 100_000);
    let done = browser.cancel(&payment, KEY, &body).await.expect(201);
    let told = done["sentence"]["ko"].as_str().unwrap();
    assert!(told.contains("아직 취소가 보이지 않아요"), "{told}");
    let open = stage.detail("pay-1").await["follow_up"].clone();
    assert_eq!(
        (&open["cause"], &open["amount_at_risk_won"]),
        (&json!("book_ahead"), &json!(100_000))
    );

    let refused = by_number(&stage, &browser, &open["id"]).await;
    assert_eq!(refused.body["errors"][0]["code"], "still_charged", "{}", refused.body);
    stage.control("payments/pay-1/cancel", r#"{"amountWon":40000}"#).await;
    by_number(&stage, &browser, &open["id"]).await.expect_problem(422, "invalid_input");
    let part = stage.detail("pay-1").await;
    assert_eq!(part["follow_up"]["amount_at_risk_won"], 60_000, "{part}");

    stage.control("payments/pay-1/cancel", r#"{"amountWon":60000}"#).await;
    let closed = by_number(&stage, &browser, &open["id"]).await.expect(200);
    assert_eq!(closed["closing"]["proof"], "gateway_read", "{closed}");
    assert_eq!(closed["outside"]["approval_number"], NUMBER);
    stage.assert_refunded(&stage.detail("pay-1").await, 2, 100_000);
    by_number(&stage, &browser, &open["id"]).await.expect_problem(409, "follow_up_closed");
}

#[tokio::test]
async fn what_nobody_wrote_down_with_the_click_is_written_down_later() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.stepped_up("staff").await;
    browser.cancel(&payment, KEY, &force(100_000)).await.expect(201);
    let open = stage.detail("pay-1").await["follow_up"]["id"].clone();
    by_number(&stage, &browser, &open).await.expect_problem(422, "invalid_input");
    let shown = stage.detail("pay-1").await;
    assert_told_with_slip(&shown, "follow_up.claimed");
    assert_eq!(shown["cancellations"][0]["outside"]["approval_number"], NUMBER);
    assert_eq!(shown["payment"]["agreement"], "book_ahead");
}

#[tokio::test]
async fn a_bill_cancelled_at_the_manager_site_ends_in_both_books() {
    let stage = Stage::over_payssam(ApiVersion::V1).await;
    stage.simulator.create_bill(&Blueprint::new("bill1", 45_000)).unwrap();
    stage.read("bill1").await;
    let payment = stage.id_of("bill1").await;
    stage.simulator.cancel_bill_outside("bill1", Source::ManagerSite).unwrap();
    let browser = stage.stepped_up("staff").await;
    browser.cancel(&payment, KEY, &forced_outside(&stage, 45_000)).await.expect(201);
    let shown = stage.detail("bill1").await;
    assert_eq!(shown["follow_up"], Value::Null, "{shown}");
    assert_eq!(shown["payment"]["agreement"], "agrees");
    assert_eq!(shown["payment"]["cancelled_won"], 45_000);
}

/// What a terminal's device tells of the approval comes before the slip.
async fn at_the_counter(is_cancelled: bool, proof: Option<&str>) {
    let (at, _agent) = AtCounter::connected().await;
    if is_cancelled {
        at.cancelled_by(None);
    }
    let browser = at.stage.stepped_up("staff").await;
    let body = forced_outside(&at.stage, PRICE);
    browser.cancel(&at.payment().await, KEY, &body).await.expect(201);
    let told = at.detail().await;
    assert_eq!(told["payment"]["cancelled_won"], PRICE);
    assert_eq!(told["follow_up"].is_null(), proof.is_some(), "{told}");
    if let Some(proof) = proof {
        assert_eq!(told["payment"]["agreement"], "agrees");
        assert_eq!(last_closed(&browser).await["closing"]["proof"], proof);
    }
    assert_eq!(at.counter.lock().unwrap().orders.len(), 0, "nothing is sent");
}

#[tokio::test]
async fn the_device_is_asked_where_it_can_tell() {
    at_the_counter(true, Some("gateway_read")).await;
    at_the_counter(false, None).await;
}

#[tokio::test]
async fn without_a_device_the_slip_is_the_proof() {
    let at = AtCounter::new().await;
    at.wait(LONG_UNHEARD_SECONDS);
    let browser = at.stage.stepped_up("staff").await;
    let body = forced_outside(&at.stage, PRICE);
    browser.cancel(&at.payment().await, KEY, &body).await.expect(201);
    let closed = last_closed(&browser).await;
    assert_eq!(closed["closing"]["proof"], "approval_number");
    assert_eq!(closed["closing"]["evidence"], NUMBER);
    assert_eq!(closed["outside"]["cancelled_at"], at.stage.desk.now().to_rfc3339());
    assert_told_with_slip(&at.detail().await, "follow_up.closed");
}

#[tokio::test]
async fn a_terminal_that_is_silent_for_a_moment_is_asked_again() {
    // It was heard of just now; it may be on the line of another replica.
    let at = AtCounter::new().await;
    let browser = at.stage.stepped_up("staff").await;
    let body = forced_outside(&at.stage, PRICE);
    browser.cancel(&at.payment().await, KEY, &body).await.expect(201);
    let open = at.detail().await["follow_up"].clone();
    assert_eq!(open["cause"], "book_ahead", "{open}");
    by_number(&at.stage, &browser, &open["id"]).await.expect_problem(502, "gateway_unreachable");

    at.wait(LONG_UNHEARD_SECONDS);
    let closed = by_number(&at.stage, &browser, &open["id"]).await.expect(200);
    assert_eq!(closed["closing"]["proof"], "approval_number");
}

#[tokio::test]
async fn a_device_that_says_otherwise_later_makes_it_a_duty_again() {
    let at = AtCounter::new().await;
    at.wait(LONG_UNHEARD_SECONDS);
    let payment = at.payment().await;
    let browser = at.stage.stepped_up("manager").await;
    browser.cancel(&payment, KEY, &forced_outside(&at.stage, PRICE)).await.expect(201);
    assert_eq!(at.detail().await["follow_up"], Value::Null);

    let _agent = at.dial().await;
    browser.post(&format!("/api/payments/{payment}/refresh"), None).await.expect(200);
    let open = at.detail().await["follow_up"].clone();
    assert_eq!(
        (&open["cause"], &open["amount_at_risk_won"]),
        (&json!("book_ahead"), &json!(PRICE)),
        "the device shows it as paid"
    );
    // A manager may explain that. Nobody says in the device's name that it was cancelled.
    let body =
        json!({ "proof": "signed_note", "evidence": "현금으로 돌려드리고 영수증을 받았어요" });
    let path = format!("/api/follow-ups/{}/close", open["id"].as_str().unwrap());
    browser.post(&path, Some(&body)).await.expect(200);
    let told = at.detail().await;
    assert_eq!(told["follow_up"], Value::Null);
    assert_eq!(told["payment"]["agreement"], "book_ahead", "{told}");
}

#[tokio::test]
async fn a_slip_of_another_time_is_refused_and_nothing_is_written() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.stepped_up("staff").await;
    let refused = async |body: &Value, fields: &[&str]| {
        let answer = browser.cancel(&payment, KEY, body).await;
        assert_eq!(answer.wrong_fields(), fields, "{}", answer.text);
        answer.expect_problem(422, "invalid_input");
    };
    let mut body = force(100_000);
    let minute = stage.desk.now().plus_seconds(60).to_rfc3339();
    body["done_outside"] = slip(NUMBER, &minute);
    refused(&body, &["done_outside.cancelled_at"]).await;
    body["done_outside"] = slip("12", "2020-01-01T00:00:00+09:00");
    refused(&body, &["done_outside.approval_number", "done_outside.cancelled_at"]).await;
    let mut cancel = full(100_000);
    cancel["done_outside"] = slip(NUMBER, &stage.desk.now().to_rfc3339());
    refused(&cancel, &["done_outside"]).await;
    body["done_outside"] = json!(NUMBER);
    browser.cancel(&payment, KEY, &body).await.expect_problem(400, "bad_json");
    assert_eq!(stage.detail("pay-1").await["cancellations"], json!([]));
}

#[tokio::test]
async fn a_duty_takes_a_number_with_its_time_and_no_time_without_one() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.stepped_up("manager").await;
    browser.cancel(&payment, KEY, &force(100_000)).await.expect(201);
    let open = stage.detail("pay-1").await["follow_up"]["id"].clone();
    let path = format!("/api/follow-ups/{}/close", open.as_str().unwrap());
    let now = stage.desk.now().to_rfc3339();
    let future = stage.desk.now().plus_seconds(1).to_rfc3339();
    for (body, field) in [
        (json!({ "proof": "approval_number", "evidence": NUMBER }), "cancelled_at"),
        (json!({ "proof": "approval_number", "evidence": "1", "cancelled_at": now }), "evidence"),
        (
            json!({ "proof": "approval_number", "evidence": NUMBER, "cancelled_at": future }),
            "cancelled_at",
        ),
        (
            json!({ "proof": "signed_note", "evidence": "이체 확인증을 받았어요", "cancelled_at": now }),
            "cancelled_at",
        ),
    ] {
        let answer = browser.post(&path, Some(&body)).await;
        assert_eq!(answer.wrong_fields(), [field], "{body}");
    }
    assert_eq!(stage.detail("pay-1").await["follow_up"]["id"], open);
}
