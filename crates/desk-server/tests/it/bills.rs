//! The list of bills: found by whatever a person has of one, and of one's own merchants only.

use serde_json::{Value, json};

use crate::support::billing::{Billing, items};

fn ids(page: &Value) -> Vec<&str> {
    let rows = page["items"].as_array().unwrap();
    rows.iter().map(|row| row["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_bill_is_found_by_its_filters_and_the_sums_are_of_what_is_shown() {
    let billing = Billing::new().await;
    let draft = billing.rebill(10_000).await;
    billing.stage.wait(1);
    let sent = billing.rebill(20_000).await;
    let row = billing.send(&sent).await;
    let number = row["bill_number"].as_str().unwrap();
    let all = vec![sent.as_str(), draft.as_str()];
    let only = |id| vec![id];
    for (query, expected) in [
        (String::new(), all.clone()),
        ("?status=waiting".to_owned(), only(sent.as_str())),
        ("?status=unsent,waiting".to_owned(), all.clone()),
        ("?status=paid".to_owned(), vec![]),
        ("?from=2026-11-21&to=2026-11-21".to_owned(), all.clone()),
        ("?to=2026-11-20".to_owned(), vec![]),
        ("?q=3333".to_owned(), only(sent.as_str())),
        ("?q=10000".to_owned(), only(draft.as_str())),
        ("?q=%EC%A0%95%EA%B7%9C%EB%B0%98".to_owned(), all.clone()),
        (format!("?q={number}"), only(sent.as_str())),
    ] {
        let page = billing.get(&format!("/api/bills{query}")).await;
        assert_eq!(ids(&page), expected, "{query}");
        assert_eq!(page["count"], expected.len(), "{query}");
    }
    let counts = json!([{ "status": "unsent", "count": 1 }, { "status": "waiting", "count": 1 }]);
    for query in ["", "?status=waiting", "?status=paid", "?limit=1"] {
        let page = billing.get(&format!("/api/bills{query}")).await;
        assert_eq!(page["by_status"], counts, "{query}");
    }
    let page = billing.get("/api/bills?q=10000").await;
    assert_eq!(page["by_status"], json!([{ "status": "unsent", "count": 1 }]));
    let page = billing.get("/api/bills?limit=1").await;
    assert_eq!((&page["amount_won"], &page["unpaid_won"]), (&json!(30_000), &json!(30_000)));
    let next = page["next_cursor"].as_str().unwrap();
    let page = billing.get(&format!("/api/bills?limit=1&cursor={next}")).await;
    assert_eq!(ids(&page), [draft.as_str()]);
    assert_eq!(page["sites"], json!([]));
}

#[tokio::test]
async fn strangers_and_readers_are_kept_apart_from_bills() {
    let billing = Billing::new().await;
    let id = billing.rebill(10_000).await;
    let stranger = billing.stage.signed_in("stranger").await;
    assert_eq!(stranger.get("/api/bills").await.expect(200)["count"], 0);
    let path = format!("/api/bills/{id}");
    stranger.get(&path).await.expect_problem(404, "bill_not_found");
    stranger.get("/api/bills/bil_x").await.expect_problem(404, "bill_not_found");
    let void = format!("{path}/void");
    stranger.post(&void, None).await.expect_problem(404, "bill_not_found");
    let auditor = billing.stage.signed_in("auditor").await;
    auditor.get(&path).await.expect(200);
    auditor.post(&void, None).await.expect_problem(403, "not_allowed");
    let body = items(1);
    auditor.post(&billing.rebill_path(), Some(&body)).await.expect_problem(403, "not_allowed");
    assert_eq!(billing.bill(&id).await["status"], "unsent");
}
