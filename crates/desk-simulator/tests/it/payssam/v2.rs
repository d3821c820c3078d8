//! Version 2: the documented bodies, field by field.

use desk_simulator::payssam::{BillState, DEMO_API_KEY, DEMO_MEMBER, DEMO_MERCHANT};
use serde_json::{Value, json};

use super::harness::{merge, sha256, v1, v2, v2_order};
use crate::harness::start;

/// Of `1024,01012345678,45000`.
const SEND_HASH: &str = "c381cdd2f56bc990da035d998b0bee8df1f12f9d59966483db8306cead9d96e9";
/// Of `1024,45000`.
const ORDER_HASH: &str = "c33145c60c4dff199c5320f45db1fee5af0eb245d2645b70334ead1549ea90d0";

fn bill() -> Value {
    json!({
        "billId": "1024",
        "sendType": "TALK",
        "billIssuer": "한빛학원",
        "productName": "수학 정규반",
        "price": "45000",
        "memberName": "김서연",
        "phone": "01012345678",
        "message": "11월 수강료입니다.",
        "expireDt": "2026-11-30",
        "hash": SEND_HASH,
        "callbackUrl": "https://desk.example/hooks/payssam",
        "pageRedirectUrl": "https://hagwon.example/paid",
    })
}

#[tokio::test]
async fn a_bill_is_sent() {
    let desk = start().await;
    let (status, answer) = desk.bill_call("/bill", &v2(bill())).await;
    assert_eq!(
        (status, answer),
        (
            200,
            json!({
                "code": "0000",
                "message": "성공하였습니다.",
                "data": {
                    "apiKey": DEMO_API_KEY,
                    "member": DEMO_MEMBER,
                    "merchant": DEMO_MERCHANT,
                    "billId": "1024",
                    "hash": SEND_HASH,
                    "shortUrl": "https://payssam.invalid/a12fddf2",
                },
            })
        )
    );
}

#[tokio::test]
async fn a_link_needs_no_phone_and_costs_no_points() {
    let desk = start().await;
    let mut link = bill();
    merge(&mut link, json!({ "sendType": "URL", "phone": null, "hash": ORDER_HASH }));
    assert_eq!(desk.bill_call("/bill", &v2(link)).await.1["code"], "0000");
    let (_, answer) = desk.bill_call("/read/remain_count", &v1_credentials()).await;
    assert_eq!(
        answer["data"],
        json!({ "balance": "1000000", "chargeUrl": "https://payssam.invalid/charge" })
    );
    let (_, of_merchant) = desk.bill_call("/read/merchant/remain_count", &v1_credentials()).await;
    assert_eq!(of_merchant["data"]["balance"], "1000000");
}

/// Calls without a payload carry the credentials only.
fn v1_credentials() -> Value {
    let mut body = v2(json!({}));
    merge(&mut body, json!({ "bill": null }));
    body
}

#[tokio::test]
async fn a_bill_is_read_in_camel_case() {
    let desk = start().await;
    desk.bill("1024", BillState::Paid);
    let (status, answer) = desk.bill_call("/bill/read", &v2(json!({ "billId": "1024" }))).await;
    assert_eq!((status, &answer["code"]), (200, &json!("0000")));
    let expected = [
        ("apiKey", DEMO_API_KEY),
        ("billId", "1024"),
        ("apprState", "F"),
        ("apprPayType", "CARD_VAN"),
        ("apprCardType", "신용카드(일반)"),
        ("apprDt", "20261121120000"),
        ("apprPrice", "45000"),
        ("apprIssuerNum", "404619**********"),
        ("apprAcquirerNm", "현대카드"),
        ("apprNum", "60068372"),
        ("apprMonthly", "0"),
    ];
    for (name, value) in expected {
        assert_eq!(answer["data"][name], value, "{name}");
    }
    let same = desk.bill_call("/if/bill/read", &v1(json!({ "bill_id": "1024" }))).await.1;
    assert_eq!(same["appr_num"], answer["data"]["apprNum"], "both versions see one bill");
}

#[tokio::test]
async fn a_paid_bill_is_cancelled_once() {
    let desk = start().await;
    desk.bill("1024", BillState::Paid);
    let mut order = v2_order("1024", "45000");
    order["bill"]["cancelReason"] = json!("고객 요청");
    let (status, answer) = desk.bill_call("/bill/cancel", &order).await;
    assert_eq!(
        (status, &answer),
        (
            200,
            &json!({
                "code": "0000",
                "message": "성공하였습니다.",
                "data": {
                    "apiKey": DEMO_API_KEY,
                    "member": DEMO_MEMBER,
                    "merchant": DEMO_MERCHANT,
                    "billId": "1024",
                    "hash": ORDER_HASH,
                    "apprNum": answer["data"]["apprNum"],
                    "apprOriginNum": "60068372",
                    "apprCancelDt": "20261121120000",
                },
            })
        )
    );
    let (status, again) = desk.bill_call("/bill/cancel", &order).await;
    assert_eq!(
        (status, again),
        (200, json!({ "code": "ERROR", "message": "기 취소된 청구서 입니다.", "data": null }))
    );
    assert_eq!(desk.bill_refunds("1024"), [45_000]);
}

#[tokio::test]
async fn an_unpaid_bill_is_destroyed() {
    let desk = start().await;
    desk.bill("1024", BillState::Waiting);
    let (status, answer) = desk.bill_call("/bill/destroy", &v2_order("1024", "45000")).await;
    assert_eq!(
        (status, answer),
        (
            200,
            json!({
                "code": "0000",
                "message": "성공하였습니다.",
                "data": { "apiKey": DEMO_API_KEY, "billId": "1024" },
            })
        )
    );
    assert_eq!(desk.bill_state("1024").await, "D");
}

/// Measured in the vendor's sandbox: the three-part hash is wrong where no phone is sent.
#[tokio::test]
async fn the_hash_of_sending_does_not_destroy() {
    let desk = start().await;
    desk.bill("1024", BillState::Waiting);
    let mut order = v2_order("1024", "45000");
    order["bill"]["hash"] = json!(SEND_HASH);
    let (status, answer) = desk.bill_call("/bill/destroy", &order).await;
    assert_eq!((status, &answer["code"]), (200, &json!("VALIDATION_002")));
    order["bill"]["phone"] = json!("01012345678");
    assert_eq!(desk.bill_call("/bill/destroy", &order).await.1["code"], "0000");
}

/// Measured in the vendor's sandbox, word for word.
#[tokio::test]
async fn a_bill_that_nobody_sent() {
    let desk = start().await;
    let (status, answer) = desk.bill_call("/bill/read", &v2(json!({ "billId": "1" }))).await;
    assert_eq!(
        (status, answer),
        (200, json!({ "code": "BILL_003", "message": "청구서를 찾을 수 없습니다.", "data": null }))
    );
}

#[tokio::test]
async fn the_hash_is_lower_case() {
    let desk = start().await;
    desk.bill("1024", BillState::Paid);
    let mut order = v2_order("1024", "45000");
    order["bill"]["hash"] = json!(sha256("1024,45000").to_uppercase());
    assert_eq!(desk.bill_call("/bill/cancel", &order).await.1["code"], "VALIDATION_002");
}
