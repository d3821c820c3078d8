//! 올톡페이: a waiting bill is voided in the manager site, and somebody writes that down here.

use desk_domain::payment::Channel;
use desk_server::config::merchant_id;
use desk_server::import::csv::import_csv;
use desk_store::GatewayPlace;
use serde_json::{Value, json};

use crate::support::{Answer, Stage, virtual_account};

const HEADER: &str = "channel,method,payment_id,order_name,amount_won,requested_at,paid_at\n";
const SENT: &str = "alltalkpay,message,A-1,미술 정규반,180000,2026-11-03T14:00:00+09:00,\n";
const PAID: &str = "alltalkpay,message,A-1,미술 정규반,180000,2026-11-03T14:00:00+09:00,2026-11-20T09:10:00+09:00\n";

async fn import(stage: &Stage, row: &str) {
    let path = stage.folder().join("bills.csv");
    std::fs::write(&path, format!("{HEADER}{row}")).unwrap();
    import_csv(&stage.desk, &path, &merchant_id("hanbit")).await.unwrap();
}

async fn one_that_waits() -> Stage {
    let stage = Stage::new().await;
    import(&stage, SENT).await;
    stage
}

async fn path(stage: &Stage) -> String {
    let place = GatewayPlace {
        merchant_id: merchant_id("hanbit"),
        channel: Channel::Alltalkpay,
        channel_id: None,
        gateway_payment_id: "A-1".to_owned(),
    };
    let row = stage.desk.store.payment_at_gateway(&place).await.unwrap();
    format!("/api/payments/{}", row.expect("it is in the book").payment.id)
}

async fn shown(stage: &Stage) -> Value {
    stage.signed_in("staff").await.get(&path(stage).await).await.expect(200)
}

async fn say(stage: &Stage, login: &str, voided_at: &str, note: &str) -> Answer {
    let body = json!({ "voided_at": voided_at, "note": note });
    let path = format!("{}/void-outside", path(stage).await);
    stage.signed_in(login).await.post(&path, Some(&body)).await
}

async fn say_so(stage: &Stage) -> Value {
    let now = stage.desk.now().to_rfc3339();
    say(stage, "staff", &now, "청구서관리에서 취소했어요").await.expect(200)
}

fn action<'a>(detail: &'a Value, name: &str) -> &'a Value {
    let actions = detail["decision"]["actions"].as_array().unwrap();
    actions.iter().find(|one| one["action"] == name).expect("every action is decided")
}

fn told<'a>(detail: &'a Value, kind: &str) -> Vec<&'a Value> {
    let entries = detail["timeline"].as_array().unwrap();
    entries.iter().filter(|entry| entry["kind"] == kind).collect()
}

#[tokio::test]
async fn the_book_has_it_void_with_who_when_and_what_was_seen() {
    let stage = one_that_waits().await;
    let waits = shown(&stage).await;
    assert_eq!(action(&waits, "void")["verdict"], "blocked", "no API can");
    assert_eq!(action(&waits, "void_outside")["verdict"], "allowed");
    let void = say_so(&stage).await;
    assert_eq!(void["payment"]["book_status"], "void");
    assert_eq!(void["follow_up"], Value::Null);
    let [line] = told(&void, "payment.voided_outside")[..] else { panic!("{void:#}") };
    let words = line["text"]["ko"].as_str().unwrap();
    let minute = stage.desk.now().to_kst().format("%Y.%m.%d %H:%M").to_string();
    assert!(
        words.contains(&minute) && words.contains("메모: 청구서관리에서 취소했어요"),
        "{words}"
    );
    let staff = stage.signed_in("staff").await.get("/api/session").await.expect(200);
    assert_eq!(line["actor"]["ko"], staff["name"], "{line:#}");

    // Somebody else says it again, in other words: the first ones stay.
    let now = stage.desk.now().to_rfc3339();
    let second = say(&stage, "manager", &now, "저도 봤어요").await;
    let second = second.expect_problem(409, "payment_changed");
    assert_eq!(second["errors"][0]["code"], "void_already", "{second:#}");
    let again = shown(&stage).await;
    assert_eq!(again["timeline"], void["timeline"]);
    assert_eq!(action(&again, "void_outside")["reasons"][0]["code"], "state_void");
}

