//! Whatever goes wrong on the way, a cancel is sent once and never called failed.

use desk_gateway::{CancelOutcome, Gateway, ReadError, VoidOutcome};

use crate::portone_wire::{document, order};
use crate::stub::{Reply, Stub};

const KEY: &str = "key-0123456789abcdef";
/// Above the largest answer that is read.
const TOO_LARGE: usize = 17 * 1024 * 1024;

/// Sends one cancel and says why its end is unknown. The stub is ready to answer a second request
/// with a success: a gateway that repeats itself would be caught by it.
#[track_caller]
fn check(reply: Reply, why_expected: &str) {
    let silent = matches!(reply, Reply::Silence);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outcome = runtime.block_on(async {
        let again = Reply::Json(200, document("cancellations/succeeded"));
        let mut stub = Stub::answering([reply, again]).await;
        let gateway = if silent { stub.impatient_gateway() } else { stub.gateway() };
        let outcome = gateway.cancel(&order("order-1")).await;
        stub.request().await;
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
    check(Reply::Json(200, "{}".into()), "the answer does not fit");
}

#[tokio::test]
async fn a_vendor_that_is_gone_is_unknown_to_a_cancel_and_unavailable_to_a_read() {
    let stub = Stub::answering([]).await;
    let gateway = stub.gateway();
    // The script is empty: its socket closes as soon as its task has run.
    tokio::task::yield_now().await;
    let outcome = gateway.cancel(&order("order-1")).await;
    assert!(matches!(outcome, CancelOutcome::Unknown { .. }), "{outcome:?}");
    let outcome = gateway.void("order-1", KEY).await;
    assert!(matches!(outcome, VoidOutcome::Unknown { .. }), "{outcome:?}");
    let read = gateway.find("order-1").await;
    let Err(ReadError::Unavailable(why)) = read else { panic!("{read:?}") };
    assert!(why.starts_with("no connection"), "{why}");
    assert!(!why.contains("order-1"), "{why}");
}

#[tokio::test]
async fn a_read_may_be_repeated_so_it_says_only_why() {
    let replies = [Reply::HangUp, Reply::Json(503, String::new()), Reply::Json(200, "[]".into())];
    let stub = Stub::answering(replies).await;
    let gateway = stub.gateway();
    assert!(matches!(gateway.find("order-1").await, Err(ReadError::Unavailable(_))));
    assert!(matches!(gateway.find("order-1").await, Err(ReadError::Unavailable(_))));
    assert!(matches!(gateway.find("order-1").await, Err(ReadError::Malformed(_))));
}
