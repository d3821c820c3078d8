use std::path::Path;

use desk_simulator::Seed;
use serde_json::json;

use super::{Shop, all_of, open_with, part_of};

async fn open(file: &Path) -> Shop {
    let file = file.to_owned();
    open_with(|config| {
        config.data_file = Some(file);
        config.seed = Some(Seed { number: 5, payments: 20 });
        config.bootpay.webhook_target = Some("http://127.0.0.1:9/hook".into());
    })
    .await
}

#[tokio::test]
async fn everything_that_happened_survives() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vendors.jsonl");
    let shop = open(&file).await;
    let new = shop.pay("new", 10_000);
    shop.cancel(all_of(&new)).await.unwrap();
    let seeded = shop.side().truth("bootpay-card-partial").unwrap().receipt_id;
    let order = json!({ "receipt_id": seeded, "cancel_price": 20_000, "cancel_id": "once" });
    assert_eq!(shop.cancel(order.clone()).await.unwrap().0, 200);
    let before = shop.read(&seeded).await;
    shop.running.shut_down().await;

    // Twice, as the second start reads the compacted file of the first.
    for _ in 0..2 {
        let shop = open(&file).await;
        assert_eq!(shop.read(&seeded).await, before);
        assert_eq!(shop.refunds("new"), [10_000]);
        assert_eq!(shop.cancel(order.clone()).await.unwrap().0, 400, "the cancel_id is known");
        let (_, webhooks) = shop.control("GET", "/api/bootpay/webhooks", json!({})).await;
        assert_eq!(webhooks["items"].as_array().unwrap().len(), 2);
        shop.running.shut_down().await;
    }
}

#[tokio::test]
async fn a_reset_makes_a_new_book_and_keeps_what_was_agreed() {
    let shop = open_with(|_| {}).await;
    let receipt_id = shop.pay("order", 10_000);
    shop.side().guard_repeats(true);
    assert_eq!(shop.control("POST", "/api/reset", json!({})).await.0, 204);
    assert_eq!(shop.read(&receipt_id).await["error_code"], "RC_NOT_FOUND");
    let receipt_id = shop.pay("order", 10_000);
    assert_eq!(shop.cancel(part_of(&receipt_id, 2_000)).await.unwrap().0, 200);
    assert_eq!(shop.cancel(part_of(&receipt_id, 2_000)).await.unwrap().0, 400);
}
