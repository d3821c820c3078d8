use desk_domain::cancellation::{RetainOption, VendorWords};
use desk_domain::refund_account::RefundAccount;
use desk_domain::{Timestamp, Won};
use serde_json::{Value, json};

use super::document;
use crate::http::{Answer, HttpError};
use crate::portone::convert::{cancel_body, cancel_outcome, read_error, void_outcome};
use crate::{CancelOrder, CancelOutcome, FoundCancellationState, ReadError, VoidOutcome};

fn answer(status: u16, body: &Value) -> Answer {
    Answer { status, body: body.to_string().into_bytes() }
}

fn words(code: &str) -> VendorWords {
    VendorWords { code: code.into(), message: "안 돼요".into(), pg_code: None, pg_message: None }
}

fn cancel_answered(status: u16, body: &Value) -> CancelOutcome {
    cancel_outcome(Ok(answer(status, body)))
}

#[test]
fn every_status_of_a_cancellation() {
    let answered = |name: &str| cancel_answered(200, &document(&format!("cancellations/{name}")));
    let CancelOutcome::Succeeded(done) = answered("succeeded") else { panic!("not succeeded") };
    assert_eq!((done.amount, done.tax_free), (Won(50_000), Won(5_000)));
    assert_eq!(done.state, FoundCancellationState::Succeeded);
    let CancelOutcome::Pending(later) = answered("requested") else { panic!("not pending") };
    assert_eq!((later.state, later.cancelled_at), (FoundCancellationState::Pending, None));
    let refused = VendorWords { code: "FAILED".into(), ..VendorWords::default() };
    assert_eq!(answered("failed"), CancelOutcome::Refused(refused));
    let why = r#"the cancellation is "SCHEDULED", a status we do not know"#.to_owned();
    assert_eq!(answered("status_of_tomorrow"), CancelOutcome::Unknown { why, words: None });
}

#[track_caller]
fn check_refused(status: u16, code: &str) {
    let outcome = cancel_answered(status, &json!({"type": code, "message": "안 돼요"}));
    assert_eq!(outcome, CancelOutcome::Refused(words(code)));
}

#[track_caller]
fn check_unknown(status: u16, code: &str) {
    let outcome = cancel_answered(status, &json!({"type": code, "message": "안 돼요"}));
    let why = format!("HTTP {status} {code}");
    assert_eq!(outcome, CancelOutcome::Unknown { why, words: None });
}

#[test]
fn only_the_vendors_explicit_no_is_a_refusal() {
    check_refused(400, "INVALID_REQUEST");
    check_refused(400, "NEGATIVE_PROMOTION_ADJUSTED_CANCEL_AMOUNT");
    check_refused(400, "PROMOTION_DISCOUNT_RETAIN_OPTION_SHOULD_NOT_BE_CHANGED");
    check_refused(401, "UNAUTHORIZED");
    check_refused(403, "FORBIDDEN");
    check_refused(404, "PAYMENT_NOT_FOUND");
    check_refused(409, "CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN");
    check_refused(409, "CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT");
    check_refused(409, "CANCEL_TAX_AMOUNT_EXCEEDS_CANCELLABLE_TAX_AMOUNT");
    check_refused(409, "CANCEL_TAX_FREE_AMOUNT_EXCEEDS_CANCELLABLE_TAX_FREE_AMOUNT");
    check_refused(409, "MAX_CANCEL_COUNT_REACHED");
    check_refused(409, "PAYMENT_ALREADY_CANCELLED");
    check_refused(409, "PAYMENT_NOT_PAID");
    check_refused(409, "SUM_OF_PARTS_EXCEEDS_CANCEL_AMOUNT");

    check_unknown(409, "IDEMPOTENCY_OUTSTANDING_REQUEST");
    check_unknown(409, "TYPE_OF_TOMORROW");
    check_unknown(429, "TOO_MANY_REQUESTS");
    check_unknown(500, "INTERNAL_SERVER_ERROR");
    check_unknown(502, "PAYMENT_ALREADY_CANCELLED");
    check_unknown(201, "INVALID_REQUEST");
}

#[test]
fn a_fault_of_the_pg_is_unknown_and_keeps_its_words() {
    let body = json!({"type": "PG_PROVIDER", "pgCode": "8206", "pgMessage": "취소 요청 시간 초과"});
    let words = VendorWords {
        code: "PG_PROVIDER".into(),
        message: String::new(),
        pg_code: Some("8206".into()),
        pg_message: Some("취소 요청 시간 초과".into()),
    };
    let why = "HTTP 502 PG_PROVIDER".to_owned();
    let outcome = cancel_answered(502, &body);
    assert_eq!(outcome, CancelOutcome::Unknown { why, words: Some(words) });
}

#[track_caller]
fn check_no_word(status: u16, body: &str) {
    let answer = Answer { status, body: body.as_bytes().to_vec() };
    let outcome = cancel_outcome(Ok(answer));
    assert!(matches!(outcome, CancelOutcome::Unknown { words: None, .. }), "{outcome:?}");
}

