use desk_simulator::Seed;
use desk_simulator::payssam::BillState;
use serde_json::{Value, json};

use super::harness::{v1, v2};
use crate::harness::{start, start_with};

#[tokio::test]
async fn a_bill_is_created_found_and_its_truth_told() {
    let desk = start().await;
    let plan = json!({
        "id": "new1", "priceWon": 45_000, "tender": { "payType": "KEYIN", "instalmentMonths": 3 },
    });
    let (status, made) = desk.control("POST", "/api/payssam/bills", plan.clone()).await;
    assert_eq!(status, 201, "{made}");
    assert_eq!(
        [&made["state"], &made["bill"]["appr_pay_type"], &made["bill"]["appr_monthly"]],
        ["F", "KEYIN", "3"]
    );
    assert_eq!(desk.control("POST", "/api/payssam/bills", plan).await.0, 400);
    let (_, found) = desk.control("GET", "/api/payssam/bills?q=new", json!({})).await;
    assert_eq!(found["items"][0]["id"], "new1");
    let (status, missing) = desk.control("GET", "/api/payssam/bills/none", json!({})).await;
    assert_eq!((status, &missing["type"]), (404, &json!("PAYMENT_NOT_FOUND")));
    for plan in [json!({ "id": "", "priceWon": 1 }), json!({ "id": "a", "priceWon": 0 })] {
        assert_eq!(desk.control("POST", "/api/payssam/bills", plan).await.0, 400);
    }
}

/// What a person does outside of the API shows in the truth with its source.
async fn check(state: BillState, call: &str, body: Value, expected: Value) {
    let desk = start().await;
    desk.bill("b1", state);
    let path = format!("/api/payssam/bills/b1/{call}");
    let (status, truth) = desk.control("POST", &path, body.clone()).await;
    assert_eq!(status, 200, "{call} {truth}");
    let seen =
        json!([truth["state"], truth["ending"]["source"], truth["refundedWon"], truth["heldWon"]]);
    assert_eq!(seen, expected, "{call}");
    assert_eq!(desk.control("POST", &path, body).await.0, 400, "{call} twice");
}

#[tokio::test]
async fn the_customer_and_the_manager_site() {
    check(BillState::Waiting, "pay", json!({}), json!(["F", null, 0, 45_000])).await;
    check(BillState::Waiting, "void", json!({}), json!(["D", "manager_site", 0, 0])).await;
    check(BillState::Paid, "cancel", json!({}), json!(["C", "manager_site", 45_000, 0])).await;
    let vendor = json!({ "via": "vendor" });
    check(BillState::Paid, "cancel", vendor, json!(["C", "vendor", 45_000, 0])).await;
}

#[tokio::test]
async fn the_field_of_the_message_can_be_turned_around() {
    let desk = start().await;
    let quirks = json!({ "documentedMessageField": true });
    assert_eq!(desk.control("PUT", "/api/payssam/quirks", quirks).await.0, 204);
    let (_, first) = desk.bill_call("/if/bill/read", &v1(json!({ "bill_id": "1" }))).await;
    assert_eq!(first, json!({ "code": "9980", "message": "청구서를 찾을 수 없습니다." }));
    let (_, second) = desk.bill_call("/bill/read", &v2(json!({ "billId": "1" }))).await;
    assert_eq!(second["msg"], "청구서를 찾을 수 없습니다.");
    assert!(second.get("message").is_none());
}

#[tokio::test]
async fn status_calls_and_reset_know_of_the_bills() {
    let desk = start_with(|config| config.seed = Some(Seed { number: 1, payments: 100 })).await;
    desk.control("PUT", "/api/payssam/callback-target", json!({ "url": "http://127.0.0.1:9" }))
        .await;
    assert_eq!(desk.bill_state("demoKeyin").await, "F");
    let (_, status) = desk.control("GET", "/api/status", json!({})).await;
    assert_eq!(status["payssam"], format!("http://{}", desk.running.payssam));
    assert_eq!(status["callbackTarget"], "http://127.0.0.1:9");
    assert!(status["bills"].as_u64().unwrap() > 30, "{status}");
    let (_, calls) = desk.control("GET", "/api/calls", json!({})).await;
    assert_eq!(calls["items"][0]["path"], "/partner/if/bill/read");
    assert_eq!(desk.control("POST", "/api/reset", json!({})).await.0, 204);
    let (_, status) = desk.control("GET", "/api/status", json!({})).await;
    assert_eq!(
        (&status["bills"], &status["callbackTarget"]),
        (&json!(0), &json!("http://127.0.0.1:9"))
    );
}

#[tokio::test]
async fn forced_answers_are_listed_and_cleared() {
    let desk = start().await;
    let wanted = json!({ "code": "PARTNER_006", "calls": 2 });
    desk.control("POST", "/api/payssam/answers", wanted).await;
    let read = v2(json!({ "billId": "1" }));
    assert_eq!(desk.bill_call("/bill/read", &read).await.1["code"], "PARTNER_006");
    let (_, answers) = desk.control("GET", "/api/payssam/answers", json!({})).await;
    assert_eq!(answers["items"][0]["calls"], 1);
    assert_eq!(desk.control("DELETE", "/api/payssam/answers", json!({})).await.0, 204);
    assert_eq!(desk.bill_call("/bill/read", &read).await.1["code"], "BILL_003");
}

#[tokio::test]
async fn the_page_brings_its_script() {
    let desk = start().await;
    let of_control = |path: &str| format!("http://{}{path}", desk.running.control);
    let page = desk.request("GET", &of_control("/")).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("<script src=\"/payssam.js\">"));
    let script = desk.request("GET", &of_control("/payssam.js")).send().await.unwrap();
    assert_eq!(script.headers()["content-type"], "text/javascript; charset=utf-8");
    let script = script.text().await.unwrap();
    let wanted = script.split("$(\"").skip(1).filter_map(|rest| rest.split('"').next());
    for id in wanted {
        assert!(page.contains(&format!("id=\"{id}\"")), "{id} is on the page");
    }
}
