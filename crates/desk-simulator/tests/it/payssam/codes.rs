//! Every code the documents know, from the request that earns it or on demand.

use desk_simulator::payssam::BillState::{self, Cancelled, Paid, Voided, Waiting};
use serde_json::{Value, json};

use super::harness::{merge, sha256, v1, v1_order, v2, v2_order};
use crate::harness::{Desk, start};

/// A bill in `state` and one order to it, in both versions: the codes and the words.
async fn check(state: BillState, action: &str, codes: [&str; 2], words: &str) {
    let desk = start().await;
    desk.bill("b1", state);
    let first = desk.bill_call(&format!("/if/bill/{action}"), &v1_order("b1", "45000")).await;
    let second = desk.bill_call(&format!("/bill/{action}"), &v2_order("b1", "45000")).await;
    let label = format!("{action} of {state:?}");
    assert_eq!((first.0, second.0), (200, 200), "{label}");
    assert_eq!([&first.1["code"], &second.1["code"]], codes, "{label}");
    assert_eq!([&first.1["msg"], &second.1["message"]], [words; 2], "{label}");
    assert!(desk.bill_refunds("b1").len() <= usize::from(state == Cancelled), "{label}");
}

#[tokio::test]
async fn a_bill_in_the_wrong_state() {
    let unpaid = "결제가 완료되지 않은 청구서는 사용할 수 없습니다.";
    check(Waiting, "cancel", ["9999", "ERROR"], unpaid).await;
    check(Voided, "cancel", ["9999", "ERROR"], unpaid).await;
    check(Cancelled, "cancel", ["9970", "ERROR"], "기 취소된 청구서 입니다.").await;
    check(Paid, "destroy", ["9971", "ERROR"], "기 결제된 청구서 입니다.").await;
    check(Cancelled, "destroy", ["9970", "ERROR"], "기 취소된 청구서 입니다.").await;
    check(Voided, "destroy", ["9999", "ERROR"], "이미 파기된 청구서 입니다.").await;
    check(Paid, "resend", ["9999", "BILL_006"], "발송할 수 없는 상태의 청구서입니다.").await;
}

/// A cancel of version 1 and of version 2 with `changes` (the fields under both spellings).
async fn check_cancel(changes: [Value; 2], status: u16, codes: [&str; 2]) {
    let desk = start().await;
    desk.bill("b1", Paid);
    let mut first = v1_order("b1", "45000");
    let mut second = v2_order("b1", "45000");
    let label = format!("{changes:?}");
    let [to_first, to_second] = changes;
    merge(&mut first, to_first);
    merge(&mut second["bill"], to_second);
    let first = desk.bill_call("/if/bill/cancel", &first).await;
    let second = desk.bill_call("/bill/cancel", &second).await;
    assert_eq!((first.0, second.0), (status, status), "{label}");
    assert_eq!([&first.1["code"], &second.1["code"]], codes, "{label}");
    assert!(desk.bill_refunds("b1").is_empty(), "{label}");
}

fn both(name: [&str; 2], value: &Value) -> [Value; 2] {
    name.map(|name| json!({ name: value }))
}

#[tokio::test]
async fn a_cancel_with_a_fault_of_the_caller() {
    let parameter = ["9999", "VALIDATION_001"];
    check_cancel(both(["bill_id", "billId"], &Value::Null), 400, parameter).await;
    check_cancel(both(["price", "price"], &json!(45_000)), 400, parameter).await;
    check_cancel(both(["price", "price"], &json!("45,000")), 400, parameter).await;
    check_cancel(both(["price", "price"], &json!("12345678901")), 400, parameter).await;
    check_cancel(both(["hash", "hash"], &Value::Null), 400, parameter).await;
    check_cancel(both(["bill_id", "billId"], &json!("b".repeat(21))), 400, parameter).await;
    let reason = json!("가".repeat(21));
    check_cancel(both(["cancel_reason", "cancelReason"], &reason), 400, parameter).await;
    let hash = ["9999", "VALIDATION_002"];
    check_cancel(both(["hash", "hash"], &json!("0")), 200, hash).await;
    check_cancel(both(["price", "price"], &json!("45001")), 200, hash).await;
    let other = json!({ "bill_id": "b2", "hash": sha256("b2,45000") });
    let other_v2 = json!({ "billId": "b2", "hash": sha256("b2,45000") });
    check_cancel([other, other_v2], 200, ["9980", "BILL_003"]).await;
}

/// The vendor has no partial cancel.
#[tokio::test]
async fn another_price_than_the_bills_is_refused() {
    let part = json!({ "price": "15000", "hash": sha256("b1,15000") });
    check_cancel([part.clone(), part], 200, ["9999", "VALIDATION_001"]).await;
}

/// A read of both versions with other credentials.
async fn check_credentials(changes: [Value; 2], codes: [&str; 2]) {
    let desk = start().await;
    desk.bill("b1", Paid);
    let mut first = v1(json!({ "bill_id": "b1" }));
    let mut second = v2(json!({ "billId": "b1" }));
    let label = format!("{changes:?}");
    let [to_first, to_second] = changes;
    merge(&mut first, to_first);
    merge(&mut second, to_second);
    let first = desk.bill_call("/if/bill/read", &first).await.1;
    let second = desk.bill_call("/bill/read", &second).await.1;
    assert_eq!([&first["code"], &second["code"]], codes, "{label}");
}

