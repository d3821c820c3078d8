use desk_domain::payment::{CashReceiptState, GatewayStatus};
use desk_domain::{Timestamp, Won};
use serde_json::{Value, json};

use super::{answer, document, read_v1, read_v2};
use crate::bootpay::ApiVersion;
use crate::bootpay::convert::found;
use crate::bootpay::wire::v2::Receipt;
use crate::{FoundCancellationState, ReadError};

fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

#[test]
fn the_facts_around_a_payment() {
    let found = read_v2(&document("v2/card")).unwrap();
    assert_eq!(found.gateway_payment_id, "6728f2a0c1d3e4f5a6b7c8d9");
    assert_eq!(found.order_name, "고2 수학 11월");
    assert_eq!((found.amount, found.cancelled), (Won(350_000), Won(0)));
    assert_eq!((found.tax_free, found.cancelled_tax_free), (Won(100_000), Won(0)));
    assert_eq!(found.requested_at, at("2026-11-03T14:04:00+09:00"));
    assert_eq!(found.paid_at, Some(at("2026-11-03T14:05:00+09:00")));
    assert_eq!(found.cancelled_at, None);
    assert_eq!(found.approval_number.as_deref(), Some("30041782"));
    assert_eq!(found.receipt_url.as_deref(), Some("https://receipts.example/1"));
    assert!(found.cancellations.is_empty());
}

/// With what the vendor tells of the customer.
#[track_caller]
fn check_customer(user: Value, [id, name, phone]: [Option<&str>; 3]) {
    let mut receipt = document("v2/card");
    receipt["user"] = user;
    let customer = read_v2(&receipt).unwrap().customer;
    let told = [customer.id.as_deref(), customer.name.as_deref(), customer.phone.as_deref()];
    assert_eq!(told, [id, name, phone]);
}

#[test]
fn the_customer_is_who_the_merchant_said() {
    check_customer(
        json!({ "id": "student-1", "username": "김서연", "phone": "01023456789", "email": "x" }),
        [Some("student-1"), Some("김서연"), Some("01023456789")],
    );
    let unheard_of = json!({ "id": 7, "username": " ", "phone": { "number": "01023456789" } });
    for user in [json!(null), json!([]), json!("김서연"), unheard_of] {
        check_customer(user, [None, None, None]);
    }
}

#[test]
fn the_first_generation_writes_korean_time_without_saying_so() {
    let found = read_v1(&document("v1/card")).unwrap();
    assert_eq!(found.gateway_payment_id, "5df6e8034f74b4002177e0bb");
    assert_eq!((found.amount, found.cancelled), (Won(3_000), Won(0)));
    assert_eq!(found.requested_at, at("2019-12-16T11:05:50+09:00"));
    assert_eq!(found.paid_at, Some(at("2019-12-16T11:05:52+09:00")));
    assert_eq!(found.approval_number.as_deref(), Some("09286221"));
    assert_eq!(found.status, GatewayStatus::Paid);
}

#[track_caller]
fn check_status(number: i64, cancelled: i64, expected: GatewayStatus) {
    let mut receipt = document("v2/card");
    receipt["status"] = json!(number);
    receipt["cancelled_price"] = json!(cancelled);
    assert_eq!(read_v2(&receipt).unwrap().status, expected, "V2 {number}, {cancelled} won");
    let mut receipt = document("v1/card");
    receipt["data"]["price"] = json!(350_000);
    receipt["data"]["status"] = json!(number);
    receipt["data"]["cancelled_price"] = json!(cancelled);
    assert_eq!(read_v1(&receipt).unwrap().status, expected, "V1 {number}, {cancelled} won");
}

#[test]
fn every_status_and_the_sums_before_it() {
    check_status(0, 0, GatewayStatus::Ready);
    check_status(2, 0, GatewayStatus::Pending);
    check_status(3, 0, GatewayStatus::Pending);
    check_status(5, 0, GatewayStatus::WaitingForDeposit);
    check_status(-1, 0, GatewayStatus::Failed);
    check_status(-2, 0, GatewayStatus::Failed);
    check_status(-3, 0, GatewayStatus::Closed);
    check_status(1, 0, GatewayStatus::Paid);
    check_status(1, 1, GatewayStatus::PartiallyCancelled);
    check_status(20, 1, GatewayStatus::PartiallyCancelled);
    check_status(20, 349_999, GatewayStatus::PartiallyCancelled);
    check_status(20, 350_000, GatewayStatus::Cancelled);
    check_status(1, 350_000, GatewayStatus::Cancelled);
    check_status(20, 0, GatewayStatus::Unknown);
    check_status(-20, 0, GatewayStatus::Paid);
    check_status(-20, 90_000, GatewayStatus::PartiallyCancelled);
    check_status(-30, 0, GatewayStatus::Paid);
    check_status(77, 0, GatewayStatus::Unknown);
}

#[test]
fn a_cancel_under_way_is_told_without_its_amount() {
    let mut receipt = document("v2/card");
    receipt["status"] = json!(-30);
    let found = read_v2(&receipt).unwrap();
    let told: Vec<_> = found.cancellations.iter().map(|one| (one.state, one.amount)).collect();
    assert_eq!(told, [(FoundCancellationState::Pending, Won(0))]);
}

