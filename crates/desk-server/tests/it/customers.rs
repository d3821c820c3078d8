//! 학생의 결제 탭: one person over all channels, and nobody else's.

use desk_server::config::merchant_id;
use desk_server::import::csv::import_csv;
use serde_json::{Value, json};

use crate::support::{Browser, Stage, card, partial};

const KEY: &str = "0123456789abcdef";

/// A payment of 김서연, who is `student-1` at PortOne.
fn of_kim(id: &str) -> Value {
    let mut payment = card(id);
    payment["customer"] =
        json!({ "id": "student-1", "name": "김서연", "phoneNumber": "010-2345-6789" });
    payment
}

/// Two payments by card, one written down by staff, one by a sibling with the same phone.
async fn stage() -> Stage {
    let mut sibling = of_kim("pay-3");
    sibling["customer"]["name"] = json!("김도연");
    let stage = Stage::new().await.with(&[of_kim("pay-1"), of_kim("pay-2"), sibling]).await;
    let file = stage.folder().join("recorded.csv");
    let rows = "payment_id,order_name,amount_won,method,paid_at,customer_name,customer_phone\n\
                R-1,교재비,30000,cash,2026-11-03,김서연,+82 10-2345-6789\n";
    std::fs::write(&file, rows).unwrap();
    import_csv(&stage.desk, &file, &merchant_id("hanbit")).await.unwrap();
    stage
}

async fn customer_of(stage: &Stage, payment: &str) -> String {
    let detail = stage.detail(payment).await;
    detail["payment"]["customer"]["id"].as_str().unwrap().to_owned()
}

async fn tab(browser: &Browser, customer: &str) -> Value {
    browser.get(&format!("/api/customers/{customer}")).await.expect(200)
}

fn totals(payments: i64, paid: i64, cancelled: i64, unpaid: i64) -> Value {
    json!({
        "payments": payments,
        "paid_won": paid,
        "cancelled_won": cancelled,
        "unpaid_won": unpaid,
    })
}

#[tokio::test]
async fn the_tab_adds_up_one_person_over_all_channels() {
    let stage = stage().await;
    let browser = stage.signed_in("staff").await;
    let customer = customer_of(&stage, "pay-1").await;
    assert_ne!(customer, customer_of(&stage, "pay-3").await, "siblings share a phone only");
    let shown = tab(&browser, &customer).await;
    assert_eq!(shown["customer"]["name"], "김*연");
    assert_eq!(shown["customer"]["phone"], "010-****-6789");
    assert_eq!(shown["totals"], totals(3, 230_000, 0, 0));

    let payment = stage.id_of("pay-1").await;
    let sent = browser.cancel(&payment, KEY, &partial(40_000, 100_000)).await.expect(201);
    stage.settle(sent["id"].as_str().unwrap()).await;
    let browser = stage.signed_in("staff").await;
    assert_eq!(tab(&browser, &customer).await["totals"], totals(3, 230_000, 40_000, 0));

    let list = |path: &str| format!("/api/{path}customer={customer}");
    let page = browser.get(&list("payments?limit=2&")).await.expect(200);
    assert_eq!(page["items"].as_array().unwrap().len(), 2);
    assert!(page["next_cursor"].is_string());
    let sums = browser.get(&list("payments/summary?channel=recorded&")).await.expect(200);
    assert_eq!(sums["shown"]["amount_won"], 30_000);
    let history = browser.get(&list("cancellations?")).await.expect(200);
    assert_eq!((&history["count"], &history["cancelled_won"]), (&json!(1), &json!(40_000)));
}

#[tokio::test]
async fn what_is_not_paid_yet_is_owed() {
    let mut waiting = of_kim("va-1");
    waiting["status"] = json!("VIRTUAL_ACCOUNT_ISSUED");
    waiting["method"] = json!({
        "type": "PaymentMethodVirtualAccount",
        "bank": "SHINHAN",
        "accountNumber": "56210012345678",
    });
    let stage = Stage::new().await.with(&[of_kim("pay-1"), waiting]).await;
    let browser = stage.signed_in("auditor").await;
    let shown = tab(&browser, &customer_of(&stage, "pay-1").await).await;
    assert_eq!(shown["totals"], totals(2, 100_000, 0, 100_000));
}

#[tokio::test]
async fn another_merchants_customer_is_as_unknown_as_nobody() {
    let stage = stage().await;
    let customer = customer_of(&stage, "pay-1").await;
    let stranger = stage.signed_in("stranger").await;
    let own = stage.signed_in("staff").await;
    let nobody = format!("cus_{}", "0".repeat(26));
    let cases = [(&stranger, customer.as_str()), (&own, &nobody), (&own, "student-1")];
    for (browser, id) in cases {
        let answer = browser.get(&format!("/api/customers/{id}")).await;
        answer.expect_problem(404, "customer_not_found");
    }
    let path = format!("/api/payments?customer={customer}");
    assert_eq!(stranger.get(&path).await.expect(200)["items"], json!([]));
    let path = format!("/api/cancellations?customer={customer}");
    assert_eq!(stranger.get(&path).await.expect(200)["count"], 0);
}

#[tokio::test]
async fn an_address_tells_neither_name_nor_phone_nor_the_merchants_own_id() {
    let stage = stage().await;
    let customer = customer_of(&stage, "pay-1").await;
    assert!(customer.parse::<desk_domain::CustomerId>().is_ok(), "{customer}");
    let detail = stage.detail("pay-1").await.to_string();
    assert!(!detail.contains("student-1") && !detail.contains("010-2345"), "{detail}");
}
