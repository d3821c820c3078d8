//! Reading from the simulator: one payment, the list, and its webhooks.

use desk_domain::payment::{GatewayStatus, Method, Mode};
use desk_domain::{Timestamp, Won};
use desk_gateway::portone::{VerifiedHook, WebhookSecret, verify_hook};
use desk_gateway::{CancelOutcome, Gateway, ReadError};
use desk_simulator::{Blueprint, demo_webhook_secret};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::simulator::{NOW, gateway, order, start, with_card_payment};
use crate::stub::{Reply, Stub};

#[tokio::test]
async fn a_payment_is_found_with_its_facts() {
    let (_simulator, gateway) = with_card_payment("order-1").await;
    let found = gateway.find("order-1").await.unwrap();
    assert_eq!(found.gateway_payment_id, "order-1");
    assert_eq!((found.status, found.method), (GatewayStatus::Paid, Method::Card));
    assert_eq!((found.amount, found.cancelled), (Won(350_000), Won(0)));
    assert_eq!(found.paid_at, Timestamp::parse_rfc3339(NOW).ok());
    assert_eq!(found.customer.name.as_deref(), Some("김서연"));
    assert_eq!(found.method_detail.pg.as_deref(), Some("TOSSPAYMENTS"));
    assert_eq!(found.method_detail.mode, Some(Mode::Live));
    assert_eq!(gateway.find("order/2?").await, Err(ReadError::NotFound));
}

#[tokio::test]
async fn an_odd_id_is_found_as_it_is() {
    let (_simulator, gateway) = with_card_payment("11월 수강료/50% #1?").await;
    let found = gateway.find("11월 수강료/50% #1?").await.unwrap();
    assert_eq!(found.gateway_payment_id, "11월 수강료/50% #1?");
}

#[tokio::test]
async fn a_wrong_secret_is_said_plainly() {
    let (simulator, _gateway) = with_card_payment("order-1").await;
    let stranger = gateway(&simulator, "a-pg-secret");
    let read = stranger.find("order-1").await;
    assert!(matches!(read, Err(ReadError::Unauthorized(_))), "{read:?}");
    let outcome = stranger.cancel(&order("order-1", 350_000, 350_000)).await;
    let CancelOutcome::Refused(words) = outcome else { panic!("{outcome:?}") };
    assert_eq!(words.code, "UNAUTHORIZED");
}

#[tokio::test]
async fn a_list_tells_every_payment_once() {
    let simulator = start().await;
    let mut expected: Vec<String> = (0..450).map(|number| format!("order-{number:03}")).collect();
    for id in &expected {
        simulator.create_payment(&Blueprint::new(id, 10_000)).unwrap();
    }
    let gateway = gateway(&simulator, desk_simulator::DEMO_API_SECRET);
    let now = Timestamp::parse_rfc3339(NOW).unwrap();
    let (from, until) = (now.plus_seconds(-3_600), now.plus_seconds(3_600));
    let mut listed = Vec::new();
    let mut cursor = None;
    loop {
        let page = gateway.list(from, until, cursor.as_deref()).await.unwrap();
        assert!(page.skipped.is_empty(), "{:?}", page.skipped);
        listed.extend(page.payments.into_iter().map(|found| found.gateway_payment_id));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    listed.sort();
    expected.sort();
    assert_eq!(listed, expected);
    let elsewhere = gateway.list(now.plus_seconds(60), until, None).await.unwrap();
    assert!(elsewhere.payments.is_empty() && elsewhere.next_cursor.is_none());
}

#[tokio::test]
async fn a_webhook_of_the_vendor_is_believed() {
    let (simulator, gateway) = with_card_payment("order-1").await;
    let mut receiver = Stub::answering([Reply::Json(200, "{}".into())]).await;
    simulator.set_webhook_target(format!("{}/hooks/portone", receiver.address));
    gateway.cancel(&order("order-1", 350_000, 350_000)).await;
    simulator.pump().await;
    let request = receiver.request().await;
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let headers: HeaderMap = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| {
            let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
            (name, HeaderValue::from_str(value).unwrap())
        })
        .collect();
    let secret: WebhookSecret = demo_webhook_secret().parse().unwrap();
    let now = Timestamp::parse_rfc3339(NOW).unwrap();
    let hook = verify_hook(&[secret], &headers, body.as_bytes(), now).unwrap();
    let expected = VerifiedHook {
        id: headers["webhook-id"].to_str().unwrap().to_owned(),
        kind: "Transaction.Cancelled".into(),
        gateway_payment_id: Some("order-1".into()),
        timestamp: now,
    };
    assert_eq!(hook, expected);
}
