//! What Bootpay is asked, byte for byte where it matters.

use std::time::Duration;

use desk_domain::{Timestamp, Won};
use desk_gateway::bootpay::{ApiVersion, Bootpay, BootpayConfig, PRODUCTION_URL};
use desk_gateway::{CancelOrder, CancelOutcome, Gateway, ReadError, Secret, Timeouts, VoidOutcome};

use crate::stub::{Reply, SECRET, Stub};

pub(crate) const RECEIPT: &str = "6728f2a0c1d3e4f5a6b7c8d9";
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) fn document(path: &str) -> String {
    let file = format!("{}/tests/documents/bootpay/{path}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&file).expect(&file)
}

pub(crate) fn json(path: &str) -> Reply {
    Reply::Json(200, document(path))
}

pub(crate) fn gateway_to(address: &str, api_version: ApiVersion, answer: Duration) -> Bootpay {
    Bootpay::new(BootpayConfig {
        base_url: address.parse().unwrap(),
        api_version,
        application_id: "stub-app".into(),
        private_key: Secret::new(SECRET),
        timeouts: Timeouts { connect: Duration::from_secs(5), answer },
    })
    .unwrap()
}

fn second_generation(stub: &Stub) -> Bootpay {
    gateway_to(&stub.address, ApiVersion::V2, PATIENCE)
}

pub(crate) fn order(amount: i64) -> CancelOrder {
    CancelOrder {
        gateway_payment_id: RECEIPT.into(),
        amount: Won(amount),
        tax_free: None,
        expected_cancellable: Won(350_000),
        reason: "고객 요청".into(),
        reference: "can_00000000000000000000000007".into(),
        key: "can_00000000000000000000000007".into(),
        refund_account: None,
        retain_option: None,
    }
}

fn token_refused() -> Reply {
    Reply::Json(401, r#"{"error_code":"TOKEN_KEY_INVALID","message":"토큰"}"#.into())
}

/// The next request: its first line, its `authorization` and its body.
async fn next(stub: &mut Stub) -> (String, Option<String>, String) {
    let request = stub.request().await;
    let (head, body) = request.split_once("\r\n\r\n").expect("a head ends with an empty line");
    let line = head.lines().next().expect("a head has a first line");
    let authorization = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(name, _)| name.eq_ignore_ascii_case("authorization"))
        .map(|(_, value)| value.to_owned());
    (line.to_owned(), authorization, body.to_owned())
}

const KEYS: &str = r#"{"application_id":"stub-app","private_key":"stub-secret"}"#;

#[tokio::test]
async fn a_cancel_of_the_second_generation_as_it_is_sent() {
    let mut stub = Stub::answering([json("v2/token"), json("v2/card"), json("v2/cancelled")]).await;
    let outcome = second_generation(&stub).cancel(&order(50_000)).await;
    assert!(matches!(outcome, CancelOutcome::Succeeded(_)), "{outcome:?}");
    let (line, authorization, body) = next(&mut stub).await;
    assert_eq!(line, "POST /v2/request/token HTTP/1.1");
    assert_eq!((authorization, body.as_str()), (None, KEYS));
    let bearer = Some("Bearer stub-token-1".to_owned());
    let (line, authorization, body) = next(&mut stub).await;
    assert_eq!(line, format!("GET /v2/receipt/{RECEIPT}?lookup_user_data=true HTTP/1.1"));
    assert_eq!((&authorization, body.as_str()), (&bearer, ""));
    let (line, authorization, body) = next(&mut stub).await;
    assert_eq!(line, "POST /v2/cancel HTTP/1.1");
    assert_eq!(authorization, bearer);
    let expected = concat!(
        r#"{"receipt_id":"6728f2a0c1d3e4f5a6b7c8d9","cancel_price":50000,"#,
        r#""cancel_id":"can_00000000000000000000000007","cancel_username":"결제취소 데스크","#,
        r#""cancel_message":"고객 요청 (can_00000000000000000000000007)"}"#,
    );
    assert_eq!(body, expected);
}

#[tokio::test]
async fn a_cancel_of_the_first_generation_as_it_is_sent() {
    let mut stub = Stub::answering([json("v1/token"), json("v1/card"), json("v1/cancelled")]).await;
    let gateway = gateway_to(&stub.address, ApiVersion::V1, PATIENCE);
    let order = CancelOrder {
        gateway_payment_id: "5df6e8034f74b4002177e0bb".into(),
        tax_free: Some(Won(1_500)),
        expected_cancellable: Won(3_000),
        ..order(3_000)
    };
    let outcome = gateway.cancel(&order).await;
    assert!(matches!(outcome, CancelOutcome::Succeeded(_)), "{outcome:?}");
    let (line, authorization, body) = next(&mut stub).await;
    assert_eq!(line, "POST /request/token HTTP/1.1");
    assert_eq!((authorization, body.as_str()), (None, KEYS));
    let bare = Some("stub-token-1".to_owned());
    let (line, authorization, _) = next(&mut stub).await;
    assert_eq!(line, "GET /receipt/5df6e8034f74b4002177e0bb HTTP/1.1");
    assert_eq!(authorization, bare);
    let (line, authorization, body) = next(&mut stub).await;
    assert_eq!((line.as_str(), authorization), ("POST /cancel HTTP/1.1", bare));
    let expected = concat!(
        r#"{"receipt_id":"5df6e8034f74b4002177e0bb","tax_free":1500,"#,
        r#""cancel_id":"can_00000000000000000000000007","name":"결제취소 데스크","#,
        r#""reason":"고객 요청 (can_00000000000000000000000007)"}"#,
    );
    assert_eq!(body, expected);
}

#[tokio::test]
async fn a_token_is_kept_for_the_next_read() {
    let mut stub = Stub::answering([json("v2/token"), json("v2/card"), json("v2/card")]).await;
    let gateway = second_generation(&stub);
    gateway.find(RECEIPT).await.unwrap();
    gateway.find(RECEIPT).await.unwrap();
    let lines = [next(&mut stub).await.0, next(&mut stub).await.0, next(&mut stub).await.0];
    let read = format!("GET /v2/receipt/{RECEIPT}?lookup_user_data=true HTTP/1.1");
    assert_eq!(lines, ["POST /v2/request/token HTTP/1.1", &read, &read]);
}

#[tokio::test]
async fn a_token_that_is_over_is_not_used_again() {
    let short = || Reply::Json(200, r#"{"access_token":"short","expire_in":60}"#.into());
    let mut stub = Stub::answering([short(), json("v2/card"), short(), json("v2/card")]).await;
    let gateway = second_generation(&stub);
    gateway.find(RECEIPT).await.unwrap();
    gateway.find(RECEIPT).await.unwrap();
    next(&mut stub).await;
    next(&mut stub).await;
    assert_eq!(next(&mut stub).await.0, "POST /v2/request/token HTTP/1.1");
}

#[tokio::test]
async fn a_read_changes_a_refused_token_once() {
    let fresh = Reply::Json(200, r#"{"access_token":"fresh","expire_in":1800}"#.into());
    let replies = [json("v2/token"), token_refused(), fresh, json("v2/card")];
    let mut stub = Stub::answering(replies).await;
    second_generation(&stub).find(RECEIPT).await.unwrap();
    for _ in 0..3 {
        next(&mut stub).await;
    }
    assert_eq!(next(&mut stub).await.1.as_deref(), Some("Bearer fresh"));

    let replies = [json("v2/token"), token_refused(), json("v2/token"), token_refused()];
    let stub = Stub::answering(replies).await;
    let read = second_generation(&stub).find(RECEIPT).await;
    assert!(matches!(read, Err(ReadError::Unauthorized(_))), "{read:?}");
    assert_eq!(stub.unread_requests(), 4);
}

#[tokio::test]
async fn a_cancel_under_a_refused_token_moved_nothing_and_is_not_repeated() {
    let replies = [json("v2/token"), json("v2/card"), token_refused(), json("v2/token")];
    let stub = Stub::answering(replies).await;
    let outcome = second_generation(&stub).cancel(&order(50_000)).await;
    let CancelOutcome::Refused(words) = outcome else { panic!("{outcome:?}") };
    assert_eq!(words.code, "TOKEN_KEY_INVALID");
    assert_eq!(stub.unread_requests(), 3);
}

#[tokio::test]
async fn nothing_is_sent_after_a_read_that_forbids_it() {
    let stub = Stub::answering([json("v2/token"), json("v2/partly_cancelled")]).await;
    let outcome = second_generation(&stub).cancel(&order(50_000)).await;
    let CancelOutcome::Refused(words) = outcome else { panic!("{outcome:?}") };
    assert_eq!(words.code, "balance_changed");
    assert_eq!(stub.unread_requests(), 2);
}

#[tokio::test]
async fn nothing_is_sent_when_the_vendor_cannot_be_read() {
    let wrong = r#"{"error_code":"APP_SK_NOT_MATCHED","message":"틀려요"}"#;
    for reply in [Reply::HangUp, Reply::Json(503, String::new()), Reply::Json(400, wrong.into())] {
        let stub = Stub::answering([reply]).await;
        let outcome = second_generation(&stub).cancel(&order(50_000)).await;
        let CancelOutcome::Refused(words) = outcome else { panic!("{outcome:?}") };
        assert_eq!(words.code, "gateway_unreachable");
        assert!(words.message.starts_with("not sent: "), "{}", words.message);
        assert_eq!(stub.unread_requests(), 1);
    }
}

#[tokio::test]
async fn another_receipt_than_the_one_asked_for_is_not_taken() {
    let stub = Stub::answering([json("v2/token"), json("v2/card")]).await;
    let read = second_generation(&stub).find("another").await;
    assert_eq!(read, Err(ReadError::Malformed("it is another payment".into())));
}

#[tokio::test]
async fn what_the_vendor_cannot_do_is_declared_and_never_sent() {
    let stub = Stub::answering([]).await;
    let gateway = second_generation(&stub);
    let can = gateway.capabilities();
    assert_eq!((can.list, can.void, can.idempotency_seconds), (false, false, None));
    let (from, until) = (Timestamp(0), Timestamp(1));
    let listed = gateway.list(from, until, None).await;
    assert!(matches!(listed, Err(ReadError::Unsupported(_))), "{listed:?}");
    let closed = gateway.void(RECEIPT, "key-0123456789abcdef").await;
    assert!(matches!(closed, VoidOutcome::Refused(_)), "{closed:?}");
    assert_eq!(gateway.find("..").await, Err(ReadError::NotFound));
    assert_eq!(stub.unread_requests(), 0);
}

#[test]
fn no_key_is_printed() {
    let config = BootpayConfig {
        base_url: PRODUCTION_URL.parse().unwrap(),
        api_version: ApiVersion::default(),
        application_id: "stub-app".into(),
        private_key: Secret::new(SECRET),
        timeouts: Timeouts::default(),
    };
    assert_eq!(config.api_version, ApiVersion::V2);
    let printed = format!("{config:?} {:?}", Bootpay::new(config.clone()).unwrap());
    assert!(!printed.contains(SECRET), "{printed}");
}
