use desk_domain::cancellation::RefundArrival;
use desk_domain::payment::{CashReceiptState, Customer, GatewayStatus, Method};
use desk_domain::{Timestamp, Won};
use serde_json::{Value, json};

use super::document;
use crate::portone::convert::{found, list_page};
use crate::portone::wire::Payment;
use crate::{Found, FoundCancellation, FoundCancellationState, ReadError};

fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

#[track_caller]
fn read(name: &str) -> Result<Found, ReadError> {
    found(serde_json::from_value::<Payment>(document(&format!("payments/{name}"))).unwrap())
}

#[track_caller]
fn check(name: &str, status: GatewayStatus, amount: i64, cancelled: i64) {
    let found = read(name).unwrap();
    let expected = (status, Won(amount), Won(cancelled));
    assert_eq!((found.status, found.amount, found.cancelled), expected, "{name}");
}

#[test]
fn every_status_of_a_payment() {
    check("ready", GatewayStatus::Ready, 350_000, 0);
    check("pay_pending", GatewayStatus::Pending, 350_000, 0);
    check("virtual_account_issued", GatewayStatus::WaitingForDeposit, 350_000, 0);
    check("virtual_account_closed", GatewayStatus::Closed, 350_000, 0);
    check("failed", GatewayStatus::Failed, 350_000, 0);
    check("paid", GatewayStatus::Paid, 350_000, 0);
    check("partial_cancelled", GatewayStatus::PartiallyCancelled, 350_000, 90_000);
    check("cancelled", GatewayStatus::Cancelled, 350_000, 350_000);
    check("status_of_tomorrow", GatewayStatus::Unknown, 350_000, 0);
}

#[test]
fn a_promotion_is_counted_in_order_money_before_the_discount() {
    check("paid_with_promotion", GatewayStatus::Paid, 10_000, 0);
    let detail = read("paid_with_promotion").unwrap().method_detail;
    assert_eq!(detail.promotion_id.as_deref(), Some("promotion-autumn"));
    assert_eq!(detail.charged, Some(Won(9_000)));
    assert!(detail.escrow && !detail.escrow_confirmed);
}

#[test]
fn an_escrow_is_over_once_the_purchase_is_confirmed() {
    let detail = read("paid_escrow_confirmed").unwrap().method_detail;
    assert!(detail.escrow && detail.escrow_confirmed);
}

#[test]
fn the_facts_around_a_payment() {
    let found = read("paid").unwrap();
    assert_eq!(found.gateway_payment_id, "hanbit-20261103-0001");
    assert_eq!(found.order_name, "고2 수학 11월");
    let customer = Customer {
        id: Some("student-0042".into()),
        name: Some("김서연".into()),
        phone: Some("010-2345-6789".into()),
    };
    assert_eq!(found.customer, customer);
    assert_eq!(found.method, Method::Card);
    assert_eq!(found.requested_at, at("2026-11-03T14:04:00+09:00"));
    assert_eq!(found.paid_at, Some(at("2026-11-03T14:05:00+09:00")));
    assert_eq!(found.cancelled_at, None);
    assert_eq!(found.approval_number.as_deref(), Some("30041782"));
    assert_eq!(found.receipt_url.as_deref(), Some("https://receipts.example/1"));
    assert!(!found.method_detail.escrow);
    assert_eq!(found.method_detail.promotion_id, None);
    assert_eq!(found.method_detail.charged, None);
    assert!(found.cancellations.is_empty());
}

#[track_caller]
fn check_cash_receipt(name: &str, expected: CashReceiptState) {
    assert_eq!(read(name).unwrap().cash_receipt, expected, "{name}");
}

#[test]
fn every_state_of_a_cash_receipt() {
    check_cash_receipt("paid", CashReceiptState::None);
    check_cash_receipt("ready", CashReceiptState::None);
    check_cash_receipt("paid_with_promotion", CashReceiptState::Issued);
    check_cash_receipt("cancelled", CashReceiptState::Cancelled);
    let with = |name: &str, value| {
        let mut payment = document("payments/paid");
        payment[name] = value;
        found(serde_json::from_value(payment).unwrap()).unwrap().cash_receipt
    };
    assert_eq!(with("cashReceiptIssuanceStatus", json!("ISSUED")), CashReceiptState::Issued);
    assert_eq!(with("cashReceiptIssuanceStatus", json!("LOST")), CashReceiptState::Unknown);
    assert_eq!(with("cashReceipt", json!({"status": "LOST"})), CashReceiptState::Unknown);
}

