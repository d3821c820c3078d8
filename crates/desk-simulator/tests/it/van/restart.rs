use std::path::Path;

use desk_simulator::van::{Blueprint, Card};
use serde_json::json;

use super::harness::{APPROVAL, WON, order};
use crate::harness::{Desk, start_with};

async fn open(file: &Path) -> Desk {
    let file = file.to_owned();
    start_with(|config| config.data_file = Some(file)).await
}

#[tokio::test]
async fn approvals_attempts_and_refunds_survive() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vendors.jsonl");
    let desk = open(&file).await;
    for number in [APPROVAL, "30000002"] {
        desk.running.at_van().create(&Blueprint::new(number, WON)).unwrap();
    }
    desk.begin("can_1").await;
    desk.insert_and_answer();
    let second = order("can_2", json!({ "approvalNumber": "30000002" }));
    desk.driver("POST", "/cancels", second).await;
    desk.running.shut_down().await;

    // Twice, as the second start reads the compacted file of the first.
    for _ in 0..2 {
        let desk = open(&file).await;
        assert_eq!(desk.refund_count(), 1);
        assert_eq!(desk.standing("can_1").await["result"]["kind"], "succeeded");
        assert_eq!(desk.standing("can_2").await["stage"], "awaiting_card");
        desk.running.shut_down().await;
    }
    let desk = open(&file).await;
    desk.running.at_van().insert(Card::Right).unwrap();
    desk.running.at_van().answer().unwrap();
    assert_eq!(desk.standing("can_2").await["result"]["kind"], "succeeded");
}
