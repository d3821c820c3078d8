use std::path::Path;

use desk_simulator::Seed;
use desk_simulator::payssam::BillState;
use serde_json::json;

use super::harness::{v1, v1_order};
use crate::harness::{Desk, start_with};

async fn open(file: &Path) -> Desk {
    let file = file.to_owned();
    start_with(|config| {
        config.data_file = Some(file);
        config.seed = Some(Seed { number: 5, payments: 40 });
        config.payssam.callback_target = Some("http://127.0.0.1:9/hook".into());
    })
    .await
}

#[tokio::test]
async fn bills_refunds_points_and_callbacks_survive() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vendors.jsonl");
    let desk = open(&file).await;
    desk.bill("new1", BillState::Waiting);
    desk.running.pay_bill("new1", &Default::default()).unwrap();
    desk.bill_call("/if/bill/cancel", &v1_order("new1", "45000")).await;
    desk.bill_call("/if/bill/destroy", &v1_order("demoWaiting", "260000")).await;
    desk.bill_call("/if/bill/resend", &v1(json!({ "bill_id": "demoLastDay" }))).await;
    desk.running.shut_down().await;

    // Twice, as the second start reads the compacted file of the first.
    for _ in 0..2 {
        let desk = open(&file).await;
        assert_eq!(desk.bill_refunds("new1"), [45_000]);
        assert_eq!(desk.bill_state("demoWaiting").await, "D");
        assert_eq!(desk.bill_state("demoCard").await, "F");
        let (_, again) = desk.bill_call("/if/bill/cancel", &v1_order("new1", "45000")).await;
        assert_eq!(again["code"], "9970");
        let (_, points) = desk.bill_call("/if/read/remain_count", &v1(json!({}))).await;
        assert_eq!(points["info"]["remain_count"], "999945");
        let (_, callbacks) = desk.control("GET", "/api/payssam/callbacks", json!({})).await;
        assert_eq!(callbacks["items"].as_array().unwrap().len(), 1);
        desk.running.shut_down().await;
    }
}
