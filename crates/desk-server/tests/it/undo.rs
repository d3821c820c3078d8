//! 취소 원복: told of a cancel that is done, for as long as its day lasts.

use serde_json::{Value, json};

use crate::support::{Stage, card, full};

const TWELVE_HOURS: i64 = 12 * 60 * 60;

/// Paid over Toss Payments at `paid_at`, and cancelled on Saturday noon.
async fn cancelled(paid_at: &str) -> Stage {
    let mut payment = card("pay-1");
    payment["provider"] = json!("TOSSPAYMENTS");
    payment["paidAt"] = json!(paid_at);
    let stage = Stage::new().await.with(&[payment]).await;
    let id = stage.id_of("pay-1").await;
    let browser = stage.signed_in("staff").await;
    let created = browser.cancel(&id, "0123456789abcdef", &full(100_000)).await.expect(201);
    assert_eq!(created["undo"], Value::Null, "nothing is done yet");
    stage.wait(5);
    stage.work().await;
    stage
}

async fn undo(stage: &Stage) -> Value {
    stage.detail("pay-1").await["cancellations"][0]["undo"].clone()
}

#[tokio::test]
async fn the_clock_runs_until_midnight() {
    let stage = cancelled("2026-11-20T14:59:59Z").await;
    let today = undo(&stage).await;
    assert_eq!((&today["rule"], &today["possible"]), (&json!("U-TOSS"), &json!(true)));
    assert_eq!(today["last_day"], "2026-11-21");
    assert_eq!(today["steps"].as_array().map(Vec::len), Some(1));
    let story = stage.detail("pay-1").await["cancellations"][0]["id"].clone();
    assert_eq!(stage.cancellation(story.as_str().unwrap()).await["undo"], today);

    stage.wait(TWELVE_HOURS);
    let tomorrow = undo(&stage).await;
    assert_eq!((&tomorrow["possible"], &tomorrow["last_day"]), (&json!(false), &Value::Null));
}

#[tokio::test]
async fn what_was_paid_today_cannot_be_reversed() {
    let stage = cancelled("2026-11-20T15:00:00Z").await;
    let advice = undo(&stage).await;
    assert_eq!((&advice["rule"], &advice["possible"]), (&json!("U-SAME-DAY"), &json!(false)));
}

#[tokio::test]
async fn rows_of_the_history_leave_it_out() {
    let stage = cancelled("2026-11-19T02:00:00Z").await;
    let page = stage.signed_in("staff").await.get("/api/cancellations").await.expect(200);
    assert_eq!(page["items"][0]["cancellation"]["undo"], Value::Null);
}