#[tokio::test]
async fn strangers() {
    check_credentials(both(["apikey", "apiKey"], &Value::Null), ["1003", "PARTNER_002"]).await;
    let long = json!("k".repeat(33));
    check_credentials(both(["apikey", "apiKey"], &long), ["1003", "PARTNER_002"]).await;
    check_credentials(both(["apikey", "apiKey"], &json!("other")), ["1003", "PARTNER_005"]).await;
    check_credentials(both(["member"; 2], &json!("other")), ["1003", "PARTNER_003"]).await;
    check_credentials(both(["merchant"; 2], &json!("other")), ["1003", "PARTNER_004"]).await;
    check_credentials(both(["merchant"; 2], &Value::Null), ["9999", "VALIDATION_001"]).await;
}

fn bill_v1() -> Value {
    json!({
        "bill_id": "b1", "product_nm": "교재비", "member_nm": "김서연", "phone": "01012345678",
        "price": "45000", "hash": sha256("b1,01012345678,45000"),
        "callbackURL": "https://desk.example/hooks",
    })
}

async fn send(desk: &Desk, changes: Value) -> (u16, Value) {
    let mut bill = bill_v1();
    merge(&mut bill, changes);
    desk.bill_call("/if/bill/send", &v1(json!({ "bill": bill }))).await
}

#[tokio::test]
async fn a_bill_that_cannot_be_sent() {
    let desk = start().await;
    for (changes, code) in [
        (json!({ "callbackURL": null }), "9870"),
        (json!({ "callbackURL": "desk" }), "9870"),
        (json!({ "phone": null }), "9999"),
        (json!({ "phone": "010-1234-5678" }), "9999"),
        (json!({ "bill_id": "b-1" }), "9999"),
        (json!({ "price": "0" }), "9999"),
        (json!({ "expire_dt": "2026-11-20" }), "9999"),
        (json!({ "expire_dt": "20261130" }), "9999"),
        (json!({ "hash": sha256("b1,45000") }), "9999"),
    ] {
        assert_eq!(send(&desk, changes.clone()).await.1["code"], code, "{changes}");
    }
    assert_eq!(send(&desk, json!({})).await.1["code"], "0000");
    let (_, twice) = send(&desk, json!({})).await;
    assert_eq!(twice, json!({ "code": "9800", "msg": "이미 사용된 Bill_ID 입니다." }));
}

#[tokio::test]
async fn without_points_nothing_is_sent() {
    let desk = crate::harness::start_with(|config| config.payssam.points = 54).await;
    assert_eq!(send(&desk, json!({})).await.1["code"], "9999");
    desk.bill("b2", Waiting);
    let (_, refused) = desk.bill_call("/bill/resend", &v2(json!({ "billId": "b2" }))).await;
    assert_eq!(refused["code"], "POINT_001");
}

#[tokio::test]
async fn every_known_code_on_demand() {
    let v1_codes = ["9999", "9800", "9970", "9971", "9980", "9870", "5000", "1003"];
    let v2_codes = [
        "ERROR",
        "PARTNER_001",
        "PARTNER_002",
        "PARTNER_003",
        "PARTNER_004",
        "PARTNER_005",
        "PARTNER_006",
        "PARTNER_007",
        "VALIDATION_001",
        "VALIDATION_002",
        "BILL_001",
        "BILL_003",
        "BILL_006",
        "PAYMENT_001",
        "PAYMENT_002",
        "POINT_001",
        "MAINTAINED_METHOD",
    ];
    let desk = start().await;
    desk.bill("b1", Paid);
    for code in v1_codes.into_iter().chain(v2_codes) {
        let wanted = json!({ "code": code, "billId": "b1" });
        assert_eq!(desk.control("POST", "/api/payssam/answers", wanted).await.0, 201, "{code}");
        let (_, answer) = if v1_codes.contains(&code) {
            desk.bill_call("/if/bill/cancel", &v1_order("b1", "45000")).await
        } else {
            desk.bill_call("/bill/cancel", &v2_order("b1", "45000")).await
        };
        assert_eq!(answer["code"], code);
        assert!(desk.bill_refunds("b1").is_empty(), "{code}");
    }
    let (_, done) = desk.bill_call("/if/bill/cancel", &v1_order("b1", "45000")).await;
    assert_eq!(done["code"], "0000", "each was used up");
    for code in ["0000", "1234"] {
        let (status, _) =
            desk.control("POST", "/api/payssam/answers", json!({ "code": code })).await;
        assert_eq!(status, 400, "{code}");
    }
}

#[tokio::test]
async fn what_is_no_call_at_all() {
    let desk = start().await;
    for (path, code) in [("/if/bill/list", "5000"), ("/bill/list", "ERROR")] {
        let (status, answer) = desk.bill_call(path, &v1(json!({}))).await;
        assert_eq!((status, &answer["code"]), (404, &json!(code)), "{path}");
    }
    for body in [json!("text"), json!({ "bill": "text" })] {
        let (status, answer) = desk.bill_call("/bill/read", &body).await;
        assert_eq!((status, &answer["code"]), (400, &json!("VALIDATION_001")));
    }
}
