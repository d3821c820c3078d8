use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::harness::{reason, start, start_with};

#[tokio::test]
async fn wrong_or_missing_credentials_are_401_everywhere_but_the_open_calls() {
    let desk = start().await;
    for (method, path) in [
        ("GET", "/payments/p"),
        ("GET", "/payments"),
        ("GET", "/payments-by-cursor"),
        ("POST", "/payments/p/cancel"),
        ("POST", "/payments/p/virtual-account/close"),
        ("GET", "/payments/p/transactions"),
        ("GET", "/payments/p/cash-receipt"),
        ("POST", "/payments/p/cash-receipt/cancel"),
        ("POST", "/payments/p/resend-webhook"),
        ("POST", "/payments/p/cancellations/c/stop"),
        ("GET", "/cash-receipts"),
        ("POST", "/cash-receipts"),
        ("GET", "/promotions/p"),
    ] {
        let wrong = desk.anonymous(method, path).header("Authorization", "PortOne pg-secret");
        for request in [desk.anonymous(method, path), wrong] {
            let (status, body) = desk.send(request).await.unwrap();
            assert_eq!((status, &body["type"]), (401, &json!("UNAUTHORIZED")), "{method} {path}");
        }
    }
    let (status, banks) = desk.send(desk.anonymous("GET", "/banks")).await.unwrap();
    assert_eq!((status, banks["items"].as_array().unwrap().len()), (200, 79));
}

#[tokio::test]
async fn a_token_opens_the_same_doors_as_the_secret() {
    let desk = start().await;
    desk.pay("p", 1_000);
    let login = desk
        .anonymous("POST", "/login/api-secret")
        .json(&json!({ "apiSecret": "demo-portone-secret" }));
    let (status, tokens) = desk.send(login).await.unwrap();
    assert_eq!(status, 200);
    let bearer = format!("Bearer {}", tokens["accessToken"].as_str().unwrap());
    let read = desk.anonymous("GET", "/payments/p").header("Authorization", bearer);
    assert_eq!(desk.send(read).await.unwrap().0, 200);

    let refresh = || {
        desk.anonymous("POST", "/token/refresh")
            .json(&json!({ "refreshToken": tokens["refreshToken"] }))
    };
    assert_eq!(desk.send(refresh()).await.unwrap().0, 200);
    assert_eq!(desk.send(refresh()).await.unwrap().0, 401);
}

#[tokio::test]
async fn every_refusal_is_json() {
    let desk = start().await;
    for (request, status, kind) in [
        (desk.portone("GET", "/nowhere"), 404, "NOT_FOUND"),
        (desk.portone("DELETE", "/payments"), 405, "METHOD_NOT_ALLOWED"),
        (desk.portone("GET", "/payments/none"), 404, "PAYMENT_NOT_FOUND"),
        (desk.portone("GET", "/payments/none?storeId=other"), 403, "FORBIDDEN"),
        (desk.portone("POST", "/payments/p/cancel").body("{"), 400, "INVALID_REQUEST"),
        (desk.portone("POST", "/payments/p/cancel").body("{}"), 400, "INVALID_REQUEST"),
        (desk.portone("GET", "/payments?requestBody=%7B"), 400, "INVALID_REQUEST"),
        (
            desk.portone("POST", "/cash-receipts").body("x".repeat(2 << 20)),
            413,
            "PAYLOAD_TOO_LARGE",
        ),
    ] {
        let (answered, body) = desk.send(request).await.unwrap();
        assert_eq!((answered, body["type"].as_str()), (status, Some(kind)));
    }
}

#[tokio::test]
async fn a_plain_text_body_and_an_encoded_id_are_what_the_sdk_sends() {
    let desk = start().await;
    desk.pay("주문 1/2", 10_000);
    let cancel = desk
        .portone("POST", "/payments/%EC%A3%BC%EB%AC%B8%201%2F2/cancel")
        .header("Content-Type", "text/plain;charset=UTF-8")
        .body(json!({ "reason": "부분", "amount": 3_000 }).to_string());
    let (status, body) = desk.send(cancel).await.unwrap();
    assert_eq!(status, 200);
    assert_eq!(body["cancellation"]["status"], "SUCCEEDED");
    assert_eq!(body["cancellation"]["trigger"], "API");
    let (_, payment) = desk.get("/payments/%EC%A3%BC%EB%AC%B8%201%2F2").await;
    assert_eq!(payment["status"], "PARTIAL_CANCELLED");
    assert_eq!(payment["amount"]["cancelled"], 3_000);
}

