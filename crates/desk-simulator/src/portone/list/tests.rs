//! Filters, pages and cursors over a small book.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::{by_cursor, by_page};
use crate::portone::blueprint::{self, Blueprint};
use crate::portone::errors::ErrorKind;
use crate::portone::state::State;

fn now() -> DateTime<Utc> {
    "2026-11-21T05:00:00Z".parse().unwrap()
}

/// Five payments, one a day back from today, and one a hundred days old.
fn book() -> State {
    let mut state = State::new("store".into(), "secret".into(), None);
    for (id, days, more) in [
        ("card", 0, json!({ "customer": { "name": "김서연" } })),
        ("phone", 1, json!({ "provider": "KSNET", "method": { "type": "PaymentMethodMobile" } })),
        ("waiting", 2, json!({ "status": "PAY_PENDING", "channelType": "TEST" })),
        ("failed", 3, json!({ "status": "FAILED" })),
        (
            "transfer",
            4,
            json!({
                "orderName": "교재비", "cashReceipt": "PERSONAL",
                "method": { "type": "PaymentMethodTransfer", "bank": "KAKAO" },
            }),
        ),
        ("ancient", 100, json!({})),
    ] {
        let mut plan = json!({ "id": id, "amountWon": 1_000, "customer": {} });
        plan["paidAt"] = json!(now() - TimeDelta::days(days));
        plan.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let plan: Blueprint = serde_json::from_value(plan).unwrap();
        blueprint::create(&mut state, &plan, now()).unwrap();
    }
    state
}

fn page(body: Value) -> Result<Value, ErrorKind> {
    let body = serde_json::from_value(body).map_err(|_| ErrorKind::InvalidRequest)?;
    by_page(&book(), &body, now()).map_err(|error| error.kind)
}

#[track_caller]
fn check(filter: Value, expected: &[&str]) {
    let found = page(json!({ "filter": filter })).unwrap();
    let ids: Vec<&str> =
        found["items"].as_array().unwrap().iter().map(|p| p["id"].as_str().unwrap()).collect();
    assert_eq!(ids, expected, "{filter}");
    assert_eq!(found["page"]["totalCount"], expected.len());
}

#[test]
fn ninety_days_newest_first_unless_told_otherwise() {
    check(json!({}), &["card", "phone", "waiting", "failed", "transfer"]);
    check(json!({ "sortOrder": "ASC" }), &["transfer", "failed", "waiting", "phone", "card"]);
    check(json!({ "until": now() - TimeDelta::days(95) }), &["ancient"]);
    let from = now() - TimeDelta::days(1);
    check(json!({ "from": from }), &["card", "phone"]);
    // Requested two minutes before it was paid.
    check(json!({ "from": from, "timestampType": "CREATED_AT" }), &["card"]);
}

#[test]
fn filters_by_what_a_payment_is() {
    check(json!({ "status": ["PENDING"] }), &["waiting"]);
    check(json!({ "status": ["PENDING", "FAILED"] }), &["waiting", "failed"]);
    check(json!({ "methods": ["MOBILE", "TRANSFER"] }), &["phone", "transfer"]);
    check(json!({ "pgProvider": ["KSNET"] }), &["phone"]);
    check(json!({ "isTest": true }), &["waiting"]);
    check(json!({ "cashReceiptType": "PERSONAL" }), &["transfer"]);
    check(json!({ "cashReceiptStatus": "CANCELLED" }), &[]);
    check(json!({ "isEscrow": true }), &[]);
    check(json!({ "cardType": "CREDIT" }), &["card", "waiting", "failed"]);
}

#[test]
fn text_matches_from_its_start() {
    let text =
        |field: &str, value: &str| json!({ "textSearch": [{ "field": field, "value": value }] });
    check(text("ORDER_NAME", "교재"), &["transfer"]);
    check(text("ORDER_NAME", "재비"), &[]);
    check(text("CUSTOMER_NAME", "김"), &["card"]);
    check(text("ALL", "ca"), &["card"]);
    check(text("TRANS_BANK", "KAKAO"), &["transfer"]);
}

#[test]
fn pages_have_a_reach_and_values_their_enums() {
    let second = page(json!({ "page": { "number": 1, "size": 2 } })).unwrap();
    assert_eq!(second["items"][0]["id"], "waiting");
    assert_eq!(second["page"], json!({ "number": 1, "size": 2, "totalCount": 5 }));
    assert!(page(json!({ "page": { "number": 59, "size": 1_000 } })).is_ok());
    for bad in [
        json!({ "page": { "number": 60, "size": 1_000 } }),
        json!({ "page": { "number": -1 } }),
        json!({ "page": { "size": 0 } }),
        json!({ "filter": { "status": ["PAY_PENDING"] } }),
        json!({ "filter": { "pgProvider": ["NOBODY"] } }),
        json!({ "filter": { "from": "yesterday" } }),
    ] {
        assert_eq!(page(bad.clone()).unwrap_err(), ErrorKind::InvalidRequest, "{bad}");
    }
}

#[test]
fn the_cursor_walks_everything_once_and_ends_empty() {
    let state = book();
    let (mut walked, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let body = serde_json::from_value(json!({ "size": 2, "cursor": cursor })).unwrap();
        let found = by_cursor(&state, &body, now()).unwrap();
        let items = found["items"].as_array().unwrap();
        let Some(last) = items.last() else { break };
        cursor = Some(last["cursor"].as_str().unwrap().to_owned());
        walked.extend(items.iter().map(|i| i["payment"]["id"].as_str().unwrap().to_owned()));
    }
    assert_eq!(walked, ["transfer", "failed", "waiting", "phone", "card"]);
    let unknown = serde_json::from_value(json!({ "cursor": "?" })).unwrap();
    assert_eq!(by_cursor(&state, &unknown, now()).unwrap_err().kind, ErrorKind::InvalidRequest);
}
