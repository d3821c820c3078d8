//! Bootpay over real HTTP, both generations.

mod cancelling;
mod cash_receipts;
mod faults;
mod outside;
mod restart;
mod webhooks;

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use desk_simulator::bootpay::{Backstage, Blueprint, DEMO_APPLICATION_ID, DEMO_PRIVATE_KEY};
use desk_simulator::{Config, ManualClock, Running};
use reqwest::RequestBuilder;
use serde_json::{Value, json};

use crate::harness::{self, Answer};

pub(crate) struct Shop {
    pub(crate) running: Running,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) http: reqwest::Client,
}

pub(crate) async fn open() -> Shop {
    open_with(|_| {}).await
}

pub(crate) async fn open_with(change: impl FnOnce(&mut Config)) -> Shop {
    let harness::Desk { running, clock, http } = harness::start_with(change).await;
    Shop { running, clock, http }
}

pub(crate) fn at_korean(time: &str) -> DateTime<Utc> {
    format!("{time}+09:00").parse().unwrap()
}

impl Shop {
    pub(crate) fn side(&self) -> Backstage<'_> {
        self.running.at_bootpay()
    }

    /// A paid card payment at nicepay; its receipt id.
    pub(crate) fn pay(&self, order_id: &str, won: i64) -> String {
        self.side().create(&Blueprint::new(order_id, won)).unwrap()
    }

    /// A payment as the control API describes it; its receipt id.
    pub(crate) fn create(&self, plan: Value) -> String {
        self.side().create(&serde_json::from_value(plan).unwrap()).unwrap()
    }

    pub(crate) fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let url = format!("http://{}{path}", self.running.bootpay);
        self.http.request(method.parse().unwrap(), url)
    }

    /// V2, let in by the key pair.
    pub(crate) fn v2(&self, method: &str, path: &str) -> RequestBuilder {
        let pair = STANDARD.encode("demo-bootpay-client-key:demo-bootpay-secret-key");
        self.request(method, &format!("/v2{path}")).header("Authorization", format!("Basic {pair}"))
    }

    /// Nothing when no whole answer arrived.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.ok()?;
        let status = response.status().as_u16();
        let body = response.bytes().await.ok()?;
        Some((status, serde_json::from_slice(&body).unwrap()))
    }

    /// V1's token, asked for as its Python SDK does: as a form.
    pub(crate) async fn v1_token(&self) -> String {
        let body = format!("application_id={DEMO_APPLICATION_ID}&private_key={DEMO_PRIVATE_KEY}");
        let request = self.request("POST", "/request/token").body(body);
        let (_, answer) = self.send(request).await.unwrap();
        answer["data"]["token"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn v1_cancel(&self, body: Value) -> (u16, Value) {
        let token = self.v1_token().await;
        let request = self.request("POST", "/cancel.json").header("Authorization", token);
        self.send(request.json(&body)).await.unwrap()
    }

    pub(crate) async fn cancel(&self, body: Value) -> Answer {
        self.send(self.v2("POST", "/cancel").json(&body)).await
    }

    pub(crate) async fn read(&self, receipt_id: &str) -> Value {
        self.send(self.v2("GET", &format!("/receipt/{receipt_id}"))).await.unwrap().1
    }

    /// Won of every refund that really happened, oldest first.
    pub(crate) fn refunds(&self, name: &str) -> Vec<i64> {
        let truth = self.side().truth(name).unwrap();
        truth.refunds.iter().map(|refund| refund.amount_won).collect()
    }

    pub(crate) async fn control(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let url = format!("http://{}{path}", self.running.control);
        let request = self.http.request(method.parse().unwrap(), url).json(&body);
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        (status, response.json().await.unwrap_or_default())
    }
}

/// A V2 cancel of everything left.
pub(crate) fn all_of(receipt_id: &str) -> Value {
    json!({ "receipt_id": receipt_id, "cancel_username": "관리자", "cancel_message": "고객 요청" })
}

/// A V2 cancel of a part.
pub(crate) fn part_of(receipt_id: &str, won: i64) -> Value {
    json!({ "receipt_id": receipt_id, "cancel_price": won, "cancel_tax_free": 0 })
}
