//! What PortOne is asked, byte for byte where it matters.

use std::time::Duration;

use desk_domain::{Timestamp, Won};
use desk_gateway::portone::{PRODUCTION_URL, PortOne, PortOneConfig};
use desk_gateway::{CancelOrder, CancelOutcome, Gateway, ReadError, Secret, Timeouts, VoidOutcome};
use serde_json::{Value, json};

use crate::stub::{Reply, SECRET, Stub, gateway_to};

pub(crate) fn document(path: &str) -> String {
    let file = format!("{}/tests/documents/{path}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&file).expect(&file)
}

pub(crate) fn order(gateway_payment_id: &str) -> CancelOrder {
    CancelOrder {
        gateway_payment_id: gateway_payment_id.into(),
        amount: Won(50_000),
        tax_free: None,
        expected_cancellable: Won(350_000),
        reason: "고객 요청".into(),
        reference: "can_00000000000000000000000007".into(),
        key: "key-0123456789abcdef".into(),
        refund_account: None,
        retain_option: None,
    }
}

fn head_and_body(request: &str) -> (&str, &str) {
    request.split_once("\r\n\r\n").expect("a head ends with an empty line")
}

#[track_caller]
fn check_header(request: &str, name: &str, expected: Option<&str>) {
    let found = head_and_body(request)
        .0
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(given, _)| given.eq_ignore_ascii_case(name))
        .map(|(_, value)| value);
    assert_eq!(found, expected, "{name}");
}

#[tokio::test]
async fn a_cancel_as_it_is_sent() {
    let reply = Reply::Json(200, document("cancellations/succeeded"));
    let mut stub = Stub::answering([reply]).await;
    let outcome = stub.gateway().cancel(&order("hanbit 1/2")).await;
    assert!(matches!(outcome, CancelOutcome::Succeeded(_)), "{outcome:?}");
    let request = stub.request().await;
    assert!(request.starts_with("POST /payments/hanbit%201%2F2/cancel HTTP/1.1\r\n"), "{request}");
    check_header(&request, "authorization", Some("PortOne stub-secret"));
    check_header(&request, "idempotency-key", Some("\"key-0123456789abcdef\""));
    check_header(&request, "content-type", Some("application/json"));
    let sent: Value = serde_json::from_str(head_and_body(&request).1).unwrap();
    let expected = json!({
        "amount": 50_000,
        "currentCancellableAmount": 350_000,
        "reason": "고객 요청 (can_00000000000000000000000007)",
        "requester": "ADMIN",
    });
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn the_same_order_is_the_same_request() {
    let reply = || Reply::Json(200, document("cancellations/succeeded"));
    let mut stub = Stub::answering([reply(), reply()]).await;
    let gateway = stub.gateway();
    let first = gateway.cancel(&order("order-1")).await;
    assert_eq!(gateway.cancel(&order("order-1")).await, first);
    assert_eq!(stub.request().await, stub.request().await);
}

#[tokio::test]
async fn a_read_names_the_store_only_when_it_is_configured() {
    let reply = || Reply::Json(200, document("payments/paid"));
    let mut stub = Stub::answering([reply(), reply()]).await;
    stub.gateway().find("hanbit-20261103-0001").await.unwrap();
    let request = stub.request().await;
    assert!(request.starts_with("GET /payments/hanbit-20261103-0001 HTTP/1.1\r\n"), "{request}");
    check_header(&request, "idempotency-key", None);
    let of_a_store = gateway_to(&stub.address, Some("store/1"), Duration::from_secs(20));
    of_a_store.find("hanbit-20261103-0001").await.unwrap();
    let request = stub.request().await;
    assert!(request.contains("GET /payments/hanbit-20261103-0001?storeId=store%2F1 "), "{request}");
}

#[tokio::test]
async fn another_payment_than_the_one_asked_for_is_not_taken() {
    let stub = Stub::answering([Reply::Json(200, document("payments/paid"))]).await;
    let read = stub.gateway().find("order-2").await;
    assert_eq!(read, Err(ReadError::Malformed("it is another payment".into())));
}

#[tokio::test]
async fn an_id_that_no_address_can_carry_is_never_sent() {
    let stub = Stub::answering([]).await;
    let gateway = stub.gateway();
    assert_eq!(gateway.find("..").await, Err(ReadError::NotFound));
    let outcome = gateway.cancel(&order("..")).await;
    assert!(matches!(outcome, CancelOutcome::Unknown { .. }), "{outcome:?}");
    assert_eq!(stub.unread_requests(), 0);
}

#[tokio::test]
async fn a_list_is_asked_in_the_query() {
    let page = json!({"items": [{
        "payment": serde_json::from_str::<Value>(&document("payments/paid")).unwrap(),
        "cursor": "cursor-8",
    }]});
    let mut stub = Stub::answering([Reply::Json(200, page.to_string())]).await;
    let from = Timestamp::parse_rfc3339("2026-11-01T00:00:00+09:00").unwrap();
    let until = Timestamp::parse_rfc3339("2026-12-01T00:00:00+09:00").unwrap();
    let page = stub.gateway().list(from, until, Some("cursor 7&")).await.unwrap();
    assert_eq!((page.payments.len(), page.next_cursor.as_deref()), (1, Some("cursor-8")));
    let request = stub.request().await;
    let line = request.lines().next().unwrap();
    let query = line.strip_prefix("GET /payments-by-cursor?").expect(line);
    let query = query.strip_suffix(" HTTP/1.1").expect(line);
    let asked = url_decoded(query.strip_prefix("requestBody=").expect(line));
    let expected = json!({
        "from": "2026-11-01T00:00:00+09:00",
        "until": "2026-12-01T00:00:00+09:00",
        "cursor": "cursor 7&",
        "size": 200,
    });
    assert_eq!(serde_json::from_str::<Value>(&asked).unwrap(), expected);
}

/// Reads a form-encoded text; only what these queries hold.
fn url_decoded(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let code: String = bytes.by_ref().take(2).map(char::from).collect();
                u8::from_str_radix(&code, 16).unwrap()
            }
            plain => plain,
        });
    }
    String::from_utf8(decoded).unwrap()
}

#[tokio::test]
async fn a_virtual_account_is_closed_without_a_body() {
    let reply = Reply::Json(200, r#"{"closedAt":"2026-11-05T02:00:00Z"}"#.into());
    let mut stub = Stub::answering([reply]).await;
    let gateway = gateway_to(&stub.address, Some("store-1"), Duration::from_secs(20));
    let at = Timestamp::parse_rfc3339("2026-11-05T02:00:00Z").unwrap();
    let outcome = gateway.void("order-1", "key-0123456789abcdef").await;
    assert_eq!(outcome, VoidOutcome::Voided { at });
    let request = stub.request().await;
    let path = "POST /payments/order-1/virtual-account/close?storeId=store-1 HTTP/1.1\r\n";
    assert!(request.starts_with(path), "{request}");
    check_header(&request, "idempotency-key", Some("\"key-0123456789abcdef\""));
    assert_eq!(head_and_body(&request).1, "");
}

#[tokio::test]
async fn the_real_address_is_configuration_only() {
    let config = PortOneConfig {
        base_url: PRODUCTION_URL.parse().unwrap(),
        api_secret: Secret::new(SECRET),
        store_id: None,
        timeouts: Timeouts::default(),
    };
    let printed = format!("{config:?} {:?}", PortOne::new(config.clone()).unwrap());
    assert!(!printed.contains(SECRET), "{printed}");
    let unsendable = PortOneConfig { api_secret: Secret::new("line\nbreak"), ..config };
    assert!(PortOne::new(unsendable).is_err());
}