#[test]
fn cancellations_are_listed_with_their_state_and_reason() {
    let found = read("partial_cancelled").unwrap();
    assert_eq!(found.tax_free, Won(100_000));
    assert_eq!(found.cancelled_tax_free, Won(10_000));
    assert_eq!(found.method_detail.partial_cancels, 2);
    let told: Vec<_> = found.cancellations.iter().map(|told| (told.state, told.amount.0)).collect();
    let expected = [
        (FoundCancellationState::Succeeded, 50_000),
        (FoundCancellationState::Failed, 20_000),
        (FoundCancellationState::Pending, 30_000),
        (FoundCancellationState::Succeeded, 40_000),
    ];
    assert_eq!(told, expected);
    let first = FoundCancellation {
        gateway_cancellation_id: "cancellation-0001".into(),
        state: FoundCancellationState::Succeeded,
        amount: Won(50_000),
        tax_free: Won(0),
        reason: "고객 요청 (can_00000000000000000000000007)".into(),
        requested_at: at("2026-11-04T01:00:00Z"),
        cancelled_at: Some(at("2026-11-04T01:00:02Z")),
        receipt_url: Some("https://receipts.example/cancel/1".into()),
        arrival: RefundArrival::Unsaid,
    };
    assert_eq!(found.cancellations[0], first);
}

/// The latest refund of a deposited virtual account, and what the payment says of it.
#[track_caller]
fn check_arrival(refund_status: Value, latest: &str, expected: RefundArrival) {
    let mut payment = document("payments/partial_cancelled");
    payment["method"] = json!({
        "type": "PaymentMethodVirtualAccount",
        "accountNumber": "56210012345678",
        "refundStatus": refund_status,
    });
    payment["cancellations"][3]["status"] = latest.into();
    let found = found(serde_json::from_value(payment).unwrap()).unwrap();
    let told: Vec<_> = found.cancellations.iter().map(|told| told.arrival).collect();
    let unsaid = RefundArrival::Unsaid;
    assert_eq!(told, [unsaid, unsaid, unsaid, expected], "{refund_status} {latest}");
}

#[test]
fn a_refund_may_be_cancelled_and_not_arrive() {
    check_arrival(json!("FAILED"), "SUCCEEDED", RefundArrival::Failed);
    check_arrival(json!("PARTIAL_REFUND_FAILED"), "SUCCEEDED", RefundArrival::Failed);
    check_arrival(json!("COMPLETED"), "SUCCEEDED", RefundArrival::Arrived);
    check_arrival(json!("PENDING"), "SUCCEEDED", RefundArrival::Unsaid);
    check_arrival(json!("A_WORD_OF_TOMORROW"), "SUCCEEDED", RefundArrival::Unsaid);
    check_arrival(Value::Null, "SUCCEEDED", RefundArrival::Unsaid);
    // The vendor says itself that it is not done.
    check_arrival(json!("FAILED"), "FAILED", RefundArrival::Unsaid);
}

#[test]
fn a_full_cancel_is_no_partial_cancel() {
    assert_eq!(read("cancelled").unwrap().method_detail.partial_cancels, 0);
}

#[test]
fn what_the_book_cannot_hold_is_said() {
    let dollars = Err(ReadError::Unsupported("its currency is USD".into()));
    assert_eq!(read("paid_in_dollars"), dollars);
    let sums = Err(ReadError::Malformed("350001 of 350000 won are cancelled".into()));
    assert_eq!(read("cancelled_above_total"), sums);
}

#[test]
fn an_odd_payment_does_not_take_its_page_away() {
    let unreadable = json!({"id": "odd", "status": "PAID"});
    let items = [
        document("payments/paid"),
        document("payments/paid_in_dollars"),
        unreadable,
        document("payments/ready"),
    ];
    let items: Vec<_> = items
        .into_iter()
        .enumerate()
        .map(|(place, payment)| json!({"payment": payment, "cursor": format!("cursor-{place}")}))
        .collect();
    let page = serde_json::from_value(json!({ "items": items })).unwrap();
    let page = list_page(page, None).unwrap();
    let statuses: Vec<_> = page.payments.iter().map(|found| found.status).collect();
    assert_eq!(statuses, [GatewayStatus::Paid, GatewayStatus::Ready]);
    let skipped: Vec<_> = page.skipped.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(skipped, ["hanbit-20261103-0001", "odd"]);
    assert_eq!(page.next_cursor.as_deref(), Some("cursor-3"));
}

#[test]
fn a_list_ends_with_an_empty_page_and_never_goes_in_circles() {
    let empty = serde_json::from_value(json!({"items": []})).unwrap();
    assert_eq!(list_page(empty, Some("cursor-3")).unwrap().next_cursor, None);
    let circle = json!({"items": [{"payment": document("payments/paid"), "cursor": "cursor-3"}]});
    let circle = serde_json::from_value(circle).unwrap();
    let expected = ReadError::Malformed("the list leads back to its own cursor".into());
    assert_eq!(list_page(circle, Some("cursor-3")), Err(expected));
}

#[test]
fn a_debug_print_shows_no_person() {
    let payment: Payment = serde_json::from_value(document("payments/cancelled")).unwrap();
    let printed = format!("{payment:?}");
    for private in ["김서연", "2345", "56211900345678"] {
        assert!(!printed.contains(private), "{private} in {printed}");
    }
}
