//! What somebody sees of the demo before anything is touched.

use std::collections::BTreeSet;

use desk_gateway::payssam::ApiVersion;
use desk_server::demo::fill;
use serde_json::{Value, json};

use crate::support::{Stage, force, over_portone, slip};

/// What the demo has over AllTalkPay, which nobody can ask: whether it agrees stays unknown.
const NEVER_READ: i64 = 6;

#[tokio::test]
async fn one_payment_is_cancelled_in_the_book_only_until_the_vendor_shows_it() {
    let stage = Stage::demo().await;
    let browser = stage.signed_in("staff").await;
    let disagreeing = async || {
        browser.get("/api/payments/summary").await.expect(200)["disagreeing"].as_i64().unwrap()
    };
    assert_eq!(disagreeing().await, NEVER_READ + 1);
    let follow_ups = browser.get("/api/follow-ups?mine=true").await.expect(200);
    let [open] = follow_ups["items"].as_array().unwrap().as_slice() else {
        panic!("one follow-up is open: {follow_ups}");
    };
    assert_eq!(open["payment"]["agreement"], "book_ahead");

    // Filling again, as a second start does, forces nothing again.
    fill(&stage.desk, stage.simulator.control.port(), |_| {}).await.unwrap();
    assert_eq!(browser.get("/api/follow-ups/counts").await.expect(200)["open"], 1);

    let order = open["payment"]["gateway_payment_id"].as_str().unwrap();
    stage.control(&format!("payments/{order}/cancel"), "{}").await;
    let id = open["payment"]["id"].as_str().unwrap();
    browser.post(&format!("/api/payments/{id}/refresh"), None).await.expect(200);
    assert_eq!(disagreeing().await, NEVER_READ);
    assert_eq!(browser.get("/api/follow-ups/counts").await.expect(200)["open"], 0);
}

/// Every payment of a desk, as the list tells it, without what the desk itself names by chance.
async fn listed(stage: &Stage) -> Vec<Value> {
    let browser = stage.signed_in("staff").await;
    let mut rows = vec![];
    let mut path = "/api/payments?limit=100".to_owned();
    loop {
        let page = browser.get(&path).await.expect(200);
        rows.extend(page["items"].as_array().unwrap().clone());
        match page["next_cursor"].as_str() {
            Some(cursor) => path = format!("/api/payments?limit=100&cursor={cursor}"),
            None => break,
        }
    }
    for row in &mut rows {
        for by_chance in ["/id", "/customer/id", "/in_flight/id"] {
            if let Some(id) = row.pointer_mut(by_chance) {
                *id = Value::Null;
            }
        }
    }
    rows.sort_by_key(|row| row["gateway_payment_id"].to_string());
    rows
}

#[tokio::test]
async fn two_demos_of_one_seed_are_alike() {
    let (one, another) = (Stage::demo().await, Stage::demo().await);
    let (one, another) = (listed(&one).await, listed(&another).await);
    assert!(one.len() > 100, "{}", one.len());
    assert_eq!(one, another);
}

#[tokio::test]
async fn bills_of_every_state_are_there_and_one_chain_goes_all_the_way() {
    let mut stage = Stage::demo().await;
    let portone = over_portone(stage.real_gateway());
    stage.restart_with(vec![portone, stage.payssam(ApiVersion::V2)]).await;
    let control = stage.simulator.control.port();
    fill(&stage.desk, control, |_| {}).await.unwrap();
    stage.work().await;
    let browser = stage.signed_in("staff").await;
    let again = async || {
        let page = browser.get("/api/bills?limit=100").await.expect(200);
        let bills = page["items"].as_array().unwrap().clone();
        bills.into_iter().filter(|bill| !bill["rebill_of"].is_null()).collect::<Vec<Value>>()
    };
    let made = again().await;
    let states: BTreeSet<_> = made.iter().map(|bill| bill["status"].as_str().unwrap()).collect();
    let every = ["cancelled", "paid", "sending", "unsent", "void", "waiting"];
    assert_eq!(states, BTreeSet::from(every));

    let unanswered = made.iter().find(|bill| bill["status"] == "sending").unwrap();
    assert!(unanswered["trouble"]["ko"].as_str().unwrap().contains("다시 보내지 마세요"));
    let ended = made.iter().find(|bill| bill["status"] == "cancelled").unwrap();
    let payment = |field: &str| format!("/api/payments/{}", ended[field].as_str().unwrap());
    let (first, last) = (payment("rebill_of"), payment("payment_id"));
    let origin = browser.get(&first).await.expect(200);
    assert_eq!(origin["rebill"]["bills"][0]["id"], ended["id"]);
    let second = browser.get(&last).await.expect(200);
    assert_eq!(second["rebill"]["origin"]["payment_id"], origin["payment"]["id"]);
    assert_eq!(second["payment"]["book_status"], "cancelled");
    assert_eq!(second["payment"]["agreement"], json!("agrees"));

    fill(&stage.desk, control, |_| {}).await.unwrap();
    assert_eq!(again().await.len(), made.len(), "a second start makes no second bill");
}

#[tokio::test]
async fn bills_over_alltalkpay_are_there_to_be_cancelled_by_hand() {
    let stage = Stage::demo().await;
    let browser = stage.stepped_up("staff").await;
    let page = browser.get("/api/payments?channel=alltalkpay").await.expect(200);
    let items = page["items"].as_array().unwrap();
    let count = |status| items.iter().filter(|one| one["book_status"] == status).count();
    assert_eq!((items.len(), count("paid"), count("unpaid")), (6, 4, 2), "{page:#}");

    let paid = items.iter().find(|one| one["book_status"] == "paid").unwrap();
    let (id, won) = (paid["id"].as_str().unwrap(), paid["amount_won"].as_i64().unwrap());
    let shown = browser.get(&format!("/api/payments/{id}")).await.expect(200);
    assert_eq!(shown["after_force"]["duty"]["rule"], "F-ALLTALKPAY", "{shown:#}");
    let mut body = force(won);
    body["done_outside"] = slip("60110001", &stage.desk.now().to_rfc3339());
    browser.cancel(id, "0123456789abcdef", &body).await.expect(201);
    let shown = browser.get(&format!("/api/payments/{id}")).await.expect(200);
    assert_eq!(shown["follow_up"], Value::Null, "{shown:#}");
    assert_eq!(shown["payment"]["agreement"], "agrees");
}
