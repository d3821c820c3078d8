use desk_domain::bill::BillState;
use desk_domain::cancellation::RefundArrival;
use desk_domain::payment::{
    CardDetail, CardType, CashReceiptState, Customer, GatewayStatus, Method, MethodDetail, Mode,
};
use desk_domain::{Timestamp, Won};
use serde_json::json;

use super::{VERSIONS, answer, document};
use crate::payssam::convert::{found, found_bill, read_error, unread, word};
use crate::payssam::wire::Bill;
use crate::payssam::{ApiVersion, KnownBill};
use crate::{Found, FoundCancellation, FoundCancellationState, ReadError};

fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

fn now() -> Timestamp {
    at("2025-11-10T12:00:00+09:00")
}

fn known() -> KnownBill {
    KnownBill {
        customer: Customer {
            id: None,
            name: Some("김서연".into()),
            phone: Some("010-2345-6789".into()),
        },
        product_name: "고2 수학 11월".into(),
        price: Won(45_000),
        tax_free: Won(45_000),
        sent_at: at("2025-11-01T09:00:00+09:00"),
    }
}

#[track_caller]
fn bill(version: ApiVersion, name: &str) -> Bill {
    let body = document(version, &format!("bills/{name}"));
    word(version, &answer(200, &body)).unwrap().document().unwrap()
}

#[track_caller]
fn read(version: ApiVersion, name: &str) -> Found {
    found(&bill(version, name), Some(known()), Mode::Live, now()).unwrap()
}

#[track_caller]
fn check(name: &str, status: GatewayStatus, state: Option<BillState>, cancelled: i64) {
    for version in VERSIONS {
        let found = read(version, name);
        let expected = (status, Won(45_000), Won(cancelled));
        assert_eq!((found.status, found.amount, found.cancelled), expected, "{version:?} {name}");
        assert_eq!(found_bill(&bill(version, name)).state, state, "{version:?} {name}");
    }
}

#[test]
fn every_state_of_a_bill() {
    check("waiting", GatewayStatus::Ready, Some(BillState::Waiting), 0);
    check("paid", GatewayStatus::Paid, Some(BillState::Paid), 0);
    check("cancelled", GatewayStatus::Cancelled, Some(BillState::Cancelled), 45_000);
    check("destroyed", GatewayStatus::Closed, Some(BillState::Void), 0);
    check("state_of_tomorrow", GatewayStatus::Unknown, None, 0);
}

#[test]
fn the_facts_around_a_paid_bill() {
    for version in VERSIONS {
        let found = read(version, "paid");
        assert_eq!(found.gateway_payment_id, "1024");
        assert_eq!(found.order_name, "고2 수학 11월");
        assert_eq!(found.customer, known().customer);
        assert_eq!(found.method, Method::Message);
        assert_eq!(found.tax_free, Won(45_000));
        assert_eq!(found.requested_at, at("2025-11-01T09:00:00+09:00"));
        assert_eq!(found.paid_at, Some(at("2025-11-03T14:05:00+09:00")));
        assert_eq!(found.cancelled_at, None);
        assert_eq!(found.approval_number.as_deref(), Some("30041782"));
        assert_eq!(found.cash_receipt, CashReceiptState::None);
        assert!(found.cancellations.is_empty());
        let card = CardDetail {
            issuer: Some("HYUNDAI".into()),
            card_type: Some(CardType::Credit),
            number_masked: Some("404619**********".into()),
            installment_months: 3,
            ..CardDetail::default()
        };
        let detail = MethodDetail {
            pg: Some("CARD_VAN".into()),
            mode: Some(Mode::Live),
            card: Some(card),
            ..MethodDetail::default()
        };
        assert_eq!(found.method_detail, detail);
    }
}

#[test]
fn every_kind_of_payment_is_the_word_that_the_rules_ask_for() {
    for version in VERSIONS {
        let kind = |name| read(version, name).method_detail.pg;
        assert_eq!(kind("paid_keyed_in").as_deref(), Some("KEYIN"));
        assert_eq!(kind("paid_offline_card").as_deref(), Some("OFFLINE_CARD"));
        assert_eq!(kind("paid_offline_cash").as_deref(), Some("OFFLINE_CASH"));
        assert_eq!(kind("waiting"), None);
        let card_type = |name| read(version, name).method_detail.card.unwrap().card_type;
        assert_eq!(card_type("paid_debit"), Some(CardType::Debit));
        assert_eq!(card_type("paid_keyed_in"), None);
        let cash = read(version, "paid_offline_cash");
        assert_eq!(cash.cash_receipt, CashReceiptState::Issued);
        assert_eq!(cash.method_detail.card, None);
    }
}

