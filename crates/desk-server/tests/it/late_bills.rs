//! An order of a bill arrives when nobody waits for it any more: no money is asked for twice.

use desk_simulator::payssam::{BillState, Tender};
use desk_simulator::{Fault, FaultKind, Scope};
use serde_json::{Value, json};

use crate::support::billing::{Billing, CANCELLED, items};

/// After the time-out, an order may still arrive for as long.
const QUARTER_OF_AN_HOUR: i64 = 15 * 60;
/// Between two looks at the vendor at most, in seconds.
const LOOK: i64 = 60;

fn next_sends_meet(billing: &Billing, kind: FaultKind, calls: u32) {
    let fault = Fault { scope: Scope::Send, calls, ..Fault::next_cancel(kind) };
    billing.stage.simulator.arm(fault);
}

async fn look(billing: &Billing, id: &str) -> Value {
    billing.stage.wait(LOOK);
    billing.stage.work().await;
    billing.bill(id).await
}

/// A bill of all the cancelled money: its first order is on its way, the vendor has refused the second.
async fn refused_in_doubt(billing: &Billing, refusals: u32) -> (String, String) {
    let id = billing.rebill(CANCELLED).await;
    next_sends_meet(billing, FaultKind::ArrivesLate, 1);
    let unclear = billing.send(&id).await;
    assert_eq!(unclear["status"], "sending");
    next_sends_meet(billing, FaultKind::NotSent, refusals);
    let refused = look(billing, &id).await;
    assert_eq!(refused["status"], "sending", "{refused}");
    (id, refused["bill_number"].as_str().unwrap().to_owned())
}

/// Until the desk gives the bill back to people: no order can arrive any more, as far as anybody knows.
async fn given_back(billing: &Billing) -> (String, String) {
    let (id, number) = refused_in_doubt(billing, 99).await;
    for _ in 0..20 {
        if look(billing, &id).await["status"] == "unsent" {
            return (id, number);
        }
    }
    panic!("{}", billing.bill(&id).await);
}

/// What was on its way arrives.
async fn arrives(billing: &Billing, number: &str) {
    billing.stage.simulator.clear_faults();
    billing.stage.press("faults/release", "{}").await;
    while billing.stage.simulator.bill_truth(number).is_none() {
        tokio::task::yield_now().await;
    }
}

fn state(billing: &Billing, number: &str) -> BillState {
    billing.stage.simulator.bill_truth(number).unwrap().state
}

/// Everything that waits at the vendor to be paid, in won.
fn payable(billing: &Billing) -> i64 {
    let simulator = &billing.stage.simulator;
    let bills = simulator.bill_ids().into_iter().filter_map(|id| simulator.bill_truth(&id));
    let open = bills.filter(|bill| matches!(bill.state, BillState::Waiting | BillState::Paid));
    open.map(|bill| bill.price_won).sum()
}

#[tokio::test]
async fn a_refused_repeat_keeps_the_money_while_the_first_order_may_arrive() {
    let billing = Billing::new().await;
    let (id, number) = refused_in_doubt(&billing, 1).await;
    let held = billing.bill(&id).await;
    assert_eq!(held["actions"], json!([]));
    let trouble = held["trouble"]["ko"].as_str().unwrap();
    assert!(trouble.contains("먼저 보낸 것이 늦게 도착할 수 있어"), "{trouble}");
    for deed in ["void", "record", "send"] {
        let body = match deed {
            "record" => Some(json!({ "method": "cash", "paid_on": "2026-11-20" })),
            "send" => Some(json!({ "delivery": "link" })),
            _ => None,
        };
        let path = format!("/api/bills/{id}/{deed}");
        billing.click(&path, body.as_ref()).await.expect_problem(409, "bill_changed");
    }
    let again = billing.click(&billing.rebill_path(), Some(&items(1))).await;
    again.expect_problem(422, "bill_blocked");

    arrives(&billing, &number).await;
    let waiting = look(&billing, &id).await;
    assert_eq!((&waiting["status"], &waiting["trouble"]), (&json!("waiting"), &Value::Null));
    assert_eq!(payable(&billing), CANCELLED);
    billing.click(&format!("/api/bills/{id}/void"), None).await.expect(200);
    assert_eq!((state(&billing, &number), payable(&billing)), (BillState::Voided, 0));
}

#[tokio::test]
async fn it_is_given_back_once_no_order_can_arrive_any_more() {
    let billing = Billing::new().await;
    let began = billing.stage.desk.now();
    let (id, _) = given_back(&billing).await;
    let waited = billing.stage.desk.now().seconds_since(began);
    assert!((QUARTER_OF_AN_HOUR..2 * QUARTER_OF_AN_HOUR).contains(&waited), "{waited} s");
    let unsent = billing.bill(&id).await;
    assert_eq!(unsent["actions"], json!(["send", "record", "void"]));
    assert_eq!(billing.rebilling().await["rebillable_won"], 0, "it is kept for this bill");
    let origin = billing.payment(&billing.origin).await;
    let timeline = origin["timeline"].as_array().unwrap();
    let told: Vec<_> = timeline
        .iter()
        .map(|entry| entry["kind"].as_str().unwrap())
        .filter(|kind| kind.starts_with("bill."))
        .collect();
    let chain =
        ["bill.created", "bill.sending", "bill.unclear", "bill.refused_in_doubt", "bill.refused"];
    assert_eq!(told, chain, "each is told once");
}

