use chrono::TimeDelta;
use desk_simulator::bootpay::{DEMO_APPLICATION_ID, DEMO_PRIVATE_KEY};
use serde_json::{Value, json};

use super::{Shop, all_of, at_korean, open, part_of};

/// The answer that the vendor's page on cancels prints, word for word.
#[tokio::test]
async fn v1_answers_what_the_vendors_page_prints() {
    let shop = open().await;
    shop.create(json!({
        "receiptId": "5df6e8034f74b4002177e0bb", "orderId": "printed", "amountWon": 3_000,
        "taxFreeWon": 1_500, "tid": "48586080", "paidAt": at_korean("2019-12-16T11:10:00"),
    }));
    shop.clock.set(at_korean("2019-12-16T11:12:28"));
    let order = json!({ "receipt_id": "5df6e8034f74b4002177e0bb" });
    let answer = shop.v1_cancel(order).await;
    let printed = json!({
        "status": 200,
        "code": 0,
        "message": "",
        "data": {
            "receipt_id": "5df6e8034f74b4002177e0bb",
            "request_cancel_price": 3000,
            "remain_price": 0,
            "remain_tax_free": 0,
            "cancelled_price": 3000,
            "cancelled_tax_free": 1500,
            "revoked_at": "2019-12-16 11:12:28",
            "tid": "48586080"
        }
    });
    assert_eq!(answer, (200, printed));
    assert_eq!(shop.refunds("printed"), [3_000]);
}

#[tokio::test]
async fn a_token_is_asked_for_as_form_or_json_and_said_differently() {
    let shop = open().await;
    let receipt_id = shop.pay("order", 10_000);
    let keys = json!({ "application_id": DEMO_APPLICATION_ID, "private_key": DEMO_PRIVATE_KEY });
    let v1 = shop.v1_token().await;
    let asked = shop.request("POST", "/v2/request/token").json(&keys);
    let (status, answer) = shop.send(asked).await.unwrap();
    assert_eq!((status, &answer["expire_in"]), (200, &json!(1_800)));
    let v2 = answer["access_token"].as_str().unwrap().to_owned();
    for (path, header, status) in [
        ("/receipt", v1.clone(), 200),
        ("/receipt", format!("Bearer {v1}"), 401),
        ("/v2/receipt", format!("Bearer {v2}"), 200),
        ("/v2/receipt", v2, 401),
    ] {
        let request = shop.request("GET", &format!("{path}/{receipt_id}"));
        let (answered, body) = shop.send(request.header("Authorization", &header)).await.unwrap();
        assert_eq!(answered, status, "{path} {header} {body}");
    }
    let wrong = shop.request("POST", "/v2/request/token").json(&json!({ "application_id": "x" }));
    let (status, refused) = shop.send(wrong).await.unwrap();
    assert_eq!((status, &refused["error_code"]), (401, &json!("APP_KEY_NOT_FOUND")));
}

#[tokio::test]
async fn twenty_means_cancelled_in_full_and_in_part() {
    let shop = open().await;
    let receipt_id = shop.pay("order", 10_000);
    let (status, partial) = shop.cancel(part_of(&receipt_id, 4_000)).await.unwrap();
    assert_eq!(
        (status, &partial["status"], &partial["cancelled_price"]),
        (200, &json!(20), &json!(4_000))
    );
    let (_, full) = shop.cancel(all_of(&receipt_id)).await.unwrap();
    assert_eq!((&full["status"], &full["cancelled_price"]), (&json!(20), &json!(10_000)));
    assert_eq!(full["cancelled_at"], "2026-11-21T12:00:00+09:00");
    assert_eq!(shop.read(&receipt_id).await, full);
    let (status, again) = shop.cancel(all_of(&receipt_id)).await.unwrap();
    assert_eq!((status, &again["error_code"]), (400, &json!("RC_ALREADY_CANCELLED")));
    assert_eq!(shop.refunds("order"), [4_000, 6_000]);
}

#[tokio::test]
async fn the_generations_see_one_book() {
    let shop = open().await;
    let receipt_id = shop.pay("order", 10_000);
    let order = json!({ "receipt_id": receipt_id, "price": "4000", "name": "관리자" });
    let (status, answer) = shop.v1_cancel(order).await;
    assert_eq!((status, &answer["data"]["remain_price"]), (200, &json!(6_000)));
    assert_eq!(shop.read(&receipt_id).await["cancelled_price"], 4_000);
    let read = shop.request("GET", &format!("/receipt/{receipt_id}"));
    let read = read.header("Authorization", shop.v1_token().await);
    let (_, receipt) = shop.send(read).await.unwrap();
    let data = &receipt["data"];
    assert_eq!((&data["status"], &data["remain_price"]), (&json!(20), &json!(6_000)));
    assert_eq!((&data["pg"], &data["pg_name"]), (&json!("nicepay"), &json!("나이스페이먼츠")));
    assert_eq!(data["requested_at"], "2026-11-21 11:58:00");
    let (status, refused) = shop.v1_cancel(json!({ "receipt_id": "none" })).await;
    assert_eq!((status, &refused["status"]), (404, &json!(404)));
    assert!(refused["code"].as_i64().unwrap() < 0);
}

