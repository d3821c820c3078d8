//! Tax-free money goes back as tax-free money.

use serde_json::{Value, json};

use crate::support::{Stage, full, partial};

const KEY: &str = "0123456789abcdef";

/// 100,000 won, of which 34,000 are tax-free.
fn mixed() -> Value {
    let paid_at = "2026-11-21T02:00:00Z";
    json!({ "id": "pay-1", "amountWon": 100_000, "taxFreeWon": 34_000, "paidAt": paid_at })
}

#[tokio::test]
async fn a_full_cancel_gives_back_all_that_is_left_of_it() {
    let stage = Stage::new().await.with(&[mixed()]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;
    let created = browser.cancel(&payment, KEY, &full(100_000)).await.expect(201);
    assert_eq!(created["tax_free_won"], 34_000);
    let settled = stage.settle(created["id"].as_str().unwrap()).await;
    assert_eq!(settled["state"], "succeeded", "{settled}");
    stage.assert_refunded(&stage.detail("pay-1").await, 1, 100_000);
}

#[tokio::test]
async fn a_part_says_how_much_of_it_is_tax_free() {
    let stage = Stage::new().await.with(&[mixed()]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;
    let open = browser.cancel(&payment, KEY, &partial(50_000, 100_000)).await;
    assert_eq!(open.wrong_fields(), ["tax_free_won"], "{}", open.text);
    open.expect_problem(422, "invalid_input");
    assert_eq!(stage.truth("pay-1").refund_count, 0);

    let mut said = partial(50_000, 100_000);
    said["tax_free_won"] = json!(0);
    let created = browser.cancel(&payment, KEY, &said).await.expect(201);
    stage.settle(created["id"].as_str().unwrap()).await;
    // 34,000 of the 50,000 won that are left are tax-free, and all of them go.
    let rest = browser.cancel(&payment, "fedcba9876543210", &full(50_000)).await.expect(201);
    assert_eq!(rest["tax_free_won"], 34_000);
    assert_eq!(stage.settle(rest["id"].as_str().unwrap()).await["state"], "succeeded");
    stage.assert_refunded(&stage.detail("pay-1").await, 2, 100_000);
}
