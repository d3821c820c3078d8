use desk_domain::Won;
use desk_domain::refund_account::RefundAccount;
use serde_json::{Value, json};

use super::{document, read_v2};
use crate::bootpay::ApiVersion;
use crate::bootpay::convert::bank::code_of;
use crate::bootpay::convert::cancel_body;
use crate::{CancelOrder, Found};

pub(super) fn paid() -> Found {
    read_v2(&document("v2/card")).unwrap()
}

pub(super) fn order(amount: i64) -> CancelOrder {
    CancelOrder {
        gateway_payment_id: "6728f2a0c1d3e4f5a6b7c8d9".into(),
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

#[track_caller]
fn sent(api: ApiVersion, order: &CancelOrder) -> Value {
    serde_json::from_slice(&cancel_body(api, order, &paid()).unwrap()).unwrap()
}

#[track_caller]
fn not_sent(order: &CancelOrder, found: &Found) -> String {
    cancel_body(ApiVersion::V2, order, found).unwrap_err().code
}

#[test]
fn a_part_names_its_price() {
    let expected = json!({
        "receipt_id": "6728f2a0c1d3e4f5a6b7c8d9",
        "cancel_price": 50_000,
        "cancel_id": "can_00000000000000000000000007",
        "cancel_username": "결제취소 데스크",
        "cancel_message": "고객 요청 (can_00000000000000000000000007)",
    });
    assert_eq!(sent(ApiVersion::V2, &order(50_000)), expected);
    let expected = json!({
        "receipt_id": "6728f2a0c1d3e4f5a6b7c8d9",
        "price": 50_000,
        "cancel_id": "can_00000000000000000000000007",
        "name": "결제취소 데스크",
        "reason": "고객 요청 (can_00000000000000000000000007)",
    });
    assert_eq!(sent(ApiVersion::V1, &order(50_000)), expected);
}

#[test]
fn all_that_is_left_is_asked_for_without_a_price() {
    assert_eq!(sent(ApiVersion::V2, &order(350_000))["cancel_price"], Value::Null);
    assert_eq!(sent(ApiVersion::V1, &order(350_000))["price"], Value::Null);
    let rest = Found { cancelled: Won(349_500), ..paid() };
    let order = CancelOrder { expected_cancellable: Won(500), ..order(500) };
    let body = cancel_body(ApiVersion::V2, &order, &rest).unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["cancel_price"], Value::Null, "also a rest below the vendor's minimum");
}

#[test]
fn nothing_is_sent_when_the_vendor_knows_another_balance() {
    let ahead = Found { cancelled: Won(1), ..paid() };
    assert_eq!(not_sent(&order(350_000), &ahead), "balance_changed");
    assert_eq!(not_sent(&order(50_000), &ahead), "balance_changed");
    // A cancel in the book only: the vendor has more left than the book, and "the rest" would be more.
    let order = CancelOrder { expected_cancellable: Won(300_000), ..order(300_000) };
    assert_eq!(not_sent(&order, &paid()), "balance_changed");
}

#[test]
fn nothing_is_sent_while_another_cancel_is_under_way() {
    let mut receipt = document("v2/card");
    receipt["status"] = json!(-30);
    assert_eq!(not_sent(&order(50_000), &read_v2(&receipt).unwrap()), "pending_outside");
}

#[test]
fn a_refund_account_and_the_tax_free_part_go_along() {
    let account = RefundAccount::new("SHINHAN", "110-123-456789", "김서연", None).unwrap();
    let order =
        CancelOrder { tax_free: Some(Won(0)), refund_account: Some(account), ..order(350_000) };
    let body = sent(ApiVersion::V2, &order);
    assert_eq!(body["cancel_tax_free"], 0);
    let account = json!({
        "bank_account": "110123456789", "bank_username": "김서연", "bank_code": "088",
    });
    assert_eq!(body["refund"], account);
    let body = sent(ApiVersion::V1, &order);
    assert_eq!(body["tax_free"], 0);
    let account = json!({
        "account": "110123456789", "accountholder": "김서연", "bankcode": "088",
    });
    assert_eq!(body["refund"], account);
}

#[test]
fn a_bank_without_a_code_is_not_guessed() {
    let account = RefundAccount::new("HSBC", "110123456789", "김서연", None).unwrap();
    let order = CancelOrder { refund_account: Some(account), ..order(350_000) };
    assert_eq!(not_sent(&order, &paid()), "bank_unsupported");
    for (bank, code) in [("KOOKMIN", "004"), ("DAEGU", "031"), ("BUSAN", "032"), ("TOSS", "092")] {
        assert_eq!(code_of(bank), Some(code));
    }
}

#[test]
fn the_same_order_is_the_same_body() {
    for api in [ApiVersion::V1, ApiVersion::V2] {
        let body = || cancel_body(api, &order(50_000), &paid()).unwrap();
        assert_eq!(body(), body());
    }
}
