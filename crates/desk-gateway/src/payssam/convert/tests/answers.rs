use desk_domain::cancellation::{RefundArrival, VendorWords};
use desk_domain::{Timestamp, Won};
use serde_json::{Value, json};

use super::{VERSIONS, answer, document};
use crate::http::{Answer, HttpError};
use crate::payssam::ApiVersion;
use crate::payssam::convert::{CancelAnswer, cancel_answer, send_answer, void_answer};
use crate::{
    CancelOrder, CancelOutcome, FoundCancellation, FoundCancellationState, SendOutcome, VoidOutcome,
};

const NOW: Timestamp = Timestamp(1_795_000_000_000_000);

/// What the documents give for a request that was not done, in either version.
const NOT_DONE: &[&str] = &[
    "9980",
    "1003",
    "BILL_003",
    "PARTNER_001",
    "PARTNER_002",
    "PARTNER_003",
    "PARTNER_004",
    "PARTNER_005",
    "PARTNER_006",
    "VALIDATION_001",
    "VALIDATION_002",
];
/// What leaves open whether it was done.
const OPEN: &[&str] = &[
    "9999",
    "5000",
    "ERROR",
    "PARTNER_007",
    "PAYMENT_001",
    "PAYMENT_002",
    "MAINTAINED_METHOD",
    "CODE_OF_TOMORROW",
    "",
];

fn order() -> CancelOrder {
    CancelOrder {
        gateway_payment_id: "1024".into(),
        amount: Won(45_000),
        tax_free: None,
        expected_cancellable: Won(45_000),
        reason: "고객 요청".into(),
        reference: "can_00000000000000000000000007".into(),
        key: "key-0123456789abcdef".into(),
        refund_account: None,
        retain_option: None,
    }
}

fn no(version: ApiVersion, code: &str) -> Value {
    match version {
        ApiVersion::V1 => json!({"code": code, "msg": "안 돼요"}),
        ApiVersion::V2 => json!({"code": code, "message": "안 돼요", "data": null}),
    }
}

fn words(code: &str) -> VendorWords {
    VendorWords { code: code.into(), message: "안 돼요".into(), ..VendorWords::default() }
}

fn cancelled(version: ApiVersion, status: u16, body: &Value) -> CancelAnswer {
    cancel_answer(version, &order(), Ok(answer(status, body)), NOW)
}

fn unknown(why: impl Into<String>) -> CancelAnswer {
    CancelAnswer::Ended(CancelOutcome::Unknown { why: why.into(), words: None })
}

#[test]
fn a_cancel_that_was_done() {
    let cancelled_at = Timestamp::parse_rfc3339("2025-11-04T09:30:00+09:00").unwrap();
    for version in VERSIONS {
        let expected = FoundCancellation {
            gateway_cancellation_id: "30099001".into(),
            state: FoundCancellationState::Succeeded,
            amount: Won(45_000),
            tax_free: Won::ZERO,
            reason: "고객 요청".into(),
            requested_at: cancelled_at,
            cancelled_at: Some(cancelled_at),
            receipt_url: None,
            arrival: RefundArrival::Unsaid,
        };
        let done = cancelled(version, 200, &document(version, "cancelled"));
        assert_eq!(done, CancelAnswer::Ended(CancelOutcome::Succeeded(expected)));
    }
    let bare = cancelled(ApiVersion::V1, 200, &json!({"code": "0000", "bill_id": "1024"}));
    let CancelAnswer::Ended(CancelOutcome::Succeeded(bare)) = bare else { panic!("{bare:?}") };
    assert_eq!(bare.gateway_cancellation_id, "cancel-of-1024");
    assert_eq!((bare.requested_at, bare.cancelled_at), (NOW, None));
}

#[test]
fn only_a_documented_no_is_a_refusal() {
    for version in VERSIONS {
        for code in NOT_DONE {
            for status in [200, 400, 404] {
                let outcome = CancelOutcome::Refused(words(code));
                assert_eq!(
                    cancelled(version, status, &no(version, code)),
                    CancelAnswer::Ended(outcome)
                );
            }
            for status in [201, 302, 500, 502] {
                let why = format!("HTTP {status} {code}");
                assert_eq!(cancelled(version, status, &no(version, code)), unknown(why));
            }
        }
        for code in OPEN {
            let why = format!("HTTP 200 {code}");
            assert_eq!(cancelled(version, 200, &no(version, code)), unknown(why));
        }
        // 기 결제된 청구서 is no word about a cancel.
        assert_eq!(cancelled(version, 200, &no(version, "9971")), unknown("HTTP 200 9971"));
        assert_eq!(cancelled(version, 201, &no(version, "0000")), unknown("HTTP 201 0000"));
    }
}

#[test]
fn already_cancelled_asks_for_a_read() {
    for version in VERSIONS {
        let told = cancelled(version, 200, &no(version, "9970"));
        assert_eq!(told, CancelAnswer::AlreadyCancelled(words("9970")));
    }
    assert_eq!(
        cancelled(ApiVersion::V1, 500, &no(ApiVersion::V1, "9970")),
        unknown("HTTP 500 9970")
    );
}

