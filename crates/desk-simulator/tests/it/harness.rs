//! A running simulator on free ports with a clock that stands still, and a client for it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use desk_simulator::{Blueprint, Config, DEMO_API_SECRET, ManualClock, Running, Simulators};
use serde_json::{Value, json};

pub(crate) const KEY: &str = "\"can_0123456789abcdef\"";

pub(crate) struct Desk {
    pub(crate) running: Running,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) http: reqwest::Client,
}

pub(crate) fn noon() -> DateTime<Utc> {
    "2026-11-21T03:00:00Z".parse().unwrap()
}

pub(crate) async fn start() -> Desk {
    start_with(|_| {}).await
}

pub(crate) async fn start_with(change: impl FnOnce(&mut Config)) -> Desk {
    let clock = Arc::new(ManualClock::at(noon()));
    let mut config = Config::for_tests(clock.clone());
    change(&mut config);
    let running = Simulators::start(config).await.unwrap();
    Desk { running, clock, http: client() }
}

#[expect(clippy::disallowed_methods, reason = "the tests' own client")]
fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().tls_certs_only([]).build().unwrap()
}

/// Status and JSON, or nothing when the connection closed without a whole answer.
pub(crate) type Answer = Option<(u16, Value)>;

impl Desk {
    pub(crate) fn pay(&self, id: &str, amount_won: i64) {
        self.running.create_payment(&Blueprint::new(id, amount_won)).unwrap();
    }

    pub(crate) fn create(&self, plan: Value) {
        self.running.create_payment(&serde_json::from_value(plan).unwrap()).unwrap();
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        self.send(self.portone("GET", path)).await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.send(self.portone("POST", path).json(&body)).await.unwrap()
    }

    /// Cancels with an `Idempotency-Key`; `key` carries its own quotes.
    pub(crate) async fn cancel(&self, id: &str, key: &str, body: Value) -> Answer {
        let request = self.portone("POST", &format!("/payments/{id}/cancel"));
        self.send(request.header("Idempotency-Key", key).json(&body)).await
    }

    pub(crate) async fn control(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let url = format!("http://{}{path}", self.running.control);
        self.send(self.request(method, &url).json(&body)).await.unwrap()
    }

    pub(crate) fn portone(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.anonymous(method, path).header("Authorization", format!("PortOne {DEMO_API_SECRET}"))
    }

    pub(crate) fn anonymous(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.request(method, &format!("http://{}{path}", self.running.portone))
    }

    pub(crate) fn request(&self, method: &str, url: &str) -> reqwest::RequestBuilder {
        self.http.request(method.parse().unwrap(), url)
    }

    pub(crate) async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.ok()?;
        let status = response.status().as_u16();
        let text = response.text().await.ok()?;
        let body = if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap() };
        Some((status, body))
    }

    /// Real won of every refund, oldest first.
    pub(crate) fn refunds(&self, id: &str) -> Vec<i64> {
        let truth = self.running.truth(id).unwrap();
        truth.refunds.iter().map(|refund| refund.amount_won).collect()
    }
}

pub(crate) fn reason() -> Value {
    json!({ "reason": "고객 요청" })
}
