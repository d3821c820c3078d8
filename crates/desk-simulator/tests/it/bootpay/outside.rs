use serde_json::json;

use super::{all_of, at_korean, open, open_with};

#[tokio::test]
async fn bootpays_admin_is_seen_and_the_pgs_is_not() {
    let shop = open().await;
    let receipt_id = shop.pay("order", 10_000);
    let path = format!("/api/bootpay/payments/{receipt_id}/cancel");
    let by_admin = json!({ "via": "admin", "amountWon": 4_000 });
    let (status, truth) = shop.control("POST", &path, by_admin).await;
    assert_eq!(
        (status, &truth["refundedWon"], &truth["v2"]["cancelled_price"]),
        (200, &json!(4_000), &json!(4_000))
    );
    let by_pg = json!({ "via": "pg_site", "amountWon": 5_000 });
    let (_, truth) = shop.control("POST", &path, by_pg).await;
    assert_eq!(
        (&truth["refundedWon"], &truth["heldWon"], &truth["v2"]["cancelled_price"]),
        (&json!(9_000), &json!(1_000), &json!(4_000))
    );
    // Bootpay believes in 6,000 more; the PG has 1,000.
    let (status, refused) = shop.cancel(all_of(&receipt_id)).await.unwrap();
    assert_eq!((status, &refused["pg_error_code"]), (400, &json!("OVER_HELD")));
    let (status, _) = shop.control("POST", &path, json!({ "via": "pg_site" })).await;
    assert_eq!(status, 200);
    let (_, gone) = shop.cancel(all_of(&receipt_id)).await.unwrap();
    assert_eq!(gone["message"], "기취소된 건입니다.");
    assert_eq!(shop.read(&receipt_id).await["cancelled_price"], 4_000);
    assert_eq!(shop.refunds("order"), [4_000, 5_000, 1_000]);
}

#[tokio::test]
async fn the_pg_cancels_test_payments_in_the_night_and_tells_nobody() {
    let shop = open().await;
    shop.clock.set(at_korean("2026-11-21T12:00:00"));
    let receipt_id =
        shop.create(json!({ "orderId": "test", "amountWon": 10_000, "sandbox": true }));
    shop.pay("live", 10_000);
    shop.clock.set(at_korean("2026-11-21T22:59:59"));
    assert_eq!(shop.running.pump().await.settled, 0);
    shop.clock.set(at_korean("2026-11-21T23:00:00"));
    assert_eq!(shop.running.pump().await.settled, 1);
    assert_eq!(shop.running.pump().await.settled, 0);
    assert_eq!(shop.read(&receipt_id).await["status"], 1);
    let (status, refused) = shop.v1_cancel(json!({ "receipt_id": receipt_id })).await;
    assert_eq!((status, &refused["message"]), (400, &json!("기취소된 건입니다.")));
    assert_eq!(shop.refunds("test"), [10_000]);
    assert_eq!(shop.refunds("live"), [0_i64; 0]);
}

#[tokio::test]
async fn a_virtual_account_is_paid_once_and_in_time() {
    let shop = open().await;
    let issue = |order_id: &str, expired_at: &str| {
        shop.create(json!({
            "orderId": order_id, "amountWon": 10_000, "status": "account_issued",
            "method": { "kind": "virtual_account", "expiredAt": at_korean(expired_at) },
        }))
    };
    let receipt_id = issue("open", "2026-11-22T00:00:00");
    assert_eq!(shop.read(&receipt_id).await["status"], 5);
    assert_eq!(shop.cancel(all_of(&receipt_id)).await.unwrap().0, 400, "no money has come");
    let deposit = |name: &str| format!("/api/bootpay/payments/{name}/deposit");
    let (status, truth) = shop.control("POST", &deposit("open"), json!({})).await;
    assert_eq!((status, &truth["chargedWon"]), (200, &json!(10_000)));
    assert_eq!(shop.control("POST", &deposit("open"), json!({})).await.0, 400);
    issue("late", "2026-11-21T11:00:00");
    assert_eq!(shop.control("POST", &deposit("late"), json!({})).await.0, 400);
}

#[tokio::test]
async fn the_control_page_finds_creates_and_sets() {
    let shop = open().await;
    let plan = json!({ "orderId": "new", "amountWon": 5_000, "pg": "kakao" });
    let (status, made) = shop.control("POST", "/api/bootpay/payments", plan.clone()).await;
    assert_eq!((status, &made["v1"]["data"]["pg"]), (201, &json!("kakao")));
    let (status, refused) = shop.control("POST", "/api/bootpay/payments", plan).await;
    assert_eq!((status, &refused["error_code"]), (400, &json!("INVALID_REQUEST")));
    let (_, found) = shop.control("GET", "/api/bootpay/payments?q=ne", json!({})).await;
    assert_eq!(found["items"][0]["orderId"], "new");
    let (status, missing) = shop.control("GET", "/api/bootpay/payments/none", json!({})).await;
    assert_eq!((status, &missing["error_code"]), (404, &json!("RC_NOT_FOUND")));
    let (status, _) =
        shop.control("PUT", "/api/bootpay/options", json!({ "repeatGuard": true })).await;
    assert_eq!(status, 204);
}

#[tokio::test]
async fn the_seeded_demo_is_there() {
    let seed = desk_simulator::Seed { number: 1, payments: 50 };
    let shop = open_with(|config| config.seed = Some(seed)).await;
    let truth = shop.side().truth("bootpay-card-full").unwrap();
    assert_eq!(shop.read(&truth.receipt_id).await["price"], 350_000);
    let read = shop.v2("GET", &format!("/receipt/{}?lookup_user_data=true", truth.receipt_id));
    assert_eq!(shop.send(read).await.unwrap().1["user"]["username"], "김서연");
}
