use desk_domain::cancellation::{RefundArrival, VendorWords};
use desk_domain::{Timestamp, Won};
use serde_json::{Value, json};

use super::orders::{order, paid};
use super::{answer, document, read_v1};
use crate::bootpay::ApiVersion;
use crate::bootpay::convert::{cancel_outcome, token};
use crate::http::{Answer, HttpError};
use crate::{CancelOrder, CancelOutcome, FoundCancellation, FoundCancellationState, ReadError};

fn answered(status: u16, body: &Value) -> CancelOutcome {
    cancel_outcome(ApiVersion::V2, Ok(answer(status, body)), &order(50_000), &paid())
}

#[test]
fn a_cancel_that_is_done_is_named_by_the_sum_it_led_to() {
    let done = FoundCancellation {
        gateway_cancellation_id: "sum-50000".into(),
        state: FoundCancellationState::Succeeded,
        amount: Won(50_000),
        tax_free: Won(0),
        reason: "고객 요청 (can_00000000000000000000000007)".into(),
        requested_at: Timestamp::parse_rfc3339("2026-11-04T10:00:02+09:00").unwrap(),
        cancelled_at: Timestamp::parse_rfc3339("2026-11-04T10:00:02+09:00").ok(),
        receipt_url: None,
        arrival: RefundArrival::Unsaid,
    };
    let outcome = answered(200, &document("v2/cancelled"));
    assert_eq!(outcome, CancelOutcome::Succeeded(done));
}

/// The receipt and the order that the answer in the vendor's documentation belongs to.
fn printed(body: &Value) -> CancelOutcome {
    let order = CancelOrder {
        gateway_payment_id: "5df6e8034f74b4002177e0bb".into(),
        expected_cancellable: Won(3_000),
        ..order(3_000)
    };
    let before = read_v1(&document("v1/card")).unwrap();
    cancel_outcome(ApiVersion::V1, Ok(answer(200, body)), &order, &before)
}

#[test]
fn the_answer_that_the_documentation_prints() {
    let CancelOutcome::Succeeded(done) = printed(&document("v1/cancelled")) else {
        panic!("not succeeded")
    };
    assert_eq!((done.amount, done.gateway_cancellation_id.as_str()), (Won(3_000), "sum-3000"));
    let revoked_at = Timestamp::parse_rfc3339("2019-12-16T11:12:28+09:00").ok();
    assert_eq!(done.cancelled_at, revoked_at);
}

#[test]
fn a_success_that_does_not_add_up_is_unknown() {
    let with = |name: &str, value: Value| {
        let mut body = document("v2/cancelled");
        body[name] = value;
        answered(200, &body)
    };
    let unknown = |why: &str| CancelOutcome::Unknown { why: why.into(), words: None };
    let short = unknown("done, it says, but 49999 of 50000 won are cancelled");
    assert_eq!(with("cancelled_price", json!(49_999)), short);
    let other = unknown("the answer is about another payment");
    assert_eq!(with("receipt_id", json!("another")), other);
    let more = with("cancelled_price", json!(80_000));
    assert!(matches!(more, CancelOutcome::Succeeded(_)), "somebody else cancelled beside us");
    let mut body = document("v1/cancelled");
    body["code"] = json!(-1);
    assert!(matches!(printed(&body), CancelOutcome::Unknown { words: None, .. }));
}

fn said(code: &str, message: &str) -> Value {
    json!({"error_code": code, "message": message})
}

#[track_caller]
fn check_refused(status: u16, code: &str, message: &str) {
    let words =
        VendorWords { code: code.into(), message: message.into(), ..VendorWords::default() };
    assert_eq!(answered(status, &said(code, message)), CancelOutcome::Refused(words));
}

#[track_caller]
fn check_unknown(status: u16, body: &Value) {
    let outcome = answered(status, body);
    assert!(matches!(outcome, CancelOutcome::Unknown { words: None, .. }), "{outcome:?}");
}

#[test]
fn only_what_the_documents_call_not_done_is_a_refusal() {
    check_refused(400, "RC_CANCEL_SERVER_ERROR", "정산 예정 금액이 부족합니다");
    check_refused(500, "RC_CANCEL_SERVER_ERROR", "취소한도를 넘었습니다");
    check_refused(400, "RC_ALREADY_CANCELLED", "이미 취소된 결제입니다");
    check_refused(404, "RC_NOT_FOUND", "안 돼요");
    check_refused(401, "TOKEN_KEY_INVALID", "안 돼요");
    check_refused(401, "APP_KEY_NOT_FOUND", "안 돼요");
    check_refused(400, "APP_KEY_NOT_REST", "안 돼요");
    check_refused(400, "APP_SK_NOT_MATCHED", "안 돼요");

    check_unknown(500, &said("RC_CANCEL_CRITICAL_ERROR", "PG 응답 없음"));
    check_unknown(400, &said("RC_CANCEL_CRITICAL_ERROR", "PG 응답 없음"));
    check_unknown(400, &said("CODE_OF_TOMORROW", "안 돼요"));
    check_unknown(401, &said("CODE_OF_TOMORROW", "안 돼요"));
    check_unknown(400, &said("RC_CANCEL_SERVER_ERROR", "[9003] 동시 처리 한도 초과"));
    let busy = json!({
        "error_code": "RC_CANCEL_SERVER_ERROR", "message": "초과", "pg_error_code": 9003,
    });
    check_unknown(400, &busy);
    check_unknown(200, &said("RC_CANCEL_SERVER_ERROR", "안 돼요"));
    check_unknown(500, &json!("<html>oops</html>"));
    check_unknown(204, &json!({}));
}

