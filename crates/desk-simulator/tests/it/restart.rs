use std::io::Write;
use std::path::Path;

use desk_simulator::{Config, JournalError, ManualClock, Seed, SimulatorError, Simulators};
use serde_json::json;

use crate::harness::{Desk, KEY, noon, reason, start_with};

async fn open(file: &Path) -> Desk {
    let file = file.to_owned();
    start_with(|config| {
        config.data_file = Some(file);
        config.seed = Some(Seed { number: 5, payments: 20 });
        config.webhook_target = Some("http://127.0.0.1:9/hook".into());
    })
    .await
}

#[tokio::test]
async fn everything_that_happened_survives() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deep/portone.jsonl");
    let desk = open(&file).await;
    desk.pay("new", 10_000);
    let first = desk.cancel("new", KEY, reason()).await.unwrap();
    let order = json!({ "reason": "부분", "amount": 20_000 });
    desk.post("/payments/demo-card-partial/cancel", order).await;
    desk.control("POST", "/api/clock", json!({ "forwardSeconds": 60 })).await;
    let (_, before) = desk.get("/payments/demo-card-partial").await;
    desk.running.shut_down().await;

    // Twice, as the second start reads the compacted file of the first.
    for _ in 0..2 {
        let desk = open(&file).await;
        assert_eq!(desk.get("/payments/demo-card-partial").await.1, before);
        assert_eq!(desk.refunds("new"), [10_000]);
        assert_eq!(desk.cancel("new", KEY, reason()).await.unwrap(), first, "the key is known");
        let (_, webhooks) = desk.control("GET", "/api/portone/webhooks", json!({})).await;
        assert_eq!(webhooks["items"].as_array().unwrap().len(), 2);
        let (_, clock) = desk.control("GET", "/api/clock", json!({})).await;
        assert_eq!(clock["shiftSeconds"], 60);
        desk.running.shut_down().await;
    }
}

#[tokio::test]
async fn half_a_last_line_is_a_commit_that_never_happened() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("portone.jsonl");
    let desk = open(&file).await;
    desk.pay("new", 10_000);
    desk.running.shut_down().await;
    let mut torn = std::fs::OpenOptions::new().append(true).open(&file).unwrap();
    torn.write_all(b"{\"changes\":{\"pay").unwrap();
    let desk = open(&file).await;
    assert_eq!(desk.get("/payments/new").await.0, 200);
    desk.running.shut_down().await;
}

#[tokio::test]
async fn a_file_that_is_not_ours_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("portone.jsonl");
    std::fs::write(&file, "hello\nworld\n").unwrap();
    let mut config = Config::for_tests(std::sync::Arc::new(ManualClock::at(noon())));
    config.data_file = Some(file);
    let refused = Simulators::start(config).await.unwrap_err();
    assert!(
        matches!(refused, SimulatorError::Journal(JournalError::Corrupt { line: 1, .. })),
        "{refused}"
    );
}
