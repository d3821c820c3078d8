use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::routing::post;
use chrono::TimeDelta;
use desk_simulator::payssam::{BillState, Blueprint, DEMO_API_KEY, Source, Trader};
use desk_simulator::{Fault, FaultKind, Pumped};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::harness::v1_order;
use crate::harness::{Desk, start};

const EXACT: &str = r#"{"code":"0000","msg":"성공하였습니다."}"#;

/// A partner's `callbackURL`: keeps what came, answers what it is told to.
#[derive(Clone)]
struct Receiver {
    url: String,
    inbox: Arc<Mutex<Vec<Value>>>,
    answer: Arc<Mutex<String>>,
}

impl Receiver {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let answer = Arc::new(Mutex::new(EXACT.to_owned()));
        let receiver = Self { url, inbox: Arc::default(), answer };
        let app = Router::new().route("/hook", post(receive)).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        receiver
    }

    async fn beside(desk: &Desk) -> Self {
        let receiver = Self::start().await;
        desk.running.set_callback_target(&receiver.url);
        receiver
    }

    fn count(&self) -> usize {
        self.inbox.lock().unwrap().len()
    }
}

async fn receive(State(receiver): State<Receiver>, body: String) -> String {
    receiver.inbox.lock().unwrap().push(serde_json::from_str(&body).unwrap());
    receiver.answer.lock().unwrap().clone()
}

fn pumped(delivered: usize, refused: usize) -> Pumped {
    Pumped { delivered, refused, ..Pumped::default() }
}

#[tokio::test]
async fn a_paid_bill_is_told_to_its_own_address() {
    let desk = start().await;
    let receiver = Receiver::start().await;
    let plan =
        Blueprint { callback_url: Some(receiver.url.clone()), ..Blueprint::waiting("b1", 45_000) };
    desk.running.create_bill(&plan).unwrap();
    let tender = json!({ "payType": "OFFLINE_CASH", "cashReceipt": Trader::Personal });
    let path = "/api/payssam/bills/b1/pay";
    assert_eq!(desk.control("POST", path, tender).await.1["bill"]["appr_state"], "F");
    assert_eq!(desk.running.pump().await, pumped(1, 0));
    let told = receiver.inbox.lock().unwrap()[0].clone();
    for (name, value) in [
        ("apikey", DEMO_API_KEY),
        ("bill_id", "b1"),
        ("appr_state", "F"),
        ("appr_pay_type", "OFFLINE_CASH"),
        ("appr_price", "45000"),
        ("appr_dt", "20261121120000"),
        ("appr_cash_trader", "0"),
        ("appr_cash_issuance_number", "01000000000"),
    ] {
        assert_eq!(told[name], value, "{name}");
    }
    assert!(told["appr_cash_num"].is_string() && told["appr_num"].is_string());
    assert_eq!(desk.running.pump().await, pumped(0, 0));
}

#[tokio::test]
async fn anything_but_the_exact_answer_brings_it_again_every_hour_for_a_day() {
    let desk = start().await;
    let receiver = Receiver::beside(&desk).await;
    *receiver.answer.lock().unwrap() = r#"{"code":"0000","message":"성공하였습니다."}"#.into();
    desk.bill("b1", BillState::Waiting);
    desk.running.pay_bill("b1", &Default::default()).unwrap();
    assert_eq!(desk.running.pump().await, pumped(0, 1));
    for hour in 1..=24 {
        desk.clock.advance(TimeDelta::minutes(59));
        assert_eq!(desk.running.pump().await, pumped(0, 0), "hour {hour}");
        desk.clock.advance(TimeDelta::minutes(1));
        assert_eq!(desk.running.pump().await, pumped(0, 1), "hour {hour}");
    }
    desk.clock.advance(TimeDelta::days(2));
    assert_eq!(desk.running.pump().await, pumped(0, 0), "then never again");
    let (_, callbacks) = desk.control("GET", "/api/payssam/callbacks", json!({})).await;
    assert_eq!(callbacks["items"][0]["state"], "gave_up");
    assert_eq!(receiver.count(), 25);
}

#[tokio::test]
async fn a_right_answer_ends_the_retries() {
    let desk = start().await;
    let receiver = Receiver::beside(&desk).await;
    *receiver.answer.lock().unwrap() = "ok".into();
    desk.bill("b1", BillState::Waiting);
    desk.running.pay_bill("b1", &Default::default()).unwrap();
    assert_eq!(desk.running.pump().await, pumped(0, 1));
    *receiver.answer.lock().unwrap() = EXACT.into();
    desk.clock.advance(TimeDelta::hours(1));
    assert_eq!(desk.running.pump().await, pumped(1, 0));
    desk.clock.advance(TimeDelta::hours(1));
    assert_eq!(desk.running.pump().await, pumped(0, 0));
    let inbox = receiver.inbox.lock().unwrap().clone();
    assert_eq!(inbox[0], inbox[1]);
}

#[tokio::test]
async fn cancels_and_voids_are_never_told() {
    let desk = start().await;
    let receiver = Receiver::beside(&desk).await;
    for (id, state) in [
        ("api", BillState::Paid),
        ("site", BillState::Paid),
        ("void", BillState::Waiting),
        ("siteVoid", BillState::Waiting),
    ] {
        desk.bill(id, state);
    }
    desk.bill_call("/if/bill/cancel", &v1_order("api", "45000")).await;
    desk.bill_call("/if/bill/destroy", &v1_order("void", "45000")).await;
    desk.running.cancel_bill_outside("site", Source::ManagerSite).unwrap();
    desk.running.void_bill_outside("siteVoid", Source::ManagerSite).unwrap();
    desk.clock.advance(TimeDelta::days(30));
    assert_eq!(desk.running.pump().await, pumped(0, 0));
    assert_eq!(receiver.count(), 0);
    for (id, state) in [("api", "C"), ("site", "C"), ("void", "D"), ("siteVoid", "D")] {
        assert_eq!(desk.bill_state(id).await, state, "{id}");
    }
}

#[tokio::test]
async fn duplicates_late_and_lost_ones() {
    for (kind, now, later) in [
        (FaultKind::WebhookDuplicate, 2, 0),
        (FaultKind::WebhookLate, 0, 1),
        (FaultKind::WebhookLost, 0, 0),
    ] {
        let desk = start().await;
        let receiver = Receiver::beside(&desk).await;
        desk.bill("b1", BillState::Waiting);
        desk.running.arm(Fault::next_cancel(kind));
        desk.running.pay_bill("b1", &Default::default()).unwrap();
        assert_eq!(desk.running.pump().await, pumped(now, 0), "{kind:?}");
        desk.clock.advance(TimeDelta::minutes(10));
        assert_eq!(desk.running.pump().await, pumped(later, 0), "{kind:?}");
        assert_eq!(receiver.count(), now + later, "{kind:?}");
    }
}

#[tokio::test]
async fn approvals_in_camel_case_if_asked() {
    let desk = start().await;
    let receiver = Receiver::beside(&desk).await;
    let quirks = json!({ "camelCaseCallbacks": true });
    assert_eq!(desk.control("PUT", "/api/payssam/quirks", quirks).await.0, 204);
    desk.control("POST", "/api/payssam/bills", json!({ "id": "b1", "priceWon": 45_000 })).await;
    assert_eq!(desk.running.pump().await, pumped(1, 0));
    let told = receiver.inbox.lock().unwrap()[0].clone();
    assert_eq!([&told["apiKey"], &told["billId"], &told["apprState"]], [DEMO_API_KEY, "b1", "F"]);
}
