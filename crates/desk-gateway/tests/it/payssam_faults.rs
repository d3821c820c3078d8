//! Whatever goes wrong on the way, a cancel is sent once and never called failed.

use desk_gateway::payssam::{ApiVersion, PaySsam};
use desk_gateway::{CancelOutcome, Gateway, ReadError, VoidOutcome};

use crate::payssam::{BOTH, document, impatient, payssam, whole};
use crate::stub::{Reply, Stub};

/// Above the largest answer that is read.
const TOO_LARGE: usize = 17 * 1024 * 1024;

/// Sends one cancel and says why its end is unknown. The stub is ready to answer a second request with
/// a success: a gateway that repeats itself would be caught by it.
#[track_caller]
fn check(version: ApiVersion, reply: Reply, why_expected: &str) {
    let silent = matches!(reply, Reply::Silence);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outcome = runtime.block_on(async {
        let again = Reply::Json(200, document(version, "cancelled"));
        let mut stub = Stub::answering([reply, again]).await;
        let gateway = if silent { impatient } else { payssam }(&stub.address, version);
        let outcome = gateway.cancel(&whole()).await;
        stub.request().await;
        assert_eq!(stub.unread_requests(), 0, "the cancel was sent again");
        outcome
    });
    let CancelOutcome::Unknown { why, words: None } = outcome else { panic!("{outcome:?}") };
    assert!(why.starts_with(why_expected), "{why}");
}

#[test]
fn silence_and_broken_answers_end_in_unknown() {
    for version in BOTH {
        check(version, Reply::Silence, "no answer in time");
        check(version, Reply::HangUp, "the answer broke off");
        check(version, Reply::Half, "the answer broke off");
        check(version, Reply::Flood(TOO_LARGE), "the answer is larger than");
        check(version, Reply::Redirect, "HTTP 307 without the vendor's words");
        check(version, Reply::Json(500, "<html>".into()), "HTTP 500 without the vendor's words");
        check(version, Reply::Json(200, r#"{"code":"9999"}"#.into()), "HTTP 200 9999");
        check(version, Reply::Json(200, r#"{"code":"0000"}"#.into()), "HTTP 200 0000, but");
    }
}

/// Cancels; the vendor says 9970, and this is what a read then brings.
async fn already_cancelled(version: ApiVersion, read: Reply) -> CancelOutcome {
    let told = Reply::Json(200, r#"{"code":"9970","msg":"기 취소된 청구서 입니다."}"#.into());
    let mut stub = Stub::answering([told, read]).await;
    let outcome = payssam(&stub.address, version).cancel(&whole()).await;
    assert!(stub.request().await.contains("cancel HTTP/1.1"));
    assert!(stub.request().await.contains("read HTTP/1.1"));
    outcome
}

#[tokio::test]
async fn already_cancelled_is_believed_beside_a_read_that_shows_it() {
    for version in BOTH {
        let read = |name: &str| Reply::Json(200, document(version, &format!("bills/{name}")));
        let CancelOutcome::Refused(words) = already_cancelled(version, read("cancelled")).await
        else {
            panic!("a read shows it")
        };
        assert_eq!(
            (words.code.as_str(), words.message.as_str()),
            ("9970", "기 취소된 청구서 입니다.")
        );
        for contradiction in [read("paid"), read("waiting"), Reply::HangUp] {
            let outcome = already_cancelled(version, contradiction).await;
            let CancelOutcome::Unknown { why, words: None } = outcome else {
                panic!("{outcome:?}")
            };
            assert_eq!(why, "9970, which no read shows yet");
        }
    }
}

#[tokio::test]
async fn a_vendor_that_is_gone_is_unknown_to_a_cancel_and_unavailable_to_a_read() {
    let gateway = gone().await;
    let outcome = gateway.cancel(&whole()).await;
    assert!(matches!(outcome, CancelOutcome::Unknown { .. }), "{outcome:?}");
    // A void reads first, so nothing was sent.
    let outcome = gateway.void("1024", "unused").await;
    assert!(matches!(outcome, VoidOutcome::Refused(_)), "{outcome:?}");
    let read = gateway.find("1024").await;
    let Err(ReadError::Unavailable(why)) = read else { panic!("{read:?}") };
    assert!(why.starts_with("no connection"), "{why}");
}

async fn gone() -> PaySsam {
    let stub = Stub::answering([]).await;
    // The script is empty: its socket closes as soon as its task has run.
    tokio::task::yield_now().await;
    payssam(&stub.address, ApiVersion::V1)
}

#[tokio::test]
async fn a_void_whose_answer_is_lost_is_unknown_after_one_call() {
    for version in BOTH {
        let waiting = Reply::Json(200, document(version, "bills/waiting"));
        let again = Reply::Json(200, document(version, "destroyed"));
        let mut stub = Stub::answering([waiting, Reply::HangUp, again]).await;
        let outcome = payssam(&stub.address, version).void("1024", "unused").await;
        assert!(matches!(outcome, VoidOutcome::Unknown { words: None, .. }), "{outcome:?}");
        stub.request().await;
        stub.request().await;
        assert_eq!(stub.unread_requests(), 0, "the void was sent again");
    }
}

#[tokio::test]
async fn a_read_may_be_repeated_so_it_says_only_why() {
    let another = document(ApiVersion::V1, "bills/paid").replace("\"1024\"", "\"1025\"");
    let replies = [
        Reply::HangUp,
        Reply::Json(503, String::new()),
        Reply::Json(200, "[]".into()),
        Reply::Json(200, another),
        Reply::Json(200, r#"{"code":"9980","msg":"청구서를 찾을 수 없습니다."}"#.into()),
    ];
    let stub = Stub::answering(replies).await;
    let gateway = payssam(&stub.address, ApiVersion::V1);
    assert!(matches!(gateway.find("1024").await, Err(ReadError::Unavailable(_))));
    assert!(matches!(gateway.find("1024").await, Err(ReadError::Unavailable(_))));
    assert!(matches!(gateway.find("1024").await, Err(ReadError::Malformed(_))));
    assert_eq!(gateway.find("1024").await, Err(ReadError::Malformed("it is another bill".into())));
    assert_eq!(gateway.find("1024").await, Err(ReadError::NotFound));
}
