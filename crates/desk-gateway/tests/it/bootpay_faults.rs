//! Whatever goes wrong on the way, a cancel is sent once and never called failed.

use std::time::Duration;

use desk_gateway::bootpay::ApiVersion;
use desk_gateway::{CancelOutcome, Gateway, ReadError};

use crate::bootpay_wire::{RECEIPT, gateway_to, json, order};
use crate::stub::{Reply, Stub};

/// Above the largest answer that is read.
const TOO_LARGE: usize = 17 * 1024 * 1024;

/// Sends one cancel and says why its end is unknown. The stub is ready to answer a second cancel
/// with a success: a gateway that repeats itself would be caught by it.
#[track_caller]
fn check(reply: Reply, why_expected: &str) {
    let patience = if matches!(reply, Reply::Silence) { 500 } else { 20_000 };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outcome = runtime.block_on(async {
        let replies = [json("v2/token"), json("v2/card"), reply, json("v2/cancelled")];
        let mut stub = Stub::answering(replies).await;
        let gateway = gateway_to(&stub.address, ApiVersion::V2, Duration::from_millis(patience));
        let outcome = gateway.cancel(&order(50_000)).await;
        for expected in ["POST /v2/request/token", "GET /v2/receipt/", "POST /v2/cancel"] {
            let request = stub.request().await;
            assert!(request.starts_with(expected), "{request}");
        }
        assert_eq!(stub.unread_requests(), 0, "the cancel was sent again");
        outcome
    });
    let CancelOutcome::Unknown { why, words: None } = outcome else { panic!("{outcome:?}") };
    assert!(why.starts_with(why_expected), "{why}");
}

#[test]
fn silence_and_broken_answers_end_in_unknown() {
    check(Reply::Silence, "no answer in time");
    check(Reply::HangUp, "the answer broke off");
    check(Reply::Half, "the answer broke off");
    check(Reply::Flood(TOO_LARGE), "the answer is larger than");
    check(Reply::Redirect, "HTTP 307 without the vendor's words");
    check(Reply::Json(500, "<html>oops</html>".into()), "HTTP 500 without the vendor's words");
    check(Reply::Json(200, "{}".into()), "the answer is not as the vendor describes it");
    let critical = r#"{"error_code":"RC_CANCEL_CRITICAL_ERROR","message":"PG 응답 없음"}"#;
    check(Reply::Json(500, critical.into()), "HTTP 500 RC_CANCEL_CRITICAL_ERROR PG 응답 없음");
}

#[tokio::test]
async fn a_vendor_that_is_gone_is_unavailable_to_a_read() {
    let stub = Stub::answering([]).await;
    let gateway = gateway_to(&stub.address, ApiVersion::V2, Duration::from_secs(20));
    // The script is empty: its socket closes as soon as its task has run.
    tokio::task::yield_now().await;
    let read = gateway.find(RECEIPT).await;
    let Err(ReadError::Unavailable(why)) = read else { panic!("{read:?}") };
    assert!(why.starts_with("no connection"), "{why}");
    assert!(!why.contains(RECEIPT), "{why}");
}
