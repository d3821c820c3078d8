//! A desk over PortOne and PaySsam, with cancelled money to be billed again.

use std::cell::Cell;

use axum::body::Body;
use axum::http::{Method, Request};
use desk_domain::id::ChannelId;
use desk_gateway::payssam::ApiVersion;
use desk_simulator::payssam::DEMO_API_KEY;
use desk_simulator::{Fault, FaultKind, Scope};
use serde_json::{Value, json};

use super::{Answer, Browser, Stage, card, over_portone, partial};

/// Of the 100,000 won that were paid.
pub(crate) const CANCELLED: i64 = 40_000;

pub(crate) struct Billing {
    pub(crate) stage: Stage,
    /// Our id of the payment whose money was cancelled.
    pub(crate) origin: String,
    clicks: Cell<u32>,
}

pub(crate) fn items(won: i64) -> Value {
    json!({ "items": [{ "name": "수학 정규반", "amount_won": won }] })
}

impl Billing {
    pub(crate) async fn new() -> Self {
        let stage = Stage::new().await.with(&[card("order-1")]).await;
        stage.send("order-1", "0123456789abcdef", &partial(CANCELLED, 100_000)).await;
        let origin = stage.id_of("order-1").await;
        let mut billing = Self { stage, origin, clicks: Cell::default() };
        billing.connect().await;
        billing
    }

    /// The desk is started anew with both vendors.
    pub(crate) async fn connect(&mut self) {
        let stage = &mut self.stage;
        let connections = vec![over_portone(stage.real_gateway()), stage.payssam(ApiVersion::V2)];
        stage.restart_with(connections).await;
    }

    /// One click with a key of its own.
    pub(crate) async fn click(&self, path: &str, body: Option<&Value>) -> Answer {
        self.clicks.set(self.clicks.get() + 1);
        let key = format!("click-{:010}", self.clicks.get());
        self.click_with(&key, path, body).await
    }

    pub(crate) async fn click_with(&self, key: &str, path: &str, body: Option<&Value>) -> Answer {
        let browser = self.stage.signed_in("staff").await;
        browser.send(Method::POST, path, &[("idempotency-key", key)], body).await
    }

    pub(crate) fn rebill_path(&self) -> String {
        format!("/api/payments/{}/rebill", self.origin)
    }

    /// A new bill over `won` of the cancelled money.
    pub(crate) async fn rebill(&self, won: i64) -> String {
        let bill = self.click(&self.rebill_path(), Some(&items(won))).await.expect(201);
        bill["id"].as_str().unwrap().to_owned()
    }

    /// Asks for the bill to be sent, and lets a worker do it.
    pub(crate) async fn send(&self, bill: &str) -> Value {
        let message =
            json!({ "delivery": "message", "phone": "010-2222-3333", "message": "다시 청구해요" });
        let asked = self.click(&format!("/api/bills/{bill}/send"), Some(&message)).await;
        assert_eq!(asked.expect(200)["status"], "sending");
        self.stage.work().await;
        self.bill(bill).await
    }

    pub(crate) async fn bill(&self, bill: &str) -> Value {
        self.get(&format!("/api/bills/{bill}")).await
    }

    pub(crate) async fn payment(&self, id: &str) -> Value {
        self.get(&format!("/api/payments/{id}")).await
    }

    pub(crate) async fn rebilling(&self) -> Value {
        self.payment(&self.origin).await["rebill"].clone()
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        self.stage.signed_in("staff").await.get(path).await.expect(200)
    }

    /// The next call of the vendor of bills, whichever it is, meets this.
    pub(crate) fn next_call_meets(&self, kind: FaultKind) {
        self.stage.simulator.arm(Fault { scope: Scope::Any, ..Fault::next_cancel(kind) });
    }

    /// 승인동기화, as the vendor posts it.
    pub(crate) async fn approval_is_told(&self, number: &str) {
        let body = format!(
            r#"{{"apikey":"{DEMO_API_KEY}","bill_id":"{number}","appr_state":"F","appr_num":"1"}}"#
        );
        let path = format!("/hooks/payssam/{}", ChannelId::from_bits(5));
        let request = Request::post(path).body(Body::from(body)).unwrap();
        Browser::of(&self.stage.desk).send_request(request).await.expect(200);
        self.stage.work().await;
    }
}
