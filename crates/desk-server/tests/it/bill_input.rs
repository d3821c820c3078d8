//! What is wrong with a bill is said in words, field by field.

use serde_json::{Value, json};

use crate::support::billing::{Billing, CANCELLED, items};
use crate::support::{Stage, card, force};

async fn refused(billing: &Billing, path: &str, body: &Value, field: &str, code: &str) {
    let answer = billing.click(path, Some(body)).await;
    assert_eq!(answer.wrong_fields(), [field], "{body}: {}", answer.text);
    let problem = answer.expect_problem(422, "invalid_input");
    assert_eq!(problem["errors"][0]["code"], code, "{body}");
    assert!(!problem["errors"][0]["text"]["ko"].as_str().unwrap().is_empty());
}

#[tokio::test]
async fn a_bill_over_cancelled_money_has_its_bounds() {
    let billing = Billing::new().await;
    let path = billing.rebill_path();
    let item = |name: &str, won: i64| json!({ "name": name, "amount_won": won });
    let many: Vec<_> = (0..21).map(|_| item("교재비", 1)).collect();
    let named = |name: &str| json!({ "items": [item("수학", 1)], "customer_name": name });
    let cases = [
        (items(0), "items.0.amount_won", "not_positive"),
        (items(-1), "items.0.amount_won", "not_positive"),
        (items(CANCELLED + 1), "items", "over_rebillable"),
        (items(i64::MAX), "items", "over_rebillable"),
        (json!({ "items": [] }), "items", "out_of_range"),
        (json!({ "items": many }), "items", "out_of_range"),
        (json!({ "items": [item(" ", 1)] }), "items.0.name", "required"),
        (json!({ "items": [item(&"가".repeat(61), 1)] }), "items.0.name", "too_long"),
        (named(""), "customer_name", "required"),
        (named(&"가".repeat(61)), "customer_name", "too_long"),
        (
            json!({ "items": [item("수학", 1)], "customer_phone": "전화" }),
            "customer_phone",
            "not_a_phone",
        ),
    ];
    for (body, field, code) in cases {
        refused(&billing, &path, &body, field, code).await;
    }
    let two = json!({ "items": [item("수학", CANCELLED), item("교재비", 1)] });
    refused(&billing, &path, &two, "items", "over_rebillable").await;
    assert_eq!(billing.rebilling().await["rebilled_won"], 0);
    let unknown = json!({ "items": [item("수학", 1)], "discount": 1 });
    billing.click(&path, Some(&unknown)).await.expect_problem(400, "bad_json");
}

#[tokio::test]
async fn a_message_and_its_day_have_their_bounds() {
    let billing = Billing::new().await;
    let id = billing.rebill(CANCELLED).await;
    let path = format!("/api/bills/{id}/send");
    let with = |field: &str, value: Value| {
        let mut body = json!({ "delivery": "message", "phone": "010-1111-2222" });
        body[field] = value;
        body
    };
    for (field, value, code) in [
        ("phone", json!("12"), "not_a_phone"),
        ("message", json!("가".repeat(201)), "too_long"),
        ("last_day", json!("2026-11-20"), "out_of_range"),
        ("last_day", json!("2027-11-22"), "out_of_range"),
    ] {
        refused(&billing, &path, &with(field, value), field, code).await;
    }
    let last = with("last_day", json!("2026-11-21"));
    billing.click(&path, Some(&last)).await.expect(200);
}

#[tokio::test]
async fn what_is_recorded_was_paid_by_hand_and_not_tomorrow() {
    let billing = Billing::new().await;
    let id = billing.rebill(CANCELLED).await;
    let path = format!("/api/bills/{id}/record");
    let paid = |method: &str, day: &str| json!({ "method": method, "paid_on": day });
    refused(&billing, &path, &paid("message", "2026-11-21"), "method", "not_recorded").await;
    refused(&billing, &path, &paid("cash", "2026-11-22"), "paid_on", "in_the_future").await;
    let mut long = paid("cash", "2026-11-21");
    long["note"] = json!("가".repeat(501));
    refused(&billing, &path, &long, "note", "too_long").await;
    assert_eq!(billing.bill(&id).await["status"], "unsent");
}

#[tokio::test]
async fn the_duty_of_a_force_cancel_comes_first() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.stepped_up("staff").await;
    browser.cancel(&payment, "0123456789abcdef", &force(100_000)).await.expect(201);
    let detail = stage.detail("pay-1").await;
    let rebill = detail["decision"]["actions"].as_array().unwrap();
    let rebill = rebill.iter().find(|action| action["action"] == "rebill").unwrap();
    assert_eq!(rebill["verdict"], "blocked");
    let path = format!("/api/payments/{payment}/rebill");
    let key = [("idempotency-key", "0123456789abcdeg")];
    let answer = browser.send(axum::http::Method::POST, &path, &key, Some(&items(1_000))).await;
    let problem = answer.expect_problem(422, "bill_blocked");
    assert_eq!(problem["errors"][0]["code"], "rebill_after_force");
}
