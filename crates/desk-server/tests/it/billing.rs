//! Cancelled money is asked for again over PaySsam: sent once, paid once, never more than was cancelled.

use desk_gateway::payssam::ApiVersion;
use desk_server::workers;
use desk_simulator::FaultKind;
use desk_simulator::payssam::{BillState, Source, Tender};
use serde_json::{Value, json};

use crate::support::billing::{Billing, CANCELLED, items};
use crate::support::{Stage, full, over_portone};

const WEEK_SECONDS: i64 = 7 * 24 * 60 * 60;

fn number(bill: &Value) -> &str {
    bill["bill_number"].as_str().expect("it was handed to the vendor")
}

fn kinds(detail: &Value) -> Vec<&str> {
    let timeline = detail["timeline"].as_array().unwrap();
    timeline.iter().map(|entry| entry["kind"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_part_is_billed_again_sent_paid_and_told_in_both_directions() {
    let billing = Billing::new().await;
    let start = billing.rebilling().await;
    assert_eq!((&start["rebillable_won"], &start["rebilled_won"]), (&json!(CANCELLED), &json!(0)));
    assert_eq!(start["items"][0]["amount_won"], CANCELLED);

    let id = billing.rebill(30_000).await;
    let sent = billing.send(&id).await;
    assert_eq!(
        (&sent["status"], &sent["actions"]),
        (&json!("waiting"), &json!(["resend", "void"]))
    );
    assert_eq!(sent["customer"]["phone"], "010-****-3333");
    assert!(sent["link"].as_str().is_some(), "{sent}");
    let truth = billing.stage.simulator.bill_truth(number(&sent)).unwrap();
    assert_eq!((truth.state, truth.price_won), (BillState::Waiting, 30_000));
    let payment = sent["payment_id"].as_str().unwrap().to_owned();
    let unpaid = billing.payment(&payment).await;
    assert_eq!(unpaid["payment"]["book_status"], "unpaid");

    billing.stage.simulator.pay_bill(number(&sent), &Tender::default()).unwrap();
    billing.approval_is_told(number(&sent)).await;
    assert_eq!(billing.bill(&id).await["status"], "paid");
    let paid = billing.payment(&payment).await;
    assert_eq!(paid["payment"]["book_status"], "paid");
    assert_eq!(paid["rebill"]["origin"], json!({ "bill_id": id, "payment_id": billing.origin }));
    assert!(kinds(&paid).contains(&"bill.created"), "{:?}", kinds(&paid));

    let origin = billing.payment(&billing.origin).await;
    assert_eq!(origin["rebill"]["rebillable_won"], 10_000);
    assert_eq!(origin["rebill"]["bills"][0]["payment_id"], payment);
    let chain = ["bill.created", "bill.sending", "bill.sent", "bill.paid"];
    let told: Vec<_> =
        kinds(&origin).into_iter().filter(|kind| kind.starts_with("bill.")).collect();
    assert_eq!(told, chain);
    let timeline = origin["timeline"].as_array().unwrap();
    let last = timeline.iter().rfind(|entry| entry["kind"] == "bill.paid").unwrap();
    assert_eq!((&last["bill_id"], &last["payment_id"]), (&json!(id), &json!(payment)));
    assert_eq!(last["amount_won"], 30_000);
}

#[tokio::test]
async fn a_refused_bill_says_why_and_is_sent_again_under_its_number() {
    let billing = Billing::new().await;
    let id = billing.rebill(CANCELLED).await;
    billing.stage.press("payssam/answers", r#"{"code":"POINT_001"}"#).await;
    let refused = billing.send(&id).await;
    assert_eq!(refused["status"], "unsent");
    let remedy = "쌤포인트가 모자라서 청구서를 보내지 못했어요. 매니저 사이트에서 쌤포인트를 충전한 뒤 다시 보내 주세요.";
    assert_eq!(refused["trouble"]["ko"], remedy);
    assert_eq!(refused["actions"], json!(["send", "record", "void"]));
    assert!(billing.stage.simulator.bill_truth(number(&refused)).is_none());
    assert_eq!(billing.rebilling().await["rebillable_won"], 0, "it is kept for this bill");

    let sent = billing.send(&id).await;
    assert_eq!((&sent["status"], &sent["trouble"]), (&json!("waiting"), &Value::Null));
    assert_eq!(number(&sent), number(&refused));
}

#[tokio::test]
async fn a_lost_answer_is_settled_by_reading_and_makes_one_bill() {
    use FaultKind::{DropAfter, DropBefore, HalfAnswer, Http500, Http500After};
    for fault in [DropAfter, HalfAnswer, Http500After, DropBefore, Http500] {
        let billing = Billing::new().await;
        let id = billing.rebill(CANCELLED).await;
        billing.next_call_meets(fault);
        let unclear = billing.send(&id).await;
        assert_eq!(unclear["status"], "sending", "{fault:?}");
        assert!(unclear["trouble"]["ko"].as_str().is_some(), "{fault:?}: {unclear}");
        assert_eq!(unclear["actions"], json!([]), "{fault:?}");
        billing.stage.wait(2);
        billing.stage.work().await;
        let settled = billing.bill(&id).await;
        assert_eq!(settled["status"], "waiting", "{fault:?}: {settled}");
        assert_eq!(settled["trouble"], Value::Null, "{fault:?}");
        let truth = billing.stage.simulator.bill_truth(number(&settled)).unwrap();
        assert_eq!(truth.state, BillState::Waiting, "{fault:?}");
        let listed = billing.get("/api/bills").await;
        assert_eq!(listed["count"], 1, "{fault:?}");
    }
}

#[tokio::test]
async fn without_its_connection_an_unclear_bill_stays_on_its_way() {
    let mut billing = Billing::new().await;
    let id = billing.rebill(CANCELLED).await;
    billing.next_call_meets(FaultKind::DropAfter);
    billing.send(&id).await;
    let alone = vec![over_portone(billing.stage.real_gateway())];
    billing.stage.restart_with(alone).await;
    billing.stage.wait(2);
    billing.stage.work().await;
    assert_eq!(billing.bill(&id).await["status"], "sending");
    billing.connect().await;
    billing.stage.wait(60);
    billing.stage.work().await;
    assert_eq!(billing.bill(&id).await["status"], "waiting");
}

#[tokio::test]
async fn a_payment_that_comes_before_the_answer_finds_its_bill() {
    let billing = Billing::new().await;
    let id = billing.rebill(CANCELLED).await;
    billing.next_call_meets(FaultKind::DropAfter);
    let unclear = billing.send(&id).await;
    billing.stage.simulator.pay_bill(number(&unclear), &Tender::default()).unwrap();
    billing.approval_is_told(number(&unclear)).await;
    let paid = billing.bill(&id).await;
    assert_eq!(paid["status"], "paid", "{paid}");
    billing.stage.wait(2);
    billing.stage.work().await;
    assert_eq!(billing.bill(&id).await, paid);
    assert_eq!(billing.get("/api/bills").await["count"], 1);
}

#[tokio::test]
async fn a_void_gives_the_amount_back_wherever_it_was_made() {
    let billing = Billing::new().await;
    let draft = billing.rebill(CANCELLED).await;
    let blocked = billing.click(&billing.rebill_path(), Some(&items(1))).await;
    let problem = blocked.expect_problem(422, "bill_blocked");
    assert_eq!(problem["errors"][0]["code"], "rebill_all_billed");
    for _ in 0..2 {
        let void = billing.click(&format!("/api/bills/{draft}/void"), None).await.expect(200);
        assert_eq!(void["status"], "void");
    }
    assert_eq!(billing.rebilling().await["rebillable_won"], CANCELLED);

    let here = billing.rebill(CANCELLED).await;
    billing.send(&here).await;
    let void = billing.click(&format!("/api/bills/{here}/void"), None).await.expect(200);
    assert_eq!((&void["status"], &void["actions"]), (&json!("void"), &json!(["bill_again"])));
    assert_eq!(billing.rebilling().await["rebillable_won"], CANCELLED);

    let there = billing.rebill(CANCELLED).await;
    let sent = billing.send(&there).await;
    let simulator = &billing.stage.simulator;
    simulator.void_bill_outside(number(&sent), Source::ManagerSite).unwrap();
    let payment = sent["payment_id"].as_str().unwrap();
    let read = billing.click(&format!("/api/payments/{payment}/refresh"), None).await.expect(200);
    assert_eq!(read["detail"]["payment"]["book_status"], "void");
    assert_eq!(billing.bill(&there).await["status"], "void");
    assert_eq!(billing.rebilling().await["rebillable_won"], CANCELLED);
    assert_eq!(billing.rebilling().await["bills"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn what_was_paid_otherwise_is_recorded_as_a_payment() {
    let billing = Billing::new().await;
    let id = billing.rebill(CANCELLED).await;
    let cash = json!({ "method": "cash", "paid_on": "2026-11-20", "note": "원장님께 드림" });
    let path = format!("/api/bills/{id}/record");
    let recorded = billing.click_with("0123456789abcdeg", &path, Some(&cash)).await.expect(200);
    assert_eq!((&recorded["status"], &recorded["bill_number"]), (&json!("paid"), &Value::Null));
    let again = billing.click_with("0123456789abcdeg", &path, Some(&cash)).await.expect(200);
    assert_eq!(again, recorded);
    billing.click(&path, Some(&cash)).await.expect_problem(409, "bill_changed");

    let payment = recorded["payment_id"].as_str().unwrap();
    let told = billing.payment(payment).await;
    assert_eq!(told["payment"]["channel"], "recorded");
    assert_eq!(told["payment"]["amount_won"], CANCELLED);
    assert_eq!(told["payment"]["paid_at"], "2026-11-20T00:00:00+09:00");
    let origin = billing.payment(&billing.origin).await;
    let timeline = origin["timeline"].as_array().unwrap();
    let line = timeline.iter().find(|entry| entry["kind"] == "bill.recorded").unwrap();
    assert_eq!(line["payment_id"], payment);
    assert!(line["text"]["ko"].as_str().unwrap().contains("원장님께 드림"), "{line}");
}

#[tokio::test]
async fn the_same_key_is_the_same_deed() {
    let billing = Billing::new().await;
    let path = billing.rebill_path();
    let key = "0123456789abcdeg";
    let first = billing.click_with(key, &path, Some(&items(10_000))).await.expect(201);
    let again = billing.click_with(key, &path, Some(&items(10_000))).await.expect(200);
    assert_eq!(again, first);
    let other = billing.click_with(key, &path, Some(&items(20_000))).await;
    other.expect_problem(422, "idempotency_key_reused");
    let keyless = billing.click_with("short", &path, Some(&items(10_000))).await;
    keyless.expect_problem(400, "idempotency_key_missing");
    assert_eq!(billing.rebilling().await["rebilled_won"], 10_000);

    let id = first["id"].as_str().unwrap();
    billing.send(id).await;
    let (path, key) = (format!("/api/bills/{id}/resend"), "0123456789abcdeh");
    billing.click_with(key, &path, None).await.expect(200);
    billing.click_with(key, &path, None).await.expect(200);
    let origin = billing.payment(&billing.origin).await;
    let resent = kinds(&origin).into_iter().filter(|kind| *kind == "bill.resent");
    assert_eq!(resent.count(), 1, "each message costs a fee");
    let early = billing.rebill(10_000).await;
    let early = billing.click(&format!("/api/bills/{early}/resend"), None).await;
    early.expect_problem(409, "bill_changed");
}

#[tokio::test]
async fn after_a_cancel_the_next_bill_is_made_of_the_bill_that_was_paid() {
    let stage = Stage::over_payssam(ApiVersion::V1).await;
    let bill = desk_simulator::payssam::Blueprint::new("bill1", 45_000);
    stage.simulator.create_bill(&bill).unwrap();
    stage.read("bill1").await;
    let listed = stage.signed_in("staff").await.get("/api/bills").await.expect(200);
    let row = &listed["items"][0];
    assert_eq!((&row["bill_number"], &row["status"]), (&json!("bill1"), &json!("paid")));
    assert_eq!((&row["created_by"], &row["actions"]), (&Value::Null, &json!(["cancel"])));
    stage.send("bill1", "0123456789abcdef", &full(45_000)).await;
    let id = row["id"].as_str().unwrap();
    let path = format!("/api/bills/{id}");
    let cancelled = stage.signed_in("staff").await.get(&path).await.expect(200);
    assert_eq!(cancelled["status"], "cancelled");
    assert_eq!(cancelled["actions"], json!(["bill_again"]));
    let detail = stage.detail("bill1").await;
    assert_eq!(detail["rebill"]["origin"], json!({ "bill_id": id, "payment_id": null }));
    assert_eq!(detail["rebill"]["items"], row["items"]);
}

/// 만료: the vendor calls nobody about it.
#[tokio::test]
async fn a_bill_that_nobody_paid_by_its_last_day_ends_and_gives_the_amount_back() {
    let billing = Billing::new().await;
    let id = billing.rebill(30_000).await;
    let body = json!({ "delivery": "link", "last_day": "2026-11-22" });
    billing.click(&format!("/api/bills/{id}/send"), Some(&body)).await.expect(200);
    billing.stage.work().await;
    assert_eq!(billing.bill(&id).await["status"], "waiting");

    billing.stage.wait(WEEK_SECONDS);
    workers::reconcile(&billing.stage.desk).await.unwrap();
    let expired = billing.bill(&id).await;
    assert_eq!(expired["status"], "void", "{expired}");
    let payment = billing.payment(expired["payment_id"].as_str().unwrap()).await;
    assert_eq!(payment["payment"]["agreement"], "agrees", "{payment}");
    assert_eq!(payment["follow_up"], Value::Null, "nobody owes anybody anything");
    assert_eq!(billing.rebilling().await["rebillable_won"], CANCELLED);
}
