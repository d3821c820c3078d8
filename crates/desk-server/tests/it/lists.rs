//! Lists: filters, pages, masks.

use serde_json::{Value, json};

use crate::support::{Stage, card};

async fn stage() -> Stage {
    let payments: Vec<Value> = (1..=5)
        .map(|number| {
            let mut payment = card(&format!("pay-{number}"));
            payment["paidAt"] = json!(format!("2026-11-{:02}T14:59:59Z", number + 10));
            payment["amountWon"] = json!(number * 10_000);
            payment
        })
        .collect();
    Stage::new().await.with(&payments).await
}

fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap();
    items.iter().map(|item| item["gateway_payment_id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn pages_follow_one_another_without_gaps() {
    let stage = stage().await;
    let browser = stage.signed_in("staff").await;
    let mut seen = Vec::new();
    let mut path = "/api/payments?limit=2".to_owned();
    loop {
        let page = browser.get(&path).await.expect(200);
        seen.extend(ids(&page));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/api/payments?limit=2&cursor={cursor}");
    }
    assert_eq!(seen, ["pay-5", "pay-4", "pay-3", "pay-2", "pay-1"]);
    let answer = browser.get("/api/payments?cursor=nonsense").await;
    answer.expect_problem(400, "bad_cursor");
}

#[tokio::test]
async fn a_period_is_of_korean_days_and_sums_speak_of_it() {
    let stage = stage().await;
    let browser = stage.signed_in("staff").await;
    let query = "from=2026-11-12&to=2026-11-13";
    let page = browser.get(&format!("/api/payments?{query}")).await.expect(200);
    assert_eq!(ids(&page), ["pay-3", "pay-2"], "23:59:59 belongs to its day");
    let sums = browser.get(&format!("/api/payments/summary?{query}")).await.expect(200);
    let shown = json!({
        "count": 2, "amount_won": 50_000, "cancelled_won": 0, "not_received_won": 0,
    });
    assert_eq!(sums["shown"], shown);
}

#[tokio::test]
async fn wrong_filters_are_named() {
    let stage = Stage::new().await;
    let browser = stage.signed_in("staff").await;
    let cases = [
        ("/api/payments?status=payed", "status"),
        ("/api/payments?from=2026-02-30", "from"),
        ("/api/payments?limit=0", "limit"),
        ("/api/payments?limit=many", "limit"),
        ("/api/payments?colour=red", "colour"),
        ("/api/payments/summary?method=cheque", "method"),
        ("/api/payments?customer=student-1", "customer"),
        ("/api/cancellations?customer=010-1234-5678", "customer"),
        ("/api/cancellations?state=lost", "state"),
        ("/api/cancellations?staff=me", "staff"),
        ("/api/cancellations?amount_min=2&amount_max=1", "amount_min"),
        ("/api/cancellations?amount_min=-1", "amount_min"),
        ("/api/cancellations?amount_max=100000000001", "amount_max"),
        ("/api/cancellations?amount_max=99999999999999999999", "amount_max"),
        ("/api/cancellations?amount_min=1.5", "amount_min"),
    ];
    for (path, field) in cases {
        let answer = browser.get(path).await;
        assert_eq!(answer.wrong_fields(), [field], "{path}: {}", answer.text);
        answer.expect_problem(400, "bad_query");
    }
}

#[tokio::test]
async fn personal_data_leaves_masked() {
    let mut payment = card("pay-1");
    payment["customer"] = json!({ "id": "s-1", "name": "홍길동", "phoneNumber": "010-9876-5432" });
    let stage = Stage::new().await.with(&[payment]).await;
    let browser = stage.signed_in("admin").await;
    let found = browser.get("/api/payments?q=5432").await;
    let text = found.text.clone();
    assert_eq!(ids(&found.expect(200)), ["pay-1"]);
    let detail = browser.get(&format!("/api/payments/{}", stage.id_of("pay-1").await)).await.text;
    for text in [text, detail] {
        assert!(text.contains("홍*동") && text.contains("010-****-5432"), "{text}");
        assert!(!text.contains("홍길동") && !text.contains("9876"), "{text}");
    }
}