#[tokio::test]
async fn lists_read_their_input_from_the_query_or_the_body() {
    let desk = start().await;
    desk.pay("a", 1_000);
    desk.create(json!({ "id": "b", "amountWon": 1_000, "status": "FAILED" }));
    let input = json!({ "filter": { "status": ["FAILED"] } }).to_string();
    let by_body = desk.portone("GET", "/payments").body(input.clone());
    let encoded = utf8_percent_encode(&input, NON_ALPHANUMERIC);
    let by_query = desk.portone("GET", &format!("/payments?requestBody={encoded}"));
    for request in [by_body, by_query] {
        let (status, found) = desk.send(request).await.unwrap();
        assert_eq!((status, &found["items"][0]["id"]), (200, &json!("b")));
        assert_eq!(found["page"]["totalCount"], 1);
    }
    let (_, everything) = desk.get("/payments-by-cursor").await;
    assert_eq!(everything["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn attempts_of_a_payment_are_its_transactions() {
    let desk = start().await;
    desk.create(json!({ "id": "p", "amountWon": 1_000, "failedAttempts": 1 }));
    let (_, found) = desk.get("/payments/p/transactions").await;
    let statuses: Vec<_> =
        found["items"].as_array().unwrap().iter().map(|t| t["status"].clone()).collect();
    assert_eq!(statuses, ["FAILED", "PAID"]);
    assert!(found["items"][0]["failedAt"].is_string());
    assert_eq!(found["items"][1]["paymentId"], "p");
}

#[tokio::test]
async fn cash_receipts_are_issued_read_listed_and_cancelled() {
    let desk = start().await;
    desk.create(json!({
        "id": "p", "amountWon": 11_000, "method": { "type": "PaymentMethodTransfer" },
    }));
    let (_, before) = desk.get("/payments/p").await;
    assert_eq!(before["cashReceiptIssuanceStatus"], "NOT_ISSUED");
    let order = |key: &Value| {
        json!({
            "paymentId": "p", "channelKey": key, "type": "PERSONAL", "orderName": "교재비",
            "currency": "KRW", "amount": { "total": 11_000 },
            "customer": { "identityNumber": "01012345678" },
        })
    };
    let (status, refused) = desk.post("/cash-receipts", order(&json!("x"))).await;
    assert_eq!((status, &refused["type"]), (404, &json!("CHANNEL_NOT_FOUND")));
    let key = &before["channel"]["key"];
    assert_eq!(desk.post("/cash-receipts", order(key)).await.0, 200);
    assert_eq!(desk.post("/cash-receipts", order(key)).await.0, 409);

    assert_eq!(desk.get("/payments/p/cash-receipt").await.1["status"], "ISSUED");
    assert_eq!(desk.get("/payments/p").await.1["cashReceipt"]["totalAmount"], 11_000);
    assert_eq!(desk.get("/cash-receipts").await.1["page"]["totalCount"], 1);
    let (status, cancelled) = desk.post("/payments/p/cash-receipt/cancel", Value::Null).await;
    assert_eq!((status, &cancelled["cancelledAmount"]), (200, &json!(11_000)));
    let (status, again) = desk.post("/payments/p/cash-receipt/cancel", Value::Null).await;
    assert_eq!((status, &again["type"]), (404, &json!("CASH_RECEIPT_NOT_ISSUED")));
}

#[tokio::test]
async fn a_virtual_account_can_be_closed_before_its_deposit() {
    let desk = start().await;
    desk.create(json!({
        "id": "p", "amountWon": 1_000, "status": "VIRTUAL_ACCOUNT_ISSUED",
        "method": { "type": "PaymentMethodVirtualAccount", "accountNumber": "1" },
    }));
    let (status, refused) = desk.post("/payments/p/cancel", reason()).await;
    assert_eq!((status, &refused["type"]), (409, &json!("PAYMENT_NOT_PAID")));
    let close = desk.portone("POST", "/payments/p/virtual-account/close");
    let (status, closed) = desk.send(close).await.unwrap();
    assert_eq!((status, closed["closedAt"].is_string()), (200, true));
}

#[tokio::test]
async fn the_seeded_demo_is_there() {
    let seed = desk_simulator::Seed { number: 1, payments: 50 };
    let desk = start_with(|config| config.seed = Some(seed)).await;
    assert_eq!(desk.get("/payments/demo-card-full").await.1["amount"]["paid"], 350_000);
    let promotion = desk.get("/promotions/promotion-demo-amount").await.1;
    assert_eq!(promotion["discountPolicy"]["partitions"][0]["scheme"]["amount"], 20_000);
}
