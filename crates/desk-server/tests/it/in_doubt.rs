//! A cancel that the PG may have executed and that no read proves: nothing else of the payment is cancelled
//! until the vendor shows it or a manager signs what the PG's admin shows.

use std::sync::Arc;

use desk_simulator::FaultKind;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::support::{Answer, Browser, Stage, card, force, full, partial};
use crate::unknown::Deaf;

const PART: i64 = 30_000;
const PAID: i64 = 100_000;
const KEY: &str = "first-click-of-all";

/// The PG has executed 30,000 won, PortOne has passed on a fault and lists nothing for ten minutes.
async fn in_doubt() -> (Stage, String) {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    stage.next_cancel_meets(FaultKind::PgAnswerLost);
    let id = stage.send("pay-1", KEY, &partial(PART, PAID)).await;
    assert_eq!(stage.settle(&id).await["attention"], "no_proof");
    (stage, id)
}

fn cancelled(stage: &Stage, amount_won: i64) -> Value {
    let on = stage.desk.now().kst_date();
    json!({ "outcome": "cancelled", "on": on, "amount_won": amount_won })
}

fn not_cancelled() -> Value {
    json!({ "outcome": "not_cancelled" })
}

async fn close(browser: &Browser, stage: &Stage, body: &Value) -> Answer {
    let duty = stage.detail("pay-1").await["follow_up"].clone();
    browser
        .post(&format!("/api/follow-ups/{}/close", duty["id"].as_str().unwrap()), Some(body))
        .await
}

fn refunds(stage: &Stage) -> usize {
    stage.truth("pay-1").refund_count
}

#[tokio::test]
async fn nothing_else_is_cancelled_and_everybody_is_told_why() {
    let (stage, id) = in_doubt().await;
    let payment = stage.id_of("pay-1").await;
    let left = PAID - PART;
    let bodies = [partial(PART, left), partial(left, left), full(left), force(left)];
    for (number, body) in bodies.iter().enumerate() {
        let browser = stage.stepped_up("manager").await;
        let key = format!("another-click-{number:04}");
        let answer = browser.cancel(&payment, &key, body).await.expect_problem(409, "in_flight");
        assert_eq!(answer["cancellation_id"], id.as_str(), "{answer}");
        assert_eq!(answer["errors"][0]["code"], "in_doubt", "{answer}");
        assert!(answer["detail"].as_str().unwrap().contains("PG 관리자"), "{answer}");
    }
    let detail = stage.detail("pay-1").await;
    for action in detail["decision"]["actions"].as_array().unwrap().iter().take(3) {
        assert_eq!(action["verdict"], "blocked", "{action}");
        assert_eq!(action["reasons"][0]["code"], "state_in_doubt");
    }
    let duty = &detail["follow_up"];
    assert_eq!((&duty["cause"], &duty["in_doubt"]), (&json!("unproven"), &json!(true)));
    assert_eq!(duty["amount_at_risk_won"], PART);
    stage.wait(3 * 24 * 60 * 60);
    stage.work().await;
    assert_eq!(stage.cancellation(&id).await["state"], "unknown", "time proves nothing");
    assert_eq!(refunds(&stage), 1);
}

#[tokio::test]
async fn only_a_managers_password_and_what_was_seen_end_it() {
    let (stage, id) = in_doubt().await;
    let body = |finding: Value| json!({ "proof": "signed_note", "evidence": "PG 관리자 사이트에서 확인했어요", "finding": finding });
    let by_staff = close(&stage.stepped_up("staff").await, &stage, &body(not_cancelled())).await;
    assert_eq!(by_staff.wrong_fields(), ["proof"]);
    let hasty = close(&stage.signed_in("manager").await, &stage, &body(not_cancelled())).await;
    hasty.expect_problem(403, "step_up_needed");
    let manager = stage.stepped_up("manager").await;
    let silent = json!({ "proof": "signed_note", "evidence": "PG 관리자 사이트에서 확인했어요" });
    let yesterday = json!({ "outcome": "cancelled", "on": "2020-01-01", "amount_won": PART });
    for (body, field) in [
        (silent, "finding"),
        (body(cancelled(&stage, PART - 1)), "amount_won"),
        (body(yesterday), "on"),
    ] {
        assert_eq!(close(&manager, &stage, &body).await.wrong_fields(), [field], "{body}");
    }
    assert_eq!(stage.cancellation(&id).await["state"], "unknown");
}

