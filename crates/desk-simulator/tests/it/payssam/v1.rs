//! Version 1: the documented bodies, field by field. Hashes are written out, so that no code of
//! ours has made them.

use desk_simulator::payssam::{BillState, Blueprint, DEMO_API_KEY, DEMO_MEMBER, DEMO_MERCHANT};
use serde_json::{Value, json};

use super::harness::{v1, v1_order};
use crate::harness::{Desk, start};

/// Of `1024,01012345678,45000`.
const SEND_HASH: &str = "c381cdd2f56bc990da035d998b0bee8df1f12f9d59966483db8306cead9d96e9";
/// Of `1024,45000`.
const ORDER_HASH: &str = "c33145c60c4dff199c5320f45db1fee5af0eb245d2645b70334ead1549ea90d0";

fn bill() -> Value {
    json!({
        "bill_id": "1024",
        "bill_issuer": "한빛학원",
        "product_nm": "수학 정규반",
        "message": "11월 수강료입니다.",
        "member_nm": "김서연",
        "phone": "01012345678",
        "price": "45000",
        "hash": SEND_HASH,
        "expire_dt": "2026-11-30",
        "callbackURL": "https://desk.example/hooks/payssam",
    })
}

async fn sent() -> Desk {
    let desk = start().await;
    desk.bill_call("/if/bill/send", &v1(json!({ "bill": bill() }))).await;
    desk
}

fn order() -> Value {
    v1(json!({ "bill_id": "1024", "price": "45000", "hash": ORDER_HASH }))
}

#[tokio::test]
async fn a_bill_is_sent() {
    let desk = start().await;
    let (status, answer) = desk.bill_call("/if/bill/send", &v1(json!({ "bill": bill() }))).await;
    assert_eq!(
        (status, answer),
        (
            200,
            json!({
                "code": "0000",
                "msg": "성공하였습니다.",
                "apikey": DEMO_API_KEY,
                "member": DEMO_MEMBER,
                "merchant": DEMO_MERCHANT,
                "bill_id": "1024",
                "bill_issuer": "한빛학원",
                "hash": SEND_HASH,
                "shortURL": "https://payssam.invalid/a12fddf2",
            })
        )
    );
    assert_eq!(desk.bill_state("1024").await, "W");
}

#[tokio::test]
async fn a_paid_bill_is_read_with_every_field() {
    let desk = sent().await;
    desk.running.pay_bill("1024", &Default::default()).unwrap();
    let (status, answer) = desk.bill_call("/if/bill/read", &v1(json!({ "bill_id": "1024" }))).await;
    assert_eq!(
        (status, answer),
        (
            200,
            json!({
                "code": "0000",
                "msg": "성공하였습니다.",
                "apikey": DEMO_API_KEY,
                "bill_id": "1024",
                "appr_cat_id": "SIM0000001",
                "appr_pay_type": "CARD_VAN",
                "appr_card_type": "신용카드(일반)",
                "appr_dt": "20261121120000",
                "appr_origin_dt": null,
                "appr_price": "45000",
                "appr_issuer": "HYUNDAI",
                "appr_issuer_cd": "08",
                "appr_issuer_num": "404619**********",
                "appr_acquirer_cd": "08",
                "appr_acquirer_nm": "현대카드",
                "appr_num": "60068372",
                "appr_origin_num": null,
                "appr_res_cd": null,
                "appr_monthly": "0",
                "appr_state": "F",
                "appr_cash_num": null,
                "appr_cash_trader": null,
                "appr_cash_issuance_number": null,
            })
        )
    );
}

#[tokio::test]
async fn a_paid_bill_is_cancelled_and_the_read_moves_its_number() {
    let desk = sent().await;
    desk.running.pay_bill("1024", &Default::default()).unwrap();
    let (status, answer) = desk.bill_call("/if/bill/cancel", &order()).await;
    assert_eq!(
        (status, &answer),
        (
            200,
            &json!({
                "code": "0000",
                "msg": "성공하였습니다.",
                "apikey": DEMO_API_KEY,
                "member": DEMO_MEMBER,
                "merchant": DEMO_MERCHANT,
                "bill_id": "1024",
                "hash": ORDER_HASH,
                "appr_num": answer["appr_num"],
                "appr_origin_num": "60068372",
                "appr_cancel_dt": "20261121120000",
            })
        )
    );
    assert_eq!(desk.bill_refunds("1024"), [45_000]);
    let (_, read) = desk.bill_call("/if/bill/read", &v1(json!({ "bill_id": "1024" }))).await;
    assert_eq!(
        [&read["appr_state"], &read["appr_num"], &read["appr_origin_num"]],
        [&json!("C"), &answer["appr_num"], &json!("60068372")]
    );
    let (status, again) = desk.bill_call("/if/bill/cancel", &order()).await;
    assert_eq!(
        (status, again),
        (200, json!({ "code": "9970", "msg": "기 취소된 청구서 입니다." }))
    );
    assert_eq!(desk.bill_refunds("1024"), [45_000]);
}

#[tokio::test]
async fn an_unpaid_bill_is_destroyed() {
    let desk = sent().await;
    let (status, answer) = desk.bill_call("/if/bill/destroy", &order()).await;
    assert_eq!(
        (status, answer),
        (
            200,
            json!({
                "code": "0000",
                "msg": "성공하였습니다.",
                "apikey": DEMO_API_KEY,
                "member": DEMO_MEMBER,
                "merchant": DEMO_MERCHANT,
                "bill_id": "1024",
                "hash": ORDER_HASH,
            })
        )
    );
    assert_eq!(desk.bill_state("1024").await, "D");
    assert!(desk.running.pay_bill("1024", &Default::default()).is_err(), "the link is dead");
}

#[tokio::test]
async fn an_offline_note_is_cancelled_and_no_money_moves() {
    let desk = start().await;
    let plan = json!({
        "id": "cash1", "priceWon": 45_000, "tender": { "payType": "OFFLINE_CASH" },
    });
    let plan: Blueprint = serde_json::from_value(plan).unwrap();
    desk.running.create_bill(&plan).unwrap();
    let (_, answer) = desk.bill_call("/if/bill/cancel", &v1_order("cash1", "45000")).await;
    assert_eq!(answer["code"], "0000");
    assert_eq!(desk.bill_state("cash1").await, "C");
    assert!(desk.bill_refunds("cash1").is_empty());
}

#[tokio::test]
async fn points_pay_for_messages() {
    let desk = sent().await;
    desk.bill_call("/if/bill/resend", &v1(json!({ "bill_id": "1024" }))).await;
    let (_, answer) = desk.bill_call("/if/read/remain_count", &v1(json!({}))).await;
    assert_eq!(answer["info"], json!({ "remain_count": "999890" }));
    let (_, open) = desk.bill_call("/if/read/open", &v1(json!({}))).await;
    assert_eq!(open, json!({ "code": "0000", "msg": "성공하였습니다." }));
}

#[tokio::test]
async fn the_live_address_has_no_prefix() {
    let desk = start().await;
    desk.bill("1024", BillState::Paid);
    let url = format!("http://{}/if/bill/read", desk.running.payssam);
    let request = desk.request("POST", &url).json(&v1(json!({ "bill_id": "1024" })));
    assert_eq!(desk.send(request).await.unwrap().1["appr_state"], "F");
}
