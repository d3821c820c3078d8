use serde_json::json;

use super::{all_of, open};

#[tokio::test]
async fn a_cash_receipt_is_published_once_and_withdrawn_by_query() {
    let shop = open().await;
    let receipt_id = shop
        .create(json!({ "orderId": "order", "amountWon": 10_000, "method": { "kind": "bank" } }));
    let order = json!({
        "receipt_id": receipt_id, "identity_no": "01012345678", "cash_receipt_type": "소득공제",
    });
    let publish = || shop.v2("POST", "/request/receipt/cash/publish").json(&order);
    let (status, receipt) = shop.send(publish()).await.unwrap();
    assert_eq!((status, &receipt["cash_receipt_data"]["cash_receipt_type"]), (200, &json!(1)));
    let (status, again) = shop.send(publish()).await.unwrap();
    assert_eq!((status, &again["error_code"]), (400, &json!("RC_CASH_RECEIPT_FAILED")));

    // A cancel of the payment leaves it issued.
    assert_eq!(shop.cancel(all_of(&receipt_id)).await.unwrap().0, 200);
    assert!(shop.side().truth("order").unwrap().has_cash_receipt);
    let path = format!("/request/receipt/cash/cancel/{receipt_id}?receipt_id={receipt_id}");
    let (status, receipt) = shop.send(shop.v2("DELETE", &path)).await.unwrap();
    assert_eq!((status, receipt.get("cash_receipt_data")), (200, None));
    assert_eq!(shop.send(shop.v2("DELETE", &path)).await.unwrap().0, 400);
    assert!(!shop.side().truth("order").unwrap().has_cash_receipt);
}

#[tokio::test]
async fn a_card_payment_takes_none() {
    let shop = open().await;
    let order = json!({
        "receipt_id": shop.pay("order", 10_000), "identity_no": "01012345678",
        "cash_receipt_type": "지출증빙",
    });
    let publish = shop.v2("POST", "/request/receipt/cash/publish").json(&order);
    let (status, refused) = shop.send(publish).await.unwrap();
    assert_eq!((status, &refused["error_code"]), (400, &json!("RC_CASH_RECEIPT_FAILED")));
}

#[tokio::test]
async fn money_taken_elsewhere_gets_a_cash_receipt_of_its_own() {
    let shop = open().await;
    let order = json!({
        "price": 11_000, "order_name": "교재비", "cash_receipt_type": "지출증빙",
        "identity_no": "1234567890", "order_id": "cash-1", "pg": null, "user": null,
    });
    let issue = shop.v2("POST", "/request/cash/receipt").json(&order);
    let (status, issued) = shop.send(issue).await.unwrap();
    assert_eq!((status, &issued["price"]), (200, &json!(11_000)));
    let receipt_id = issued["receipt_id"].as_str().unwrap();
    assert_eq!(shop.read(receipt_id).await, issued);
    let path = format!("/request/cash/receipt/{receipt_id}?cancel_username=a&cancel_message=b");
    let (status, cancelled) = shop.send(shop.v2("DELETE", &path)).await.unwrap();
    assert_eq!((status, &cancelled["status"]), (200, &json!(20)));
    assert_eq!(shop.send(shop.v2("DELETE", &path)).await.unwrap().0, 400);
    let nameless = json!({ "price": 11_000, "cash_receipt_type": "소득공제" });
    let refused = shop.v2("POST", "/request/cash/receipt").json(&nameless);
    assert_eq!(shop.send(refused).await.unwrap().0, 400);
}