#[tokio::test]
async fn what_the_pg_has_done_enters_the_book_and_the_rest_stays_cancellable_once_the_vendor_knows()
{
    let (stage, id) = in_doubt().await;
    let closed = stage.sign("pay-1", &cancelled(&stage, PART)).await.expect(200);
    assert_eq!(closed["closing"]["by"]["name"], "박지훈");
    assert_eq!(stage.cancellation(&id).await["state"], "succeeded");
    stage.work().await;
    let detail = stage.detail("pay-1").await;
    assert_eq!(detail["payment"]["cancelled_won"], PART);
    assert_eq!(detail["payment"]["reserved_won"], 0);
    assert_eq!(detail["follow_up"], Value::Null, "the signature proves the difference");
    let timeline = detail["timeline"].as_array().unwrap().iter();
    let signed = timeline.filter(|line| line["kind"] == "cancellation.settled_by_hand");
    assert_eq!(signed.map(|line| &line["actor"]["ko"]).collect::<Vec<_>>(), ["박지훈"]);

    stage.simulator.learn("pay-1").unwrap();
    stage.read("pay-1").await;
    stage.assert_refunded(&stage.detail("pay-1").await, 1, PART);
}

#[tokio::test]
async fn what_the_pg_has_not_done_frees_the_payment_for_one_more_cancel() {
    let mut stage = Stage::new().await.with(&[card("pay-1")]).await;
    let vendor = stage.real_gateway();
    stage.restart_behind(Arc::new(Deaf(Arc::clone(&vendor)))).await;
    let id = stage.send("pay-1", KEY, &partial(PART, PAID)).await;
    assert_eq!(stage.settle(&id).await["attention"], "no_proof");
    stage.restart_behind(vendor).await;
    assert_eq!(refunds(&stage), 0);
    stage.sign("pay-1", &not_cancelled()).await.expect(200);
    let failed = stage.cancellation(&id).await;
    assert_eq!(
        (&failed["state"], &failed["failure"]["code"]),
        (&json!("failed"), &json!("settled_by_hand"))
    );
    assert_eq!(stage.detail("pay-1").await["follow_up"], Value::Null);

    let again = stage.send("pay-1", "second-click-of-all", &partial(PART, PAID)).await;
    assert_eq!(stage.cancellation(&again).await["state"], "succeeded");
    stage.assert_refunded(&stage.detail("pay-1").await, 1, PART);
}

#[tokio::test]
async fn two_managers_and_a_read_at_once_are_one_end() {
    let (stage, id) = in_doubt().await;
    stage.simulator.learn("pay-1").unwrap();
    let duty = stage.detail("pay-1").await["follow_up"]["id"].as_str().unwrap().to_owned();
    let payment = stage.id_of("pay-1").await;
    let mut deeds = JoinSet::new();
    for finding in [not_cancelled(), cancelled(&stage, PART), not_cancelled()] {
        let (browser, duty) = (stage.stepped_up("manager").await, duty.clone());
        deeds.spawn(async move {
            let words = "PG 관리자 화면에서 직접 확인했어요";
            let body = json!({ "proof": "signed_note", "evidence": words, "finding": finding });
            browser
                .post(&format!("/api/follow-ups/{duty}/close"), Some(&body))
                .await
                .status
                .as_u16()
        });
    }
    let browser = stage.signed_in("staff").await;
    deeds.spawn(async move {
        browser.post(&format!("/api/payments/{payment}/refresh"), None).await.status.as_u16()
    });
    let answers = deeds.join_all().await;
    assert!(answers.iter().all(|status| [200, 409].contains(status)), "{answers:?}");
    stage.read("pay-1").await;
    assert_eq!(stage.cancellation(&id).await["state"], "succeeded", "a read corrects a wrong word");
    let detail = stage.detail("pay-1").await;
    stage.assert_refunded(&detail, 1, PART);
    assert_eq!(detail["follow_up"], Value::Null);
}
