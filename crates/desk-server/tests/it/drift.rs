//! 어긋남: how far book and vendor agree, what is found outside taken into the book, and each night's summary.

use std::sync::Arc;
use std::time::Duration;

use desk_gateway::ReadError;
use desk_server::workers;
use serde_json::{Value, json};

use crate::support::vendor::{Scripted, Turn};
use crate::support::{Answer, Stage, card, force, partial};

const HOUR: i64 = 60 * 60;
/// Until a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// Cancels outside and lets the reconciler find it; the follow-up it opens.
async fn found_outside(stage: &Stage, payment: &str, won: i64) -> Value {
    stage.at_vendor(payment, "cancel", &json!({ "amountWon": won })).await;
    stage.wait(2 * HOUR);
    workers::reconcile(&stage.desk).await.unwrap();
    let open = stage.detail(payment).await["follow_up"].clone();
    assert_eq!(open["cause"], "gateway_ahead", "{open}");
    let path = format!("/api/follow-ups/{}", open["id"].as_str().unwrap());
    stage.signed_in("staff").await.get(&path).await.expect(200)
}

async fn adopt(stage: &Stage, follow_up: &Value, body: Value) -> Answer {
    let id = follow_up["id"].as_str().unwrap();
    let path = format!("/api/drift/{id}/adopt");
    stage.signed_in("staff").await.post(&path, Some(&body)).await
}

async fn agreement(stage: &Stage) -> Value {
    stage.signed_in("manager").await.get("/api/agreement").await.expect(200)
}

#[tokio::test]
async fn a_difference_is_counted_until_one_click_takes_it_into_the_book() {
    let stage = Stage::new().await.with(&[card("pay-1"), card("pay-2")]).await;
    let whole = agreement(&stage).await;
    assert_eq!((&whole["payments"], &whole["agreeing"]), (&json!(2), &json!(2)), "{whole}");
    assert_eq!((&whole["amount_won"], &whole["agreeing_won"]), (&json!(200_000), &json!(200_000)));
    assert_eq!((&whole["oldest"], &whole["nights"]), (&Value::Null, &json!([])));

    let found = found_outside(&stage, "pay-1", 30_000).await;
    assert_eq!(found["difference"], "outside_partial");
    assert_eq!(found["likely"], json!(["pg_admin"]));
    let parted = agreement(&stage).await;
    assert_eq!((&parted["agreeing"], &parted["open"]), (&json!(1), &json!(1)), "{parted}");
    assert_eq!(parted["at_risk_won"], 30_000);
    assert_eq!(parted["oldest"]["follow_up_id"], found["id"]);
    assert_eq!(parted["oldest"]["opened_at"], found["opened_at"]);
    let channel = &parted["channels"][0];
    assert_eq!((&channel["channel"], &channel["open"]), (&json!("portone"), &json!(1)));

    let because = json!({ "reason_code": "duplicate_payment", "note": "콘솔에서 취소함" });
    let closed = adopt(&stage, &found, because.clone()).await.expect(200);
    assert_eq!(closed["closing"]["proof"], "gateway_read", "{closed}");
    assert_eq!(closed["closing"]["by"]["name"], "김하늘");
    assert_eq!(closed["closing"]["evidence"], "중복 결제 · 콘솔에서 취소함");
    assert_eq!(agreement(&stage).await["agreeing"], 2);
    adopt(&stage, &found, because).await.expect_problem(409, "follow_up_closed");

    let detail = stage.detail("pay-1").await;
    stage.assert_refunded(&detail, 1, 30_000);
    let taken = &detail["cancellations"][0];
    assert_eq!(taken["reason_code"], "duplicate_payment", "{taken}");
    assert!(taken["note"].as_str().unwrap().starts_with("콘솔에서 취소함"), "{taken}");
    let told = detail["timeline"].as_array().unwrap();
    let explained = told.iter().find(|entry| entry["kind"] == "cancellation.adopted").unwrap();
    assert_eq!(explained["actor"]["ko"], "김하늘");
}

