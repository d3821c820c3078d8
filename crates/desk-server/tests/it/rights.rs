//! Who may do what: every endpoint as nobody, as every role, and as staff of another merchant. An
//! endpoint that is not in the table fails the test.

use std::collections::BTreeSet;

use axum::http::Method;
use desk_domain::{BillId, CancellationId, CustomerId, FollowUpId, PaymentId, TerminalId};
use desk_server::config::merchant_id;
use serde_json::{Value, json};

use crate::support::counter::new_terminal;
use crate::support::{Answer, Browser, Stage, card, force, full};

/// What nobody, a reader (auditor), staff and a manager (manager, admin) are answered.
struct Row {
    method: &'static str,
    path: &'static str,
    nobody: u16,
    auditor: u16,
    staff: u16,
    manager: u16,
    /// Staff of another merchant.
    stranger: u16,
}

const fn row(
    method: &'static str,
    path: &'static str,
    [nobody, auditor, canceller, stranger]: [u16; 4],
) -> Row {
    Row { method, path, nobody, auditor, staff: canceller, manager: canceller, stranger }
}

/// What those may read who look after the whole book: not staff, here or elsewhere.
const fn reviewed(path: &'static str) -> Row {
    let (auditor, manager) = (200, 200);
    Row { method: "get", path, nobody: 401, auditor, staff: 403, manager, stranger: 403 }
}

/// What a manager only may do.
const fn managed(method: &'static str, path: &'static str, manager: u16) -> Row {
    Row { method, path, nobody: 401, auditor: 403, staff: 403, manager, stranger: 403 }
}

const TABLE: &[Row] = &[
    row("get", "/api/session", [401, 200, 200, 200]),
    row("get", "/api/payments", [401, 200, 200, 200]),
    row("get", "/api/payments/summary", [401, 200, 200, 200]),
    row("get", "/api/payments/{id}", [401, 200, 200, 404]),
    row("post", "/api/payments/{id}/refresh", [401, 200, 200, 404]),
    row("post", "/api/payments/{id}/void", [401, 403, 422, 404]),
    row("post", "/api/payments/{id}/void-outside", [401, 403, 422, 404]),
    row("post", "/api/payments/{id}/cancellations", [401, 403, 422, 404]),
    row("get", "/api/customers/{id}", [401, 200, 200, 404]),
    row("get", "/api/cancellations", [401, 200, 200, 200]),
    row("get", "/api/cancellations/{id}", [401, 200, 200, 404]),
    row("post", "/api/cancellations/{id}/withdraw", [401, 403, 409, 404]),
    row("post", "/api/cancellations/{id}/abort", [401, 403, 409, 404]),
    row("get", "/api/terminals", [401, 200, 200, 200]),
    managed("post", "/api/terminals", 201),
    managed("post", "/api/terminals/{id}/code", 200),
    managed("post", "/api/terminals/{id}/revoke", 200),
    row("get", "/api/follow-ups", [401, 200, 200, 200]),
    row("get", "/api/follow-ups/counts", [401, 200, 200, 200]),
    row("get", "/api/follow-ups/{id}", [401, 200, 200, 404]),
    row("post", "/api/follow-ups/{id}/note", [401, 403, 200, 404]),
    row("post", "/api/follow-ups/{id}/assign", [401, 403, 200, 404]),
    row("post", "/api/follow-ups/{id}/close", [401, 403, 422, 404]),
    row("post", "/api/drift/{id}/adopt", [401, 403, 422, 404]),
    row("get", "/api/drift", [401, 200, 200, 200]),
    reviewed("/api/agreement"),
    row("get", "/api/bills", [401, 200, 200, 200]),
    row("get", "/api/bills/{id}", [401, 200, 200, 404]),
    row("post", "/api/payments/{id}/rebill", [401, 403, 422, 404]),
    // There is no connection that sends bills here.
    row("post", "/api/bills/{id}/send", [401, 403, 422, 404]),
    row("post", "/api/bills/{id}/resend", [401, 403, 422, 404]),
    row("post", "/api/bills/{id}/record", [401, 403, 422, 404]),
    row("post", "/api/bills/{id}/void", [401, 403, 200, 404]),
    row("post", "/api/session/step-up", [401, 401, 401, 401]),
    row("get", "/api/rulebook", [401, 200, 200, 200]),
    row("get", "/api/banks", [401, 200, 200, 200]),
    row("get", "/api/staff", [401, 200, 200, 200]),
    row("post", "/api/session", [400, 400, 400, 400]),
    // Streams are not read to their end here.
    row("get", "/api/events", [401, 0, 0, 0]),
    // Last: it signs out.
    row("delete", "/api/session", [204, 204, 204, 204]),
];

/// What the ids of the paths stand for.
struct Ids {
    payment: String,
    cancellation: String,
    follow_up: String,
    customer: String,
    bill: String,
    terminal: String,
}

impl Ids {
    fn of(&self, path: &str) -> &str {
        match path.split('/').nth(2) {
            Some("payments") => &self.payment,
            Some("follow-ups" | "drift") => &self.follow_up,
            Some("customers") => &self.customer,
            Some("bills") => &self.bill,
            Some("terminals") => &self.terminal,
            _ => &self.cancellation,
        }
    }
}