async fn refused(shop: &Shop, order: Value, word: &str) {
    let (status, answer) = shop.cancel(order.clone()).await.unwrap();
    assert_eq!((status, &answer["error_code"]), (400, &json!("RC_CANCEL_SERVER_ERROR")), "{order}");
    let message = answer["message"].as_str().unwrap();
    assert!(message.contains(word), "{order}: {message}");
}

#[tokio::test]
async fn a_cancel_id_works_once_for_its_receipt() {
    let shop = open().await;
    let order = |receipt_id: &str| json!({ "receipt_id": receipt_id, "cancel_price": 2_000, "cancel_id": "once" });
    let (first, second) = (shop.pay("first", 10_000), shop.pay("second", 10_000));
    assert_eq!(shop.cancel(order(&first)).await.unwrap().0, 200);
    refused(&shop, order(&first), "cancel_id").await;
    assert_eq!(shop.cancel(order(&second)).await.unwrap().0, 200);
    let without = json!({
        "receipt_id": first, "cancel_id": "", "metadata": {}, "items": null, "refund": null,
        "cancel_price": 2_000, "cancel_tax_free": null,
    });
    assert_eq!(shop.cancel(without).await.unwrap().0, 200, "the empty text is no id");
    assert_eq!(shop.refunds("first"), [2_000, 2_000]);
}

#[tokio::test]
async fn the_repeat_guard_is_off_until_it_is_asked_for() {
    let shop = open().await;
    let receipt_id = shop.pay("order", 10_000);
    for _ in 0..2 {
        assert_eq!(shop.cancel(part_of(&receipt_id, 2_000)).await.unwrap().0, 200);
    }
    shop.side().guard_repeats(true);
    refused(&shop, part_of(&receipt_id, 2_000), "10초").await;
    shop.clock.advance(TimeDelta::seconds(9));
    refused(&shop, part_of(&receipt_id, 2_000), "10초").await;
    shop.clock.advance(TimeDelta::seconds(1));
    assert_eq!(shop.cancel(part_of(&receipt_id, 2_000)).await.unwrap().0, 200);
    assert_eq!(shop.refunds("order"), [2_000, 2_000, 2_000]);
}

#[tokio::test]
async fn rules_of_vendor_and_pg_refuse_and_move_nothing() {
    let shop = open().await;
    let with = |order_id: &str, pg: &str, contract: Value| {
        shop.create(json!({
            "orderId": order_id, "amountWon": 10_000, "pg": pg, "contract": contract,
        }))
    };
    let toss = with("toss", "toss", json!({}));
    refused(&shop, part_of(&toss, 5_000), "PG사").await;
    let nicepay = with("nicepay", "nicepay", json!({}));
    refused(&shop, part_of(&nicepay, 1_000), "1000원").await;
    let kcp = with("kcp", "kcp", json!({ "kcpAddress": false }));
    refused(&shop, all_of(&kcp), "223.130.82.4").await;
    let short = with("short", "inicis", json!({ "settlementDueWon": 9_999 }));
    refused(&shop, all_of(&short), "정산예정").await;
    let limit = with("limit", "danal", json!({ "cancelLimitWon": 9_999 }));
    refused(&shop, all_of(&limit), "취소한도").await;
    for order_id in ["toss", "nicepay", "kcp", "short", "limit"] {
        assert_eq!(shop.refunds(order_id), [0_i64; 0], "{order_id}");
    }
    shop.side().take_partials_above(999);
    assert_eq!(shop.cancel(part_of(&nicepay, 1_000)).await.unwrap().0, 200);
}

#[tokio::test]
async fn a_virtual_account_goes_back_to_the_given_account() {
    let shop = open().await;
    let paid = |order_id: &str| {
        shop.create(json!({
            "orderId": order_id, "amountWon": 10_000, "method": { "kind": "virtual_account" },
        }))
    };
    let (first, second) = (paid("first"), paid("second"));
    refused(&shop, all_of(&first), "refund").await;
    let refund = json!({
        "bank_code": "004", "bank_account": "675601010124", "bank_username": "홍길동",
    });
    let order = json!({ "receipt_id": first, "refund": refund });
    assert_eq!(shop.cancel(order).await.unwrap().0, 200);
    let form = format!(
        "receipt_id={second}&refund%5Baccount%5D=675601010124&refund%5Bbankcode%5D=004\
         &refund%5Baccountholder%5D=%ED%99%8D%EA%B8%B8%EB%8F%99"
    );
    let request = shop.request("POST", "/cancel").header("Authorization", shop.v1_token().await);
    assert_eq!(shop.send(request.body(form)).await.unwrap().0, 200);
    for order_id in ["first", "second"] {
        let truth = shop.side().truth(order_id).unwrap();
        let account = truth.refunds[0].account.as_ref().unwrap();
        assert_eq!((account.bank_code.as_str(), account.number.reveal()), ("004", "675601010124"));
        assert_eq!(account.holder.reveal(), "홍길동");
    }
}
