//! An old backup becomes the desk: a bill that the book does not know to be sent is not sent a second time.

use std::path::PathBuf;

use desk_server::keeping::back_up;
use desk_simulator::payssam::BillState;
use serde_json::json;

use crate::support::billing::{Billing, CANCELLED};

async fn backup(billing: &Billing) -> PathBuf {
    let file = billing.stage.folder().join("desk.backup");
    back_up(&*billing.stage.desk.store, &file, billing.stage.desk.now()).await.unwrap();
    file
}

async fn restore(billing: &mut Billing, backup: &std::path::Path) {
    billing.stage.restore(backup).await;
    billing.connect().await;
}

/// Asked for, and not sent yet.
async fn asked(billing: &Billing) -> String {
    let id = billing.rebill(CANCELLED).await;
    let path = format!("/api/bills/{id}/send");
    let body = json!({ "delivery": "message", "phone": "010-2222-3333" });
    billing.click(&path, Some(&body)).await.expect(200);
    id
}

#[tokio::test]
async fn a_draft_that_was_sent_since_goes_out_under_the_same_number() {
    let mut billing = Billing::new().await;
    let id = billing.rebill(CANCELLED).await;
    let file = backup(&billing).await;
    let sent = billing.send(&id).await;
    restore(&mut billing, &file).await;
    assert_eq!(billing.bill(&id).await["status"], "unsent");
    let again = billing.send(&id).await;
    assert_eq!(
        (&again["status"], &again["bill_number"]),
        (&json!("waiting"), &sent["bill_number"])
    );
    assert_eq!(billing.stage.simulator.bill_ids().len(), 1);
    assert_eq!(billing.stage.simulator.messages_sent(), 1);
}

#[tokio::test]
async fn one_on_its_way_keeps_its_money_until_it_is_found() {
    let mut billing = Billing::new().await;
    let id = asked(&billing).await;
    let file = backup(&billing).await;
    billing.stage.work().await;
    restore(&mut billing, &file).await;
    let restored = billing.bill(&id).await;
    assert_eq!((&restored["status"], &restored["actions"]), (&json!("sending"), &json!([])));
    let void = billing.click(&format!("/api/bills/{id}/void"), None).await;
    void.expect_problem(409, "bill_changed");
    billing.stage.work().await;
    assert_eq!(billing.bill(&id).await["status"], "waiting");
    assert_eq!(billing.stage.simulator.messages_sent(), 1);
}

#[tokio::test]
async fn one_that_never_went_out_is_given_back_and_not_sent_by_itself() {
    let mut billing = Billing::new().await;
    let id = asked(&billing).await;
    let file = backup(&billing).await;
    restore(&mut billing, &file).await;
    for _ in 0..15 {
        billing.stage.work().await;
        assert_eq!(billing.bill(&id).await["status"], "sending");
        billing.stage.wait(60);
    }
    billing.stage.work().await;
    let unsent = billing.bill(&id).await;
    assert_eq!(
        (&unsent["status"], &unsent["actions"]),
        (&json!("unsent"), &json!(["send", "record", "void"]))
    );
    assert_eq!(billing.stage.simulator.bill_ids().len(), 0);
    assert_eq!(billing.send(&id).await["status"], "waiting");
}

#[tokio::test]
async fn a_draft_that_was_sent_since_and_is_paid_at_the_counter_is_withdrawn_at_the_vendor() {
    let mut billing = Billing::new().await;
    let id = billing.rebill(CANCELLED).await;
    let file = backup(&billing).await;
    let sent = billing.send(&id).await;
    restore(&mut billing, &file).await;
    let cash = json!({ "method": "cash", "paid_on": "2026-11-20" });
    billing.click(&format!("/api/bills/{id}/record"), Some(&cash)).await.expect(200);
    billing.stage.work().await;
    let number = sent["bill_number"].as_str().unwrap();
    let there = billing.stage.simulator.bill_truth(number).unwrap();
    assert_eq!(there.state, BillState::Voided, "the customer could pay a second time");
    assert_eq!(billing.bill(&id).await["status"], "paid");
}