#[track_caller]
fn check_cancel(name: &str, id: &str, cancelled_at: Option<&str>, paid: Option<&str>) {
    for version in VERSIONS {
        let found = read(version, name);
        let cancelled_at = cancelled_at.map(at);
        let expected = FoundCancellation {
            gateway_cancellation_id: id.into(),
            state: FoundCancellationState::Succeeded,
            amount: Won(45_000),
            tax_free: Won(45_000),
            reason: String::new(),
            requested_at: cancelled_at.unwrap_or(now()),
            cancelled_at,
            receipt_url: None,
            arrival: RefundArrival::Unsaid,
        };
        assert_eq!(found.cancellations, [expected], "{version:?} {name}");
        assert_eq!(found.cancelled_at, cancelled_at, "{version:?} {name}");
        assert_eq!(found.paid_at, paid.map(at), "{version:?} {name}");
        assert_eq!(found.cancelled_tax_free, Won(45_000));
    }
}

#[test]
fn a_cancel_is_dated_only_by_what_leaves_no_doubt() {
    let paid = Some("2025-11-03T14:05:00+09:00");
    let cancelled = Some("2025-11-04T09:30:00+09:00");
    check_cancel("cancelled", "30099001", cancelled, paid);
    check_cancel("cancelled_dated", "cancel-of-1024", cancelled, paid);
    // Its one date may be the payment's as well.
    check_cancel("cancelled_bare", "cancel-of-1024", None, None);
    for version in VERSIONS {
        assert_eq!(read(version, "cancelled").approval_number.as_deref(), Some("30041782"));
        assert_eq!(read(version, "cancelled_bare").approval_number, None);
    }
}

#[test]
fn what_our_index_does_not_know_is_not_invented() {
    for version in VERSIONS {
        let alone = |name| found(&bill(version, name), None, Mode::Test, now());
        let paid = alone("paid").unwrap();
        assert_eq!((paid.order_name.as_str(), paid.customer), ("1024", Customer::default()));
        assert_eq!(paid.requested_at, at("2025-11-03T14:05:00+09:00"));
        assert_eq!(paid.method_detail.mode, Some(Mode::Test));
        assert!(matches!(alone("waiting"), Err(ReadError::Unsupported(_))));
        assert!(matches!(alone("destroyed"), Err(ReadError::Unsupported(_))));
        assert!(matches!(alone("paid_nameless_price"), Err(ReadError::Unsupported(_))));
    }
}

#[track_caller]
fn check_no_bill(version: ApiVersion, status: u16, code: &str, expected: &ReadError) {
    let body = json!({"code": code, "msg": "안 돼요", "data": null});
    let word = word(version, &answer(status, &body)).unwrap();
    assert_eq!(read_error(&word).as_ref(), Some(expected), "{status} {code}");
}

#[test]
fn why_a_read_brought_no_bill() {
    let said = |status: u16, code: &str| format!("HTTP {status} {code} 안 돼요");
    let v1 = ApiVersion::V1;
    check_no_bill(v1, 200, "9980", &ReadError::NotFound);
    check_no_bill(v1, 404, "9980", &ReadError::NotFound);
    check_no_bill(v1, 200, "1003", &ReadError::Unauthorized(said(200, "1003")));
    check_no_bill(v1, 200, "9999", &ReadError::Unavailable(said(200, "9999")));
    check_no_bill(v1, 200, "5000", &ReadError::Unavailable(said(200, "5000")));
    check_no_bill(v1, 500, "9980", &ReadError::Unavailable(said(500, "9980")));
    check_no_bill(v1, 401, "9999", &ReadError::Unauthorized(said(401, "9999")));
    let v2 = ApiVersion::V2;
    check_no_bill(v2, 200, "BILL_003", &ReadError::NotFound);
    for code in ["PARTNER_001", "PARTNER_004", "PARTNER_006"] {
        check_no_bill(v2, 200, code, &ReadError::Unauthorized(said(200, code)));
    }
    check_no_bill(v2, 400, "VALIDATION_001", &ReadError::Malformed(said(400, "VALIDATION_001")));
    check_no_bill(v2, 200, "ERROR", &ReadError::Unavailable(said(200, "ERROR")));
    check_no_bill(
        v2,
        200,
        "MAINTAINED_METHOD",
        &ReadError::Unavailable(said(200, "MAINTAINED_METHOD")),
    );
    let why = || "HTTP x".to_owned();
    assert!(matches!(unread(502, why()), ReadError::Unavailable(_)));
    assert!(matches!(unread(403, why()), ReadError::Unauthorized(_)));
    assert!(matches!(unread(404, why()), ReadError::Malformed(_)));
}