#[tokio::test]
async fn what_cannot_be_is_told_field_by_field_and_nothing_is_kept() {
    let stage = one_that_waits().await;
    let later = stage.desk.now().plus_seconds(60).to_rfc3339();
    let cases = [
        (later.as_str(), "취소", "voided_at"),
        ("2026-11-03T13:00:00+09:00", "취소", "voided_at"),
        ("2026-11-04T13:00:00+09:00", " ", "note"),
        ("2026-11-04T13:00:00+09:00", &"가".repeat(501), "note"),
    ];
    for (at, note, field) in cases {
        let answer = say(&stage, "staff", at, note).await;
        assert_eq!(answer.wrong_fields(), [field], "{}", answer.text);
        answer.expect_problem(422, "invalid_input");
    }
    assert_eq!(shown(&stage).await["payment"]["book_status"], "unpaid");
}

#[tokio::test]
async fn where_the_desk_can_ask_nobody_is_believed() {
    let mut account = virtual_account("va-1");
    account["status"] = json!("VIRTUAL_ACCOUNT_ISSUED");
    let stage = Stage::new().await.with(&[account]).await;
    let browser = stage.signed_in("staff").await;
    let path = format!("/api/payments/{}/void-outside", stage.id_of("va-1").await);
    let body = json!({ "voided_at": stage.desk.now().to_rfc3339(), "note": "닫았어요" });
    let problem = browser.post(&path, Some(&body)).await.expect_problem(422, "cancel_blocked");
    assert_eq!(problem["errors"][0]["code"], "void_outside_nowhere");
    assert_eq!(stage.detail("va-1").await["payment"]["book_status"], "unpaid");
}

#[tokio::test]
async fn one_that_was_paid_is_cancelled_and_not_voided() {
    let stage = one_that_waits().await;
    import(&stage, PAID).await;
    let now = stage.desk.now().to_rfc3339();
    let problem = say(&stage, "staff", &now, "취소").await.expect_problem(422, "cancel_blocked");
    assert_eq!(problem["errors"][0]["code"], "void_paid");
}

#[tokio::test]
async fn money_that_comes_in_for_it_all_the_same_is_a_duty_until_a_manager_signs() {
    let stage = one_that_waits().await;
    say_so(&stage).await;
    import(&stage, PAID).await;
    let paid = shown(&stage).await;
    assert_eq!(paid["payment"]["book_status"], "paid");
    let duty = &paid["follow_up"];
    assert_eq!(
        (&duty["cause"], &duty["amount_at_risk_won"]),
        (&json!("paid_after_all"), &json!(180_000))
    );
    let duty = format!("/api/follow-ups/{}", duty["id"].as_str().unwrap());
    let whole = stage.signed_in("manager").await.get(&duty).await.expect(200);
    assert_eq!(whole["duty"]["rule"], "F-LATE-SITE");
    assert_eq!(
        (&whole["likely"], &whole["proofs"]),
        (&json!(["not_voided"]), &json!(["signed_note"]))
    );

    let words = "원장님이 고객에게 받을 돈이 맞다고 확인했어요";
    let body = json!({ "proof": "signed_note", "evidence": words });
    let close = format!("{duty}/close");
    stage
        .signed_in("staff")
        .await
        .post(&close, Some(&body))
        .await
        .expect_problem(422, "invalid_input");
    stage.signed_in("manager").await.post(&close, Some(&body)).await.expect(200);
    import(&stage, PAID).await;
    assert_eq!(shown(&stage).await["follow_up"], Value::Null);
}