#[test]
fn an_answer_without_a_word_is_unknown() {
    check_no_word(200, "");
    check_no_word(200, "{}");
    check_no_word(200, r#"{"cancellation":{"status":"SUCCEEDED","id":"c-1""#);
    check_no_word(204, "");
    check_no_word(302, "<html>");
    check_no_word(400, "<html>bad gateway</html>");
    check_no_word(503, "");
    let lost = CancelOutcome::Unknown { why: "no answer in time".into(), words: None };
    assert_eq!(cancel_outcome(Err(HttpError::TimedOut)), lost);
}

#[test]
fn what_the_log_is_told_quotes_no_document() {
    let mut body = document("cancellations/succeeded");
    body["cancellation"]["totalAmount"] = json!("김서연");
    let CancelOutcome::Unknown { why, .. } = cancel_answered(200, &body) else {
        panic!("text is no amount")
    };
    assert!(!why.contains("김서연"), "{why}");
}

#[test]
fn closing_a_virtual_account() {
    let closed = |status, body| void_outcome(Ok(answer(status, &body)));
    let at = Timestamp::parse_rfc3339("2026-11-05T02:00:00Z").unwrap();
    let done = closed(200, json!({"closedAt": "2026-11-05T02:00:00Z"}));
    assert_eq!(done, VoidOutcome::Voided { at });
    for (status, code) in [
        (400, "INVALID_REQUEST"),
        (401, "UNAUTHORIZED"),
        (403, "FORBIDDEN"),
        (404, "PAYMENT_NOT_FOUND"),
        (409, "PAYMENT_NOT_WAITING_FOR_DEPOSIT"),
    ] {
        let refused = closed(status, json!({"type": code, "message": "안 돼요"}));
        assert_eq!(refused, VoidOutcome::Refused(words(code)));
    }
    let fault = closed(502, json!({"type": "PG_PROVIDER", "message": "안 돼요"}));
    let why = "HTTP 502 PG_PROVIDER".to_owned();
    assert_eq!(fault, VoidOutcome::Unknown { why, words: Some(words("PG_PROVIDER")) });
    assert!(matches!(closed(200, json!({})), VoidOutcome::Unknown { words: None, .. }));
    let lost = void_outcome(Err(HttpError::TimedOut));
    assert_eq!(lost, VoidOutcome::Unknown { why: "no answer in time".into(), words: None });
}

#[track_caller]
fn check_read(status: u16, code: &str, expected: &ReadError) {
    let answer = answer(status, &json!({"type": code, "message": "안 돼요"}));
    assert_eq!(&read_error(&answer), expected);
}

#[test]
fn why_a_read_brought_nothing() {
    let said = |status: u16, code: &str| format!("HTTP {status} {code} 안 돼요");
    check_read(404, "PAYMENT_NOT_FOUND", &ReadError::NotFound);
    check_read(404, "NOT_FOUND", &ReadError::Malformed(said(404, "NOT_FOUND")));
    check_read(401, "UNAUTHORIZED", &ReadError::Unauthorized(said(401, "UNAUTHORIZED")));
    check_read(403, "FORBIDDEN", &ReadError::Unauthorized(said(403, "FORBIDDEN")));
    check_read(400, "INVALID_REQUEST", &ReadError::Malformed(said(400, "INVALID_REQUEST")));
    check_read(429, "TOO_MANY", &ReadError::Unavailable(said(429, "TOO_MANY")));
    check_read(503, "DOWN", &ReadError::Unavailable(said(503, "DOWN")));
    let page = Answer { status: 502, body: b"<html>".to_vec() };
    assert_eq!(read_error(&page), ReadError::Unavailable("HTTP 502".into()));
    let slow = ReadError::from(HttpError::TimedOut);
    assert_eq!(slow, ReadError::Unavailable("no answer in time".into()));
    assert!(matches!(ReadError::from(HttpError::TooLarge), ReadError::Malformed(_)));
}

fn order() -> CancelOrder {
    CancelOrder {
        gateway_payment_id: "hanbit-20261103-0001".into(),
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

#[test]
fn amount_and_balance_are_always_sent() {
    let sent = serde_json::to_value(cancel_body(&order(), None)).unwrap();
    let expected = json!({
        "amount": 50_000,
        "currentCancellableAmount": 350_000,
        "reason": "고객 요청 (can_00000000000000000000000007)",
        "requester": "ADMIN",
    });
    assert_eq!(sent, expected);
}

#[track_caller]
fn check_retain(option: Option<RetainOption>, expected: &Value) {
    let order = CancelOrder { retain_option: option, ..order() };
    let sent = serde_json::to_value(cancel_body(&order, None)).unwrap();
    assert_eq!(&sent["promotionDiscountRetainOption"], expected);
}

#[test]
fn what_becomes_of_a_discount_is_said_in_the_vendors_words() {
    check_retain(Some(RetainOption::Retain), &json!("RETAIN"));
    check_retain(Some(RetainOption::Release), &json!("RELEASE"));
    check_retain(None, &Value::Null);
}

#[test]
fn a_refund_account_and_the_tax_free_part_go_along() {
    let account = RefundAccount::new("SHINHAN", "110-123-456789", "김서연", Some("010-2345-6789"));
    let order =
        CancelOrder { tax_free: Some(Won(0)), refund_account: Some(account.unwrap()), ..order() };
    let body = cancel_body(&order, Some("store-7a1e"));
    let sent = serde_json::to_value(&body).unwrap();
    assert_eq!((&sent["storeId"], &sent["taxFreeAmount"]), (&json!("store-7a1e"), &json!(0)));
    let account = json!({
        "bank": "SHINHAN",
        "number": "110123456789",
        "holderName": "김서연",
        "holderPhoneNumber": "01023456789",
    });
    assert_eq!(sent["refundAccount"], account);
    let printed = format!("{body:?}");
    assert!(!printed.contains("110123456789") && !printed.contains("김서연"), "{printed}");
}
