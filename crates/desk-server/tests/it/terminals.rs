//! Pairing a terminal's agent, and ending that.

use axum::http::{Method, Request};
use desk_server::config::merchant_id;
use serde_json::{Value, json};

use crate::support::agent::Agent;
use crate::support::counter::{AtCounter, new_terminal, pair, serve};
use crate::support::{Browser, Stage};

const TEN_MINUTES: i64 = 600;

async fn list(browser: &Browser) -> Vec<Value> {
    browser.get("/api/terminals").await.expect(200)["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_code_pairs_one_agent_once_and_within_ten_minutes() {
    let stage = Stage::new().await;
    let manager = stage.signed_in("manager").await;
    let made = new_terminal(&manager, " 데스크 1 ").await;
    assert_eq!(made["terminal"]["name"], "데스크 1");
    assert_eq!(made["terminal"]["cat_id"], Value::Null);
    let code = made["code"].as_str().unwrap();
    assert_eq!(code.len(), 8);
    pair(&stage, "ABCD2345").await.expect_problem(401, "wrong_pairing_code");
    let typed = format!("{}-{}", code[..4].to_lowercase(), &code[4..]);
    let paired = pair(&stage, &typed).await.expect(200);
    assert_eq!(paired["terminal_id"], made["terminal"]["id"]);
    assert_eq!(paired["token"].as_str().unwrap().len(), 64);
    pair(&stage, code).await.expect_problem(401, "wrong_pairing_code");

    let late = new_terminal(&manager, "데스크 2").await;
    stage.wait(TEN_MINUTES);
    pair(&stage, late["code"].as_str().unwrap()).await.expect_problem(401, "wrong_pairing_code");
    let path = format!("/api/terminals/{}/code", late["terminal"]["id"].as_str().unwrap());
    let renewed = manager.post(&path, None).await.expect(200);
    pair(&stage, renewed["code"].as_str().unwrap()).await.expect(200);
    let listed = list(&manager).await;
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[0]["cat_id"], "1234567001");
    assert_eq!(listed[0]["connected"], false);
}

#[tokio::test]
async fn codes_cannot_be_guessed_at_length() {
    let stage = Stage::new().await;
    let code = new_terminal(&stage.signed_in("manager").await, "데스크 1").await;
    for _ in 0..10 {
        pair(&stage, "WRQNG234").await.expect_problem(401, "wrong_pairing_code");
    }
    let right = code["code"].as_str().unwrap();
    pair(&stage, right).await.expect_problem(429, "too_many_attempts");
}

#[tokio::test]
async fn a_terminal_is_its_merchants_and_a_managers() {
    let stage = Stage::new().await;
    let manager = stage.signed_in("manager").await;
    let made = new_terminal(&manager, "데스크 1").await;
    let stranger = stage.signed_in("stranger").await;
    assert!(list(&stranger).await.is_empty());
    assert_eq!(list(&stage.signed_in("staff").await).await.len(), 1);
    for (name, merchant) in [("", "hanbit"), (&*"가".repeat(41), "hanbit"), ("데스크", "other")]
    {
        let body = json!({ "merchant_id": merchant_id(merchant), "name": name });
        let refused = manager.post("/api/terminals", Some(&body)).await;
        refused.expect_problem(422, "invalid_input");
    }
    let path = format!("/api/terminals/{}/revoke", made["terminal"]["id"].as_str().unwrap());
    let staff = stage.signed_in("staff").await;
    staff.post(&path, None).await.expect_problem(403, "not_allowed");
    let deeds: Vec<_> = stage.desk.store.audit_after(0, 50).await.unwrap();
    assert!(deeds.iter().any(|event| event.entry.action == "terminal.added"));
}

#[tokio::test]
async fn an_agent_without_its_own_token_is_not_let_in() {
    let stage = Stage::new().await;
    let address = serve(&stage).await;
    let counter = std::sync::Arc::default();
    let refused = Agent::dial(address, "nobody's", &counter).await;
    assert_eq!(refused.err(), Some(401));
    let plain = Request::builder().method(Method::GET).uri("/api/agent");
    let answer =
        Browser::of(&stage.desk).send_request(plain.body(axum::body::Body::empty()).unwrap()).await;
    assert!(answer.status.is_client_error(), "{}", answer.text);
}

#[tokio::test]
async fn a_revoked_agent_is_told_and_turned_away_for_good() {
    let (at, mut agent) = AtCounter::connected().await;
    let manager = at.stage.signed_in("manager").await;
    let path = format!("/api/terminals/{}/revoke", at.terminal);
    let revoked = manager.post(&path, None).await.expect(200);
    assert!(revoked["revoked_at"].is_string());
    assert_eq!(revoked["connected"], false);
    assert!(agent.goodbye().await.contains("해제"));
    let mut again = Agent::dial(at.address, &at.token, &at.counter).await.unwrap();
    assert!(again.goodbye().await.contains("해제"));

    let path = format!("/api/terminals/{}/code", at.terminal);
    let code = manager.post(&path, None).await.expect(200);
    pair(&at.stage, code["code"].as_str().unwrap()).await.expect(200);
    assert_eq!(list(&manager).await[0]["revoked_at"], Value::Null);
    let old = Agent::dial(at.address, &at.token, &at.counter).await;
    assert_eq!(old.err(), Some(401), "the old token is nobody's now");
}

#[tokio::test]
async fn an_agent_is_bound_to_the_device_it_was_paired_with() {
    let at = AtCounter::new().await;
    let mut other = Agent::dial_as(at.address, &at.token, &at.counter, "7654321001").await.unwrap();
    assert!(other.goodbye().await.contains("다른 단말기"));
}

#[tokio::test]
async fn a_second_connection_takes_the_place_of_the_first() {
    let (at, _first) = AtCounter::connected().await;
    let mut second = at.dial().await;
    let (order, work) = at.hand_over(&mut second).await;
    let why = desk_api::agent::AbortCause::CardTimeOut;
    second.end(&order.service_id, &desk_api::agent::TerminalOutcome::Aborted { why });
    work.await.unwrap();
    at.assert_begun_once();
}
