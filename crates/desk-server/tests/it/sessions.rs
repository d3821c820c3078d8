//! Signing in: cookies, idle time, the working day, wrong passwords, other sites.

use axum::http::Method;
use serde_json::json;

use crate::support::{Browser, Stage};

const AT_ONCE: usize = 40;
/// The limit for one login, and who is being verified beside the one that reaches it.
const GUESSES_MAX: usize = 6;

#[tokio::test]
async fn the_cookie_is_out_of_reach_for_scripts_and_other_sites() {
    let stage = Stage::new().await;
    let mut browser = Browser::of(&stage.desk);
    let answer = browser.sign_in("staff", "correct horse battery").await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("; HttpOnly; SameSite=Strict"), "{cookie}");
    let session = answer.expect(200);
    assert_eq!(session["role"], "staff");
    assert_eq!(session["merchants"][0]["name"], "한빛학원");
    assert_eq!(session["expires_at"], "2026-11-21T12:15:00+09:00");
    let token = cookie.split(['=', ';']).nth(1).unwrap();
    let stored = std::fs::read(stage.database()).unwrap();
    assert!(!stored.windows(token.len()).any(|window| window == token.as_bytes()));
}

#[tokio::test]
async fn a_session_ends_when_nobody_uses_it() {
    let stage = Stage::new().await;
    let browser = stage.signed_in("staff").await;
    stage.wait(14 * 60);
    browser.get("/api/session").await.expect(200);
    stage.wait(14 * 60);
    browser.get("/api/session").await.expect(200);
    stage.wait(15 * 60);
    browser.get("/api/session").await.expect_problem(401, "not_signed_in");
}

#[tokio::test]
async fn a_session_ends_after_a_working_day_however_busy() {
    let stage = Stage::new().await;
    let browser = stage.signed_in("staff").await;
    for _ in 0..71 {
        stage.wait(10 * 60);
        browser.get("/api/session").await.expect(200);
    }
    stage.wait(10 * 60);
    browser.get("/api/session").await.expect_problem(401, "not_signed_in");
}

#[tokio::test]
async fn after_signing_out_the_old_cookie_is_worth_nothing() {
    let stage = Stage::new().await;
    let browser = stage.signed_in("staff").await;
    let out = browser.send(Method::DELETE, "/api/session", &[], None).await;
    assert!(out.headers["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
    out.expect(204);
    browser.get("/api/session").await.expect_problem(401, "not_signed_in");
}

#[tokio::test]
async fn wrong_sign_ins_look_alike_and_are_counted() {
    let stage = Stage::new().await;
    let mut browser = Browser::of(&stage.desk);
    let wrong = browser.sign_in("staff", "wrong").await.expect_problem(401, "wrong_credentials");
    let unknown = browser.sign_in("nobody", "wrong").await.expect_problem(401, "wrong_credentials");
    assert_eq!(wrong["title"], unknown["title"]);
    for _ in 0..4 {
        browser.sign_in("staff", "wrong").await.expect_problem(401, "wrong_credentials");
    }
    let locked = browser.sign_in("staff", "correct horse battery").await;
    assert!(locked.headers.contains_key("retry-after"));
    locked.expect_problem(429, "too_many_attempts");
    stage.wait(15 * 60 + 1);
    browser.sign_in("staff", "correct horse battery").await.expect(200);
}

#[tokio::test]
async fn the_chain_tells_who_came_who_tried_and_no_password() {
    let stage = Stage::new().await;
    let before = stage.desk.store.audit_head().await.unwrap().seq;
    let mut browser = Browser::of(&stage.desk);
    browser.sign_in("staff", "hunter2").await.expect(401);
    browser.sign_in("hunter3", "hunter2").await.expect(401);
    browser.sign_in("staff", "correct horse battery").await.expect(200);
    let step_up = |password: &str| json!({ "password": password });
    browser.post("/api/session/step-up", Some(&step_up("hunter2"))).await.expect(401);
    let right = step_up("correct horse battery");
    browser.post("/api/session/step-up", Some(&right)).await.expect(200);
    browser.sign_in("staff", "correct horse battery").await.expect(200);
    browser.send(Method::DELETE, "/api/session", &[], None).await.expect(204);
    browser.send(Method::DELETE, "/api/session", &[], None).await.expect(204);

    let events = stage.desk.store.audit_after(before, 100).await.unwrap();
    let deeds: Vec<_> = events.iter().map(|event| event.entry.action.as_str()).collect();
    let told = [
        "session.sign_in_failed",
        "session.sign_in_failed",
        "session.signed_in",
        "session.step_up_failed",
        "session.stepped_up",
        "session.replaced",
        "session.signed_in",
        "session.signed_out",
    ];
    assert_eq!(deeds, told);
    assert!(events[0].entry.body.contains("staff"), "{:?}", events[0]);
    assert_eq!(events[1].entry.subject, "unknown");
    let written = format!("{events:?}");
    assert!(!written.contains("hunter") && !written.contains("horse"), "{written}");
}

#[tokio::test]
async fn another_site_changes_nothing() {
    let stage = Stage::new().await;
    let browser = stage.signed_in("staff").await;
    for headers in [[("origin", "https://evil.example")], [("sec-fetch-site", "cross-site")]] {
        let answer = browser.send(Method::DELETE, "/api/session", &headers, None).await;
        answer.expect_problem(403, "foreign_origin");
    }
    browser.get("/api/session").await.expect(200);
}

/// They are verified a few at a time, and counted before the next one is.
#[tokio::test]
async fn many_wrong_passwords_at_once_are_no_more_guesses_than_one_after_the_other() {
    let stage = Stage::new().await;
    let guesses = (0..AT_ONCE).map(|_| async {
        let answer = Browser::of(&stage.desk).sign_in("staff", "not mine").await;
        answer.status.as_u16()
    });
    let answers = futures::future::join_all(guesses).await;
    let heard = answers.iter().filter(|status| **status == 401).count();
    assert!((1..=GUESSES_MAX).contains(&heard), "{answers:?}");
    assert!(answers.iter().all(|status| [401, 429].contains(status)), "{answers:?}");
}
