use desk_simulator::Seed;
use serde_json::json;

use super::harness::{APPROVAL, terminal};
use crate::harness::{start, start_with};

#[tokio::test]
async fn an_approval_is_created_found_and_its_truth_told() {
    let desk = start().await;
    let plan = json!({ "approvalNumber": "777", "amountWon": 9_000, "customerName": "한지우" });
    assert_eq!(desk.control("POST", "/api/van/approvals", plan.clone()).await.0, 201);
    assert_eq!(desk.control("POST", "/api/van/approvals", plan).await.0, 400);
    let (_, found) = desk.control("GET", "/api/van/approvals?q=%ED%95%9C", json!({})).await;
    assert_eq!(found["items"][0]["approvalNumber"], "777");
    let (_, truth) = desk.control("GET", "/api/van/approvals/777", json!({})).await;
    assert_eq!((&truth["refundCount"], &truth["amountWon"]), (&json!(0), &json!(9_000)));
    assert_eq!(desk.control("GET", "/api/van/approvals/778", json!({})).await.0, 404);
}

#[tokio::test]
async fn the_device_tells_what_a_person_may_do() {
    let desk = terminal().await;
    let device = async || desk.control("GET", "/api/van/device", json!({})).await.1;
    assert_eq!(device().await["attempt"], json!(null));
    assert_eq!(desk.control("POST", "/api/van/card", json!({ "card": "right" })).await.0, 409);
    desk.begin("can_1").await;
    assert_eq!(device().await["attempt"]["stage"], "awaiting_card");
    assert_eq!(desk.control("POST", "/api/van/card", json!({ "card": "right" })).await.0, 204);
    assert_eq!(desk.control("POST", "/api/van/answer", json!({})).await.0, 204);
    assert_eq!(device().await["attempt"]["result"]["kind"], "succeeded");
    let (_, truth) =
        desk.control("GET", &format!("/api/van/approvals/{APPROVAL}"), json!({})).await;
    assert_eq!(truth["refundCount"], 1);
}

#[tokio::test]
async fn the_seed_reaches_the_terminal_and_a_reset_empties_it() {
    let desk = start_with(|config| config.seed = Some(Seed { number: 1, payments: 100 })).await;
    let (_, status) = desk.control("GET", "/api/status", json!({})).await;
    assert_eq!(status["van"], format!("http://{}", desk.running.van));
    assert_eq!(status["approvals"], 92);
    assert_eq!(desk.control("POST", "/api/reset", json!({})).await.0, 204);
    let (_, status) = desk.control("GET", "/api/status", json!({})).await;
    assert_eq!(status["approvals"], 0);
}

#[tokio::test]
async fn the_page_of_the_device_brings_its_script_and_words_for_everything() {
    let desk = start().await;
    let read = async |path: &str| {
        let url = format!("http://{}{path}", desk.running.van);
        desk.request("GET", &url).send().await.unwrap().text().await.unwrap()
    };
    let (page, script) = (read("/").await, read("/van.js").await);
    assert!(page.contains("<script src=\"/van.js\">"));
    for id in script.split("$(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(page.contains(&format!("id=\"{id}\"")), "{id} is on the page");
    }
    let words = page.split("data-say=\"").skip(1).filter_map(|rest| rest.split('"').next());
    for word in words {
        assert_eq!(script.matches(&format!(" {word}: \"")).count(), 2, "{word} in two languages");
    }
    assert_eq!(desk.control("GET", "/api/van/device", json!({})).await.0, 200);
}