#[track_caller]
fn check_no_word(version: ApiVersion, status: u16, body: &str, why_expected: &str) {
    let answer = Answer { status, body: body.as_bytes().to_vec() };
    let outcome = cancel_answer(version, &order(), Ok(answer), NOW);
    let CancelAnswer::Ended(CancelOutcome::Unknown { why, words: None }) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(why.starts_with(why_expected), "{why}");
}

#[test]
fn an_answer_without_a_word_is_unknown() {
    for version in VERSIONS {
        for body in
            ["", "{}", "[]", r#"["0000","성공",null]"#, "<html>", r#"{"code":0}"#, r#"{"code""#]
        {
            check_no_word(version, 200, body, "HTTP 200 without the vendor's words");
        }
        check_no_word(version, 503, "", "HTTP 503 without");
        check_no_word(
            version,
            200,
            r#"{"code":"0000"}"#,
            "HTTP 200 0000, but the answer does not fit",
        );
        let lost = cancel_answer(version, &order(), Err(HttpError::TimedOut), NOW);
        assert_eq!(lost, unknown("no answer in time"));
    }
    let other = r#"{"code":"0000","bill_id":"1025"}"#;
    check_no_word(ApiVersion::V1, 200, other, "the answer speaks of another bill");
    // V2 puts its answer into `data`.
    check_no_word(ApiVersion::V2, 200, r#"{"code":"0000","billId":"1024"}"#, "HTTP 200 0000, but");
}

#[test]
fn what_the_log_is_told_quotes_no_document() {
    let mut body = document(ApiVersion::V1, "cancelled");
    body["bill_id"] = json!({"name": "김서연"});
    let CancelAnswer::Ended(CancelOutcome::Unknown { why, .. }) =
        cancelled(ApiVersion::V1, 200, &body)
    else {
        panic!("an object is no number")
    };
    assert!(!why.contains("김서연"), "{why}");
}

#[test]
fn both_names_of_the_words_are_read() {
    for (name, expected) in [("msg", "안 돼요"), ("message", "안 돼요"), ("text", "")] {
        let body = json!({"code": "9980", name: "안 돼요"});
        let told = cancelled(ApiVersion::V1, 200, &body);
        let expected = VendorWords { message: expected.into(), ..words("9980") };
        assert_eq!(told, CancelAnswer::Ended(CancelOutcome::Refused(expected)));
    }
    let both = json!({"code": "9980", "msg": null, "message": "안 돼요"});
    let told = cancelled(ApiVersion::V2, 200, &both);
    assert_eq!(told, CancelAnswer::Ended(CancelOutcome::Refused(words("9980"))));
}

#[test]
fn voiding_a_bill() {
    for version in VERSIONS {
        let voided = |body: &Value| void_answer(version, "1024", Ok(answer(200, body)), NOW);
        assert_eq!(voided(&document(version, "destroyed")), VoidOutcome::Voided { at: NOW });
        for code in NOT_DONE.iter().chain(&["9970", "9971"]) {
            assert_eq!(voided(&no(version, code)), VoidOutcome::Refused(words(code)));
        }
        for code in OPEN {
            let why = format!("HTTP 200 {code}");
            assert_eq!(voided(&no(version, code)), VoidOutcome::Unknown { why, words: None });
        }
        let lost = void_answer(version, "1024", Err(HttpError::TimedOut), NOW);
        assert_eq!(lost, VoidOutcome::Unknown { why: "no answer in time".into(), words: None });
        let other =
            void_answer(version, "1025", Ok(answer(200, &document(version, "destroyed"))), NOW);
        assert!(matches!(other, VoidOutcome::Unknown { .. }), "{other:?}");
    }
}

#[test]
fn sending_a_bill() {
    let unsent = ["9870", "9970", "9971", "BILL_006", "POINT_001"];
    for version in VERSIONS {
        let sent = |body: &Value| send_answer(version, "1024", Ok(answer(200, body)));
        let link = Some("https://bill.example/1024".into());
        assert_eq!(sent(&document(version, "sent")), SendOutcome::Sent { link });
        assert_eq!(sent(&document(version, "destroyed")), SendOutcome::Sent { link: None });
        for code in NOT_DONE.iter().chain(&unsent) {
            assert_eq!(sent(&no(version, code)), SendOutcome::Refused(words(code)));
        }
        for code in ["9800", "BILL_001"] {
            assert_eq!(sent(&no(version, code)), SendOutcome::NumberUsed);
        }
        for code in OPEN {
            assert_eq!(
                sent(&no(version, code)),
                SendOutcome::Unknown { why: format!("HTTP 200 {code}") }
            );
        }
        let lost = send_answer(version, "1024", Err(HttpError::TimedOut));
        assert_eq!(lost, SendOutcome::Unknown { why: "no answer in time".into() });
    }
}
