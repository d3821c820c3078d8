use desk_simulator::payssam::{BillState, Blueprint, DEMO_API_KEY, DEMO_MEMBER, DEMO_MERCHANT};
use serde_json::{Value, json};

use super::harness::{merge, sha256, v1, v2_order};
use crate::harness::start;

fn v2_receipt(fields: Value) -> Value {
    let mut receipt = json!({ "billId": "b1", "price": "45000", "hash": sha256("b1,45000") });
    merge(&mut receipt, fields);
    json!({
        "apiKey": DEMO_API_KEY, "member": DEMO_MEMBER, "merchant": DEMO_MERCHANT,
        "cashReceipt": receipt,
    })
}

fn issue() -> Value {
    v2_receipt(json!({
        "supplyPrice": "40909", "tax": "4091", "issuanceNumber": "01012345678", "trader": "0",
    }))
}

#[tokio::test]
async fn a_receipt_is_issued_read_and_cancelled() {
    let desk = start().await;
    desk.bill("b1", BillState::Paid);
    let (_, issued) = desk.bill_call("/cash-receipt/issue", &issue()).await;
    assert_eq!(issued["code"], "0000", "{issued}");
    let number = &issued["data"]["apprCashNum"];
    let (_, read) = desk.bill_call("/cash-receipt/read", &v2_receipt(json!({}))).await;
    assert_eq!(
        read["data"]["info"],
        json!([{
            "billId": "b1", "apprPrice": "45000", "apprSupplyPrice": "40909", "apprTax": "4091",
            "trader": "0", "apprNum": number, "apprState": "F", "apprDt": "20261121120000",
            "issuanceNumber": "01012345678",
        }])
    );
    assert_eq!(desk.bill_call("/cash-receipt/issue", &issue()).await.1["code"], "ERROR");
    let of_business = v2_receipt(json!({ "trader": "1" }));
    assert_eq!(desk.bill_call("/cash-receipt/cancel", &of_business).await.1["code"], "ERROR");
    let cancel = v2_receipt(json!({ "trader": "0" }));
    let (_, cancelled) = desk.bill_call("/cash-receipt/cancel", &cancel).await;
    assert_ne!(&cancelled["data"]["apprCashNum"], number);
    let (_, read) = desk.bill_call("/cash-receipt/read", &v2_receipt(json!({}))).await;
    assert_eq!(read["data"]["info"][0]["apprState"], "C");
}

#[tokio::test]
async fn version_1_issues_with_its_own_names() {
    let desk = start().await;
    desk.bill("b1", BillState::Paid);
    let body = v1(json!({ "bill": {
        "bill_id": "b1", "price": "45000", "supply_price": "45000", "tax": "0", "trader": "1",
        "issuance_number": "1208147521", "hash": sha256("b1,45000"),
    } }));
    let (_, issued) = desk.bill_call("/if/cash-receipt/issue", &body).await;
    assert_eq!((&issued["code"], &issued["bill_id"]), (&json!("0000"), &json!("b1")));
    let mut wrong = body.clone();
    wrong["bill"]["tax"] = json!("1");
    assert_eq!(desk.bill_call("/if/cash-receipt/issue", &wrong).await.0, 400);
}

#[tokio::test]
async fn a_cancel_of_the_bill_leaves_the_receipt() {
    let desk = start().await;
    let plan = json!({
        "id": "b1", "priceWon": 45_000,
        "tender": { "payType": "OFFLINE_CASH", "cashReceipt": "0" },
    });
    desk.running.create_bill(&serde_json::from_value::<Blueprint>(plan).unwrap()).unwrap();
    desk.bill_call("/bill/cancel", &v2_order("b1", "45000")).await;
    assert_eq!(desk.bill_state("b1").await, "C");
    let (_, read) = desk.bill_call("/cash-receipt/read", &v2_receipt(json!({}))).await;
    assert_eq!(read["data"]["info"][0]["apprState"], "F");
}
