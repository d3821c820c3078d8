//! What no read proves: people are told after a day, and a named person settles it.

use std::process::{Command, Output};
use std::sync::Arc;

use serde_json::{Value, json};

use crate::support::{Odd, Stage, full, virtual_account};

const DAY: i64 = 24 * 60 * 60;

/// A refund that the vendor accepted and then forgot.
async fn vanished() -> (Stage, String) {
    accepted_by(Odd::forgetting_what_is_pending).await
}

async fn accepted_by(oddity: impl FnOnce(Odd) -> Odd) -> (Stage, String) {
    let mut stage = Stage::new().await.with(&[virtual_account("va-1")]).await;
    let gateway = oddity(Odd::new(stage.real_gateway()));
    stage.restart_behind(Arc::new(gateway)).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("va-1").await;
    let mut body = full(180_000);
    body["refund_account"] =
        json!({ "bank": "KOOKMIN", "number": "123456789012", "holder_name": "김서연" });
    let created = browser.cancel(&payment, "0123456789abcdef", &body).await.expect(201);
    stage.wait(5);
    stage.work().await;
    (stage, created["id"].as_str().unwrap().to_owned())
}

async fn look_every_hour(stage: &Stage, seconds: i64) {
    for _ in 0..seconds / 3_600 {
        stage.wait(3_600);
        stage.work().await;
    }
}

fn settle(stage: &Stage, id: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cancel-desk"))
        .args(["settle", id, "--data"])
        .arg(stage.folder())
        .args(arguments)
        .output()
        .unwrap()
}

async fn told(stage: &Stage, id: &str) -> Value {
    let path = format!("/api/cancellations/{id}");
    stage.signed_in("staff").await.get(&path).await.expect(200)
}

#[tokio::test]
async fn an_accepted_refund_that_vanished_is_an_alarm_after_a_day_and_never_given_up() {
    let (stage, id) = vanished().await;
    look_every_hour(&stage, DAY - 3_600).await;
    assert_eq!(stage.cancellation(&id).await["attention"], Value::Null);
    look_every_hour(&stage, 2 * DAY).await;
    let alarm = stage.cancellation(&id).await;
    assert_eq!((&alarm["state"], &alarm["attention"]), (&json!("sent"), &json!("no_proof")));
    assert!(alarm["sentence"]["ko"].as_str().unwrap().contains("PG 관리자 사이트에서"));
    let entries = told(&stage, &id).await["timeline"].clone();
    let rung = entries.as_array().unwrap().iter();
    assert_eq!(rung.filter(|entry| entry["kind"] == "cancellation.no_proof").count(), 1);
    assert_eq!(stage.detail("va-1").await["payment"]["reserved_won"], 180_000);
}

#[tokio::test]
async fn a_named_person_settles_it_by_what_they_saw() {
    let (stage, id) = vanished().await;
    look_every_hour(&stage, 2 * DAY).await;
    let note = ["--note", "PG 관리자 화면에 취소 내역 없음"];
    let without_outcome = settle(&stage, &id, &["--by", "manager", note[0], note[1]]);
    assert!(!without_outcome.status.success());
    for by in ["nobody", "auditor", "stranger"] {
        let refused = settle(&stage, &id, &["--failed", "--by", by, note[0], note[1]]);
        assert!(!refused.status.success(), "{by}: {refused:?}");
    }
    assert_eq!(stage.cancellation(&id).await["state"], "sent");

    let settled = settle(&stage, &id, &["--failed", "--by", "manager", note[0], note[1]]);
    assert!(settled.status.success(), "{settled:?}");
    let detail = told(&stage, &id).await;
    assert_eq!(detail["cancellation"]["state"], "failed");
    assert_eq!(detail["cancellation"]["attention"], Value::Null);
    assert!(detail["cancellation"]["sentence"]["ko"].as_str().unwrap().contains(note[1]));
    let entries = detail["timeline"].as_array().unwrap();
    let last = entries.iter().find(|one| one["kind"] == "cancellation.settled_by_hand").unwrap();
    assert_eq!(last["actor"]["ko"], "박지훈");
    assert_eq!(stage.detail("va-1").await["payment"]["cancellable_won"], 180_000);

    let again = settle(&stage, &id, &["--succeeded", "--by", "manager", note[0], note[1]]);
    assert!(!again.status.success(), "{again:?}");
}