#[test]
fn the_pgs_own_code_is_kept() {
    let body = json!({
        "error_code": "RC_CANCEL_SERVER_ERROR", "message": "취소 실패", "pg_error_code": "8206",
    });
    let CancelOutcome::Refused(words) = answered(400, &body) else { panic!("not refused") };
    assert_eq!(words.pg_code.as_deref(), Some("8206"));
}

#[track_caller]
fn check_first_generation(status: u16, code: i64, message: &str, is_refused: bool) {
    // The envelope says what HTTP need not say as well.
    for http in [status, 200] {
        check_envelope(
            http,
            &json!({"status": status, "code": code, "message": message}),
            is_refused,
        );
    }
}

#[track_caller]
fn check_envelope(http: u16, body: &Value, is_refused: bool) {
    let (code, message) = (body["code"].as_i64().unwrap(), body["message"].as_str().unwrap());
    let answer = Ok(answer(http, body));
    let outcome = cancel_outcome(ApiVersion::V1, answer, &order(50_000), &paid());
    match outcome {
        CancelOutcome::Refused(words) => assert!(is_refused, "{words:?}"),
        // Without a number it is no answer of theirs.
        CancelOutcome::Unknown { words: None, .. } => assert!(!is_refused && code == 0),
        CancelOutcome::Unknown { words: Some(words), .. } => {
            let kept = (words.code, words.pg_code, words.message.as_str());
            assert!(!is_refused);
            let known_as = if body["status"] == 500 { "V1_FAULT" } else { "V1_ERROR" };
            assert_eq!(kept, (known_as.to_owned(), Some(code.to_string()), message));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn of_the_first_generation_one_sentence_is_known() {
    check_first_generation(500, -2121, "기취소된 건입니다", true);
    check_first_generation(401, -2400, "토큰이 유효하지 않습니다", true);
    check_first_generation(500, -15_006, "정산 예정 금액이 부족합니다", false);
    check_first_generation(400, -15_006, "정산 예정 금액이 부족합니다", false);
    check_first_generation(400, -1, "잘못된 요청", false);
    check_first_generation(500, 0, "기취소된 건입니다", false);
}

#[test]
fn silence_is_unknown() {
    let lost = CancelOutcome::Unknown { why: "no answer in time".into(), words: None };
    let silence = cancel_outcome(ApiVersion::V2, Err(HttpError::TimedOut), &order(1), &paid());
    assert_eq!(silence, lost);
}

#[test]
fn a_call_that_never_left_moved_nothing() {
    let gone = Err(HttpError::NoConnection("refused".into()));
    let outcome = cancel_outcome(ApiVersion::V2, gone, &order(1), &paid());
    let CancelOutcome::Refused(words) = outcome else { panic!("{outcome:?}") };
    let expected = ("gateway_unreachable", "not sent: no connection: refused");
    assert_eq!((words.code.as_str(), words.message.as_str()), expected);
}

#[track_caller]
fn check_token(api: ApiVersion, body: Value, use_for_seconds: u64) {
    let token = token(api, &answer(200, &body)).unwrap();
    assert_eq!((token.text.expose(), token.use_for_seconds), ("stub-token-1", use_for_seconds));
}

#[test]
fn a_token_is_used_while_it_is_surely_good() {
    check_token(ApiVersion::V1, document("v1/token"), 25 * 60);
    check_token(ApiVersion::V2, document("v2/token"), 25 * 60);
    check_token(ApiVersion::V2, json!({"access_token": "stub-token-1"}), 25 * 60);
    check_token(ApiVersion::V2, json!({"access_token": "stub-token-1", "expire_in": 300}), 240);
    check_token(ApiVersion::V2, json!({"access_token": "stub-token-1", "expire_in": 30}), 0);
    let millis = json!({"access_token": "stub-token-1", "expire_in": 1_800_000});
    check_token(ApiVersion::V2, millis, 25 * 60);
}

#[test]
fn keys_that_are_not_taken_are_said() {
    let refused = token(ApiVersion::V2, &answer(400, &said("APP_SK_NOT_MATCHED", "틀려요")));
    assert!(matches!(refused, Err(ReadError::Unauthorized(_))), "{refused:?}");
    let page = Answer { status: 200, body: b"<html>".to_vec() };
    assert!(matches!(token(ApiVersion::V1, &page), Err(ReadError::Malformed(_))));
}
