//! A caller of the device's driver.

use desk_simulator::van::{Blueprint, Card};
use serde_json::{Value, json};

use crate::harness::{Answer, Desk, start};

pub(super) const APPROVAL: &str = "30000001";
pub(super) const WON: i64 = 45_000;

/// A terminal with one approval of today.
pub(super) async fn terminal() -> Desk {
    let desk = start().await;
    desk.running.at_van().create(&Blueprint::new(APPROVAL, WON)).unwrap();
    desk
}

/// A full cancel of it; `changes` go over it.
pub(super) fn order(request_id: &str, changes: Value) -> Value {
    let mut order = json!({
        "requestId": request_id, "kind": "card", "approvalNumber": APPROVAL,
        "approvedOn": "2026-11-21", "amountWon": WON, "cancelWon": WON,
    });
    for (name, value) in changes.as_object().unwrap() {
        order[name] = value.clone();
    }
    order
}

impl Desk {
    pub(super) async fn try_driver(&self, method: &str, path: &str, body: Value) -> Answer {
        let url = format!("http://{}/v1{path}", self.running.van);
        self.send(self.request(method, &url).json(&body)).await
    }

    pub(super) async fn driver(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        self.try_driver(method, path, body).await.unwrap()
    }

    pub(super) async fn begin(&self, request_id: &str) -> Value {
        let (status, begun) = self.driver("POST", "/cancels", order(request_id, json!({}))).await;
        assert_eq!(status, 200, "{begun}");
        begun
    }

    pub(super) async fn standing(&self, request_id: &str) -> Value {
        self.driver("GET", &format!("/cancels/{request_id}"), json!({})).await.1
    }

    /// A person puts in the right card and the VAN answers.
    pub(super) fn insert_and_answer(&self) {
        self.running.at_van().insert(Card::Right).unwrap();
        self.running.at_van().answer().unwrap();
    }

    pub(super) fn refund_count(&self) -> usize {
        self.running.at_van().truth(APPROVAL).unwrap().refund_count
    }
}