/// The one duty of the payment that is open.
async fn duty(stage: &Stage) -> Value {
    stage.detail("va-1").await["follow_up"].clone()
}

#[tokio::test]
async fn what_the_vendor_never_ends_is_somebodys_duty_that_no_signature_ends() {
    let (mut stage, id) = accepted_by(Odd::never_ending_what_is_pending).await;
    look_every_hour(&stage, 4 * DAY - 2 * 3_600).await;
    assert_eq!(stage.cancellation(&id).await["attention"], Value::Null);
    assert_eq!(duty(&stage).await, Value::Null);
    look_every_hour(&stage, 4 * 3_600).await;
    let late = stage.cancellation(&id).await;
    assert_eq!((&late["state"], &late["attention"]), (&json!("sent"), &json!("pending_long")));
    assert!(late["sentence"]["ko"].as_str().unwrap().contains("PG에"), "{late}");
    let open = duty(&stage).await;
    assert_eq!(
        (&open["cause"], &open["amount_at_risk_won"]),
        (&json!("pending_long"), &json!(180_000))
    );

    let manager = stage.stepped_up("manager").await;
    let path = format!("/api/follow-ups/{}", open["id"].as_str().unwrap());
    let note =
        json!({ "proof": "signed_note", "evidence": "PG에 물어봤는데 취소되지 않았다고 해요" });
    let refused = manager.post(&format!("{path}/close"), Some(&note)).await.expect(422);
    assert_eq!(refused["errors"][0]["code"], "read_the_gateway");
    assert_eq!(manager.get(&path).await.expect(200)["proofs"], json!([]));
    assert_eq!(stage.detail("va-1").await["payment"]["cancellable_won"], 0);

    let gateway = stage.real_gateway();
    stage.restart_behind(gateway).await;
    let settled = stage.settle(&id).await;
    assert_eq!((&settled["state"], &settled["attention"]), (&json!("succeeded"), &Value::Null));
    assert_eq!(duty(&stage).await, Value::Null);
    let closed = stage.signed_in("manager").await.get(&path).await.expect(200);
    assert_eq!(closed["closing"]["proof"], "gateway_read");
}

#[tokio::test]
async fn what_the_vendor_shows_comes_before_a_signature() {
    let (mut stage, id) = vanished().await;
    look_every_hour(&stage, 2 * DAY).await;
    let open = duty(&stage).await;
    assert_eq!(open["cause"], "unproven");
    // It remembers, and nobody has looked since.
    let gateway = stage.real_gateway();
    stage.restart_behind(gateway).await;
    let manager = stage.stepped_up("manager").await;
    let path = format!("/api/follow-ups/{}/close", open["id"].as_str().unwrap());
    let note = json!({
        "proof": "signed_note",
        "evidence": "PG 관리자 화면에 취소 내역이 없어요",
        "finding": { "outcome": "not_cancelled" },
    });
    let refused = manager.post(&path, Some(&note)).await.expect(409);
    assert_eq!(refused["code"], "follow_up_changed");
    let in_hand = stage.cancellation(&id).await;
    assert_eq!((&in_hand["state"], &in_hand["attention"]), (&json!("sent"), &Value::Null));
    assert_eq!(duty(&stage).await, Value::Null);
    let settled = stage.settle(&id).await;
    assert_eq!(settled["state"], "succeeded", "{settled}");
    assert_eq!(stage.truth("va-1").refund_count, 1);
    stage.assert_refunded(&stage.detail("va-1").await, 1, 180_000);
}