#[tokio::test]
async fn only_what_was_cancelled_outside_is_taken_and_only_with_a_reason() {
    let stage = Stage::new().await.with(&[card("pay-1"), card("pay-2")]).await;
    let browser = stage.stepped_up("staff").await;
    let forced = stage.id_of("pay-2").await;
    browser.cancel(&forced, "0123456789abcdef", &force(100_000)).await.expect(201);
    let forced = stage.detail("pay-2").await["follow_up"].clone();
    let because = json!({ "reason_code": "customer_request" });
    let answer = adopt(&stage, &forced, because).await;
    assert_eq!(answer.body["errors"][0]["code"], "not_outside", "{}", answer.body);

    let found = found_outside(&stage, "pay-1", 100_000).await;
    assert_eq!(found["difference"], "outside_full");
    let unexplained = json!({ "reason_code": "other", "note": " " });
    assert_eq!(adopt(&stage, &found, unexplained).await.wrong_fields(), ["note"]);
    let long = json!({ "reason_code": "customer_request", "note": "가".repeat(501) });
    assert_eq!(adopt(&stage, &found, long).await.wrong_fields(), ["note"]);
}

#[tokio::test]
async fn nothing_is_taken_on_the_word_of_an_earlier_read() {
    let mut stage = Stage::new().await.with(&[card("pay-1")]).await;
    let found = found_outside(&stage, "pay-1", 30_000).await;
    let away = Turn::Fails(ReadError::Unavailable("the line is dead".into()));
    let gateway = Scripted::of(&stage, [away]);
    stage.restart_behind(gateway).await;
    let because = json!({ "reason_code": "customer_request" });
    adopt(&stage, &found, because.clone()).await.expect_problem(502, "gateway_unreachable");
    let detail = stage.detail("pay-1").await;
    assert_eq!(detail["payment"]["cancelled_won"], 0);
    assert_eq!(detail["follow_up"]["id"], found["id"], "it waits for the next click");
    adopt(&stage, &found, because).await.expect(200);
    stage.assert_refunded(&stage.detail("pay-1").await, 1, 30_000);
}

#[tokio::test]
async fn a_cancel_of_ours_on_its_way_is_left_alone_by_the_click() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.signed_in("staff").await;
    let ours = browser.cancel(&payment, "0123456789abcdef", &partial(20_000, 100_000)).await;
    let ours = ours.expect(201)["id"].as_str().unwrap().to_owned();
    let found = found_outside(&stage, "pay-1", 30_000).await;
    let because = json!({ "reason_code": "customer_request" });
    let still_open = adopt(&stage, &found, because).await.expect(200);
    assert_eq!(still_open["closing"], Value::Null);
    assert_eq!(stage.cancellation(&ours).await["state"], "requested");
    let payment = stage.detail("pay-1").await["payment"].clone();
    assert_eq!((&payment["cancelled_won"], &payment["reserved_won"]), (&json!(0), &json!(20_000)));
}

#[tokio::test]
async fn each_day_is_summed_up_once_in_the_night_after_it() {
    let stage = Stage::new().await.with(&[card("pay-1"), card("pay-2")]).await;
    found_outside(&stage, "pay-1", 30_000).await;
    // 14:00; a second before four it is still night.
    stage.wait(14 * HOUR - 1);
    assert_eq!(workers::sum_up_nights(&stage.desk).await.unwrap(), 0);
    stage.wait(1);
    let merchants = stage.desk.store.merchants().await.unwrap().len();
    let (one, other) =
        tokio::join!(workers::sum_up_nights(&stage.desk), workers::sum_up_nights(&stage.desk),);
    let written = usize::try_from(one.unwrap() + other.unwrap()).unwrap();
    assert_eq!(written, merchants, "each of them once");
    assert_eq!(workers::sum_up_nights(&stage.desk).await.unwrap(), 0);

    let nights = agreement(&stage).await["nights"].clone();
    let [night] = nights.as_array().unwrap().as_slice() else { panic!("{nights}") };
    assert_eq!(night["day"], "2026-11-21");
    assert_eq!((&night["payments"], &night["agreeing"]), (&json!(2), &json!(1)), "{night}");
    assert_eq!((&night["opened"], &night["at_risk_won"]), (&json!(1), &json!(30_000)));
    let audit = stage.desk.store.audit_after(0, 1_000).await.unwrap();
    let told = audit.iter().filter(|event| event.entry.action == "night.summed_up");
    assert_eq!(told.count(), merchants);
}

#[tokio::test]
async fn the_desk_sums_the_day_up_without_being_told() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let working = tokio::spawn(workers::run(Arc::clone(&stage.desk)));
    let summed_up = async {
        while agreement(&stage).await["nights"].as_array().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, summed_up).await.expect("nobody sums up");
    stage.desk.stop();
    working.await.unwrap();
    assert_eq!(agreement(&stage).await["nights"][0]["day"], "2026-11-20");
}