#[tokio::test]
async fn a_repeat_that_is_taken_ends_the_doubt_and_the_late_order_makes_no_second_bill() {
    let billing = Billing::new().await;
    let id = billing.rebill(CANCELLED).await;
    next_sends_meet(&billing, FaultKind::ArrivesLate, 1);
    billing.send(&id).await;
    let sent = look(&billing, &id).await;
    assert_eq!(sent["status"], "waiting");
    let number = sent["bill_number"].as_str().unwrap();
    billing.click(&format!("/api/bills/{id}/void"), None).await.expect(200);
    let second = billing.rebill(CANCELLED).await;
    assert_eq!(billing.send(&second).await["status"], "waiting");
    arrives(&billing, number).await;
    assert_eq!(billing.bill(&id).await["status"], "void");
    assert_eq!((state(&billing, number), payable(&billing)), (BillState::Voided, CANCELLED));
}

#[tokio::test]
async fn a_number_that_the_vendor_knows_is_no_refusal() {
    let billing = Billing::new().await;
    let id = billing.rebill(CANCELLED).await;
    billing.stage.press("payssam/answers", r#"{"code":"BILL_001"}"#).await;
    let unclear = billing.send(&id).await;
    assert_eq!((&unclear["status"], &unclear["actions"]), (&json!("sending"), &json!([])));
    assert_eq!(look(&billing, &id).await["status"], "waiting");
}

#[tokio::test]
async fn a_bill_that_comes_after_all_is_voided_there_by_the_desk() {
    let billing = Billing::new().await;
    let (id, number) = given_back(&billing).await;
    billing.click(&format!("/api/bills/{id}/void"), None).await.expect(200);
    billing.stage.work().await;
    billing.stage.simulator.clear_faults();
    let second = billing.rebill(CANCELLED).await;
    assert_eq!(billing.send(&second).await["status"], "waiting");
    arrives(&billing, &number).await;
    assert_eq!(payable(&billing), 2 * CANCELLED, "so late that nobody expected it");

    billing.stage.wait(QUARTER_OF_AN_HOUR);
    billing.stage.work().await;
    assert_eq!((state(&billing, &number), payable(&billing)), (BillState::Voided, CANCELLED));
    let void = billing.bill(&id).await;
    assert_eq!((&void["status"], &void["trouble"]), (&json!("void"), &Value::Null));
    assert_eq!(billing.bill(&second).await["status"], "waiting");
    let origin = billing.payment(&billing.origin).await;
    let line =
        origin["timeline"].as_array().unwrap().iter().find(|one| one["kind"] == "bill.came_late");
    assert!(line.unwrap()["text"]["ko"].as_str().unwrap().contains("늦게 도착했어요"), "{line:?}");
    assert_eq!(origin["rebill"]["rebilled_won"], CANCELLED);
}

#[tokio::test]
async fn one_that_was_paid_before_anybody_saw_it_is_a_duty_until_it_is_cancelled() {
    let billing = Billing::new().await;
    let (id, number) = given_back(&billing).await;
    billing.click(&format!("/api/bills/{id}/void"), None).await.expect(200);
    billing.stage.simulator.clear_faults();
    let second = billing.rebill(CANCELLED).await;
    billing.send(&second).await;
    arrives(&billing, &number).await;
    billing.stage.simulator.pay_bill(&number, &Tender::default()).unwrap();
    billing.approval_is_told(&number).await;

    let paid = billing.bill(&id).await;
    assert_eq!((&paid["status"], &paid["actions"]), (&json!("paid"), &json!(["cancel"])));
    assert!(paid["trouble"]["ko"].as_str().unwrap().contains("두 번"), "{paid}");
    let payment = paid["payment_id"].as_str().unwrap();
    let duty = billing.payment(payment).await["follow_up"].clone();
    assert_eq!(duty["cause"], "paid_after_all", "{duty}");
    assert_eq!(duty["amount_at_risk_won"], CANCELLED);

    let key = [("idempotency-key", "0123456789abcdeh")];
    let path = format!("/api/payments/{payment}/cancellations");
    let body = crate::support::full(CANCELLED);
    let browser = billing.stage.signed_in("staff").await;
    browser.send(axum::http::Method::POST, &path, &key, Some(&body)).await.expect(201);
    billing.stage.wait(5);
    billing.stage.work().await;
    assert_eq!(state(&billing, &number), BillState::Cancelled);
    assert_eq!(billing.bill(&id).await["status"], "cancelled");
    assert_eq!(billing.payment(payment).await["follow_up"], Value::Null);
}

#[tokio::test]
async fn a_recorded_bill_that_comes_after_all_is_voided_there_too() {
    let billing = Billing::new().await;
    let (id, number) = given_back(&billing).await;
    let cash = json!({ "method": "cash", "paid_on": "2026-11-20" });
    billing.click(&format!("/api/bills/{id}/record"), Some(&cash)).await.expect(200);
    arrives(&billing, &number).await;
    billing.stage.wait(QUARTER_OF_AN_HOUR);
    billing.stage.work().await;
    assert_eq!((state(&billing, &number), payable(&billing)), (BillState::Voided, 0));
    assert_eq!(billing.bill(&id).await["status"], "paid");
    assert_eq!(billing.rebilling().await["rebilled_won"], CANCELLED);
}