async fn ask(browser: &Browser, row: &Row, id: &str) -> Answer {
    let method: Method = row.method.to_uppercase().parse().unwrap();
    let headers = [("idempotency-key", "key-of-the-rights-table")];
    let body: Option<Value> = match row.path {
        "/api/payments/{id}/cancellations" => Some(full(100_000)),
        "/api/payments/{id}/void-outside" => {
            Some(json!({ "voided_at": "2026-11-20T12:00:00+09:00", "note": "매니저 사이트에서" }))
        }
        "/api/payments/{id}/rebill" => Some(json!({ "items": [] })),
        "/api/bills/{id}/send" => Some(json!({ "delivery": "link" })),
        "/api/bills/{id}/record" => Some(json!({ "method": "cash", "paid_on": "2099-01-01" })),
        "/api/session" if row.method == "post" => Some(json!({})),
        "/api/terminals" if row.method == "post" => {
            Some(json!({ "merchant_id": merchant_id("hanbit"), "name": "데스크 2" }))
        }
        "/api/session/step-up" => Some(json!({ "password": "not mine" })),
        "/api/follow-ups/{id}/note" => Some(json!({ "words": "전화했어요" })),
        "/api/follow-ups/{id}/assign" => Some(json!({})),
        "/api/drift/{id}/adopt" => Some(json!({ "reason_code": "customer_request" })),
        "/api/follow-ups/{id}/close" => Some(json!({ "proof": "gateway_read", "evidence": "" })),
        _ => None,
    };
    browser.send(method, &row.path.replace("{id}", id), &headers, body.as_ref()).await
}

#[tokio::test]
async fn every_endpoint_knows_who_may_ask() {
    let stage = Stage::new().await.with(&[card("pay-1"), card("pay-2")]).await;
    let payment = stage.id_of("pay-1").await;
    let browser = stage.stepped_up("manager").await;
    let forced = stage.id_of("pay-2").await;
    browser.cancel(&forced, "0123456789abcdeg", &force(100_000)).await.expect(201);
    let follow_up = stage.detail("pay-2").await["follow_up"]["id"].as_str().unwrap().to_owned();
    let sent = browser.cancel(&payment, "0123456789abcdef", &full(100_000)).await.expect(201);
    let cancellation = sent["id"].as_str().unwrap().to_owned();
    let customer =
        stage.detail("pay-1").await["payment"]["customer"]["id"].as_str().unwrap().to_owned();
    let terminal = new_terminal(&browser, "데스크 1").await;
    let terminal = terminal["terminal"]["id"].as_str().unwrap().to_owned();
    stage.wait(5);
    stage.work().await;
    let item = json!({ "items": [{ "name": "교재비", "amount_won": 1_000 }] });
    let path = format!("/api/payments/{payment}/rebill");
    let key = [("idempotency-key", "0123456789abcdeh")];
    let billed = browser.send(Method::POST, &path, &key, Some(&item)).await.expect(201);
    let bill = billed["id"].as_str().unwrap().to_owned();
    let ids = Ids { payment, cancellation, follow_up, customer, bill, terminal };

    for row in TABLE {
        let nobody = Browser::of(&stage.desk);
        let name = format!("{} {}", row.method, row.path);
        let id = ids.of(row.path);
        assert_eq!(ask(&nobody, row, id).await.status, row.nobody, "{name}, nobody");
        let expected = [
            ("auditor", row.auditor),
            ("staff", row.staff),
            ("manager", row.manager),
            ("admin", row.manager),
            ("stranger", row.stranger),
        ];
        for (login, status) in expected.into_iter().filter(|(_, status)| *status != 0) {
            let browser = stage.signed_in(login).await;
            let answered = ask(&browser, row, id).await;
            assert_eq!(answered.status, status, "{name}, {login}");
        }
    }
}

/// The prefix of the ids in a path, and what is answered where there is no such one.
fn kind_of(path: &str) -> (&'static str, &'static str) {
    match path.split('/').nth(2) {
        Some("payments") => (PaymentId::PREFIX, "payment_not_found"),
        Some("cancellations") => (CancellationId::PREFIX, "cancellation_not_found"),
        Some("follow-ups" | "drift") => (FollowUpId::PREFIX, "follow_up_not_found"),
        Some("customers") => (CustomerId::PREFIX, "customer_not_found"),
        Some("bills") => (BillId::PREFIX, "bill_not_found"),
        Some("terminals") => (TerminalId::PREFIX, "not_found"),
        other => panic!("ids of {other:?}"),
    }
}

#[tokio::test]
async fn no_endpoint_knows_an_id_that_nobody_has() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("manager").await;
    let of_an_id: Vec<&Row> = TABLE.iter().filter(|row| row.path.contains("{id}")).collect();
    assert!(of_an_id.len() > 20, "{}", of_an_id.len());
    for row in of_an_id {
        let (prefix, code) = kind_of(row.path);
        for id in [format!("{prefix}{}", "0".repeat(26)), format!("{prefix}x"), "x".to_owned()] {
            let answer = ask(&browser, row, &id).await;
            let told = format!("{} {} {id}: {}", row.method, row.path, answer.text);
            assert_eq!(
                (answer.status.as_u16(), &answer.body["code"]),
                (404, &json!(code)),
                "{told}"
            );
            assert_eq!(answer.headers["content-type"], "application/problem+json", "{told}");
        }
    }
}

#[test]
fn no_endpoint_is_missing_from_the_table() {
    let document: Value = serde_json::from_str(&desk_server::openapi()).unwrap();
    let described: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().keys();
            methods.map(move |method| (method.clone(), path.clone()))
        })
        .collect();
    let known = TABLE.iter().map(|row| (row.method.to_owned(), row.path.to_owned())).collect();
    assert_eq!(described, known);
}

#[tokio::test]
async fn strangers_see_nothing_in_lists_and_sums() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("stranger").await;
    assert_eq!(browser.get("/api/payments").await.expect(200)["items"], json!([]));
    assert_eq!(browser.get("/api/payments/summary").await.expect(200)["shown"]["count"], 0);
    assert_eq!(browser.get("/api/cancellations").await.expect(200)["count"], 0);
    let colleagues = browser.get("/api/staff").await.expect(200);
    assert_eq!(colleagues["items"].as_array().unwrap().len(), 1);
}