#[test]
fn a_part_is_counted_at_least_once() {
    let found = read_v2(&document("v2/partly_cancelled")).unwrap();
    assert_eq!((found.cancelled, found.cancelled_tax_free), (Won(90_000), Won(10_000)));
    assert_eq!(found.cancelled_at, Some(at("2026-11-04T10:00:02+09:00")));
    assert_eq!(found.method_detail.partial_cancels, 1);
    assert!(found.cancellations.is_empty(), "a receipt tells no single cancellation");
}

#[track_caller]
fn check_amount(written: Value, expected: Option<i64>) {
    let mut receipt = document("v2/card");
    receipt["price"] = written.clone();
    let amount = read_v2(&receipt).ok().map(|found| found.amount.0);
    assert_eq!(amount, expected, "{written}");
}

#[test]
fn money_is_whole_won() {
    check_amount(json!(1_000), Some(1_000));
    check_amount(json!(1_000.0), Some(1_000));
    check_amount(json!(1_000.5), None);
    check_amount(json!("1000"), None);
    check_amount(json!(null), None);
}

#[test]
fn a_receipt_without_the_sum_of_cancels_is_not_read_as_zero() {
    let mut receipt = document("v2/card");
    receipt.as_object_mut().unwrap().remove("cancelled_price");
    assert!(matches!(read_v2(&receipt), Err(ReadError::Malformed(_))));
}

#[track_caller]
fn check_cash_receipt(receipt: &Value, expected: CashReceiptState) {
    assert_eq!(read_v2(receipt).unwrap().cash_receipt, expected);
}

#[test]
fn every_state_of_a_cash_receipt() {
    check_cash_receipt(&document("v2/card"), CashReceiptState::None);
    let mut receipt = document("v2/virtual_account");
    check_cash_receipt(&receipt, CashReceiptState::Issued);
    receipt["cancelled_price"] = json!(350_000);
    check_cash_receipt(&receipt, CashReceiptState::Unknown);
    let mut receipt = document("v2/mobile");
    receipt["cash_receipt_data"] = json!({"tid": "cash-1", "cash_receipt_type": "소득공제"});
    check_cash_receipt(&receipt, CashReceiptState::Issued);
    let found = read_v1(&document("v1/virtual_account")).unwrap();
    assert_eq!(found.cash_receipt, CashReceiptState::Unknown);
    assert_eq!(read_v1(&document("v1/card")).unwrap().cash_receipt, CashReceiptState::None);
}

#[test]
fn what_the_book_cannot_hold_is_said() {
    let with = |name: &str, value: Value| {
        let mut receipt = document("v2/card");
        receipt[name] = value;
        read_v2(&receipt).unwrap_err()
    };
    let dollars = ReadError::Unsupported("its currency is USD".into());
    assert_eq!(with("currency", json!("USD")), dollars);
    for no_payment in [11, 12, -11] {
        let expected = ReadError::Unsupported("it is no payment".into());
        assert_eq!(with("status", json!(no_payment)), expected);
    }
    let sums = ReadError::Malformed("350001 of 350000 won are cancelled".into());
    assert_eq!(with("cancelled_price", json!(350_001)), sums);
    let mut receipt = document("v1/card");
    receipt["data"]["unit"] = json!("usd");
    let dollars = ReadError::Unsupported("its currency is usd".into());
    assert_eq!(read_v1(&receipt), Err(dollars));
}

#[track_caller]
fn check_read(api: ApiVersion, status: u16, body: &Value, expected: &ReadError) {
    assert_eq!(found(api, &answer(status, body)).as_ref(), Err(expected), "{status} {body}");
}

#[test]
fn why_a_read_brought_nothing() {
    let error = |code: &str| json!({"error_code": code, "message": "안 돼요"});
    let check =
        |status, code, expected| check_read(ApiVersion::V2, status, &error(code), &expected);
    let said = |status: u16, code: &str| format!("HTTP {status} {code} 안 돼요");
    check(404, "RC_NOT_FOUND", ReadError::NotFound);
    check(400, "RC_NOT_FOUND", ReadError::NotFound);
    for code in ["APP_KEY_NOT_FOUND", "APP_KEY_NOT_REST", "APP_SK_NOT_MATCHED"] {
        check(400, code, ReadError::Unauthorized(said(400, code)));
    }
    check(401, "SOMETHING", ReadError::Unauthorized(said(401, "SOMETHING")));
    check(400, "SOMETHING", ReadError::Malformed(said(400, "SOMETHING")));
    check(404, "SOMETHING", ReadError::Malformed(said(404, "SOMETHING")));
    check(503, "SOMETHING", ReadError::Unavailable(said(503, "SOMETHING")));
    let v1 = |status: u16| json!({"status": status, "code": -2100, "message": "안 돼요"});
    check_read(ApiVersion::V1, 404, &v1(404), &ReadError::NotFound);
    let down = ReadError::Unavailable(said(500, "-2100"));
    check_read(ApiVersion::V1, 500, &v1(500), &down);
    let hidden = ReadError::Malformed(said(200, "-2100"));
    check_read(ApiVersion::V1, 200, &v1(200), &hidden);
}

#[test]
fn a_debug_print_shows_no_person() {
    let receipt: Receipt = serde_json::from_value(document("v2/virtual_account")).unwrap();
    let printed = format!("{receipt:?}");
    for private in ["김서연", "56211900345678", "01023456789"] {
        assert!(!printed.contains(private), "{private} in {printed}");
    }
}
