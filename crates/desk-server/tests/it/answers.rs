//! Whatever is not a success is a problem, in the reader's language, under a request id.

use axum::http::Method;
use desk_api::DEMO_HEADER;

use crate::support::{Browser, Stage};

#[tokio::test]
async fn unknown_addresses_and_wrong_methods_are_problems() {
    let stage = Stage::new().await;
    let browser = Browser::of(&stage.desk);
    for path in ["/api", "/api/", "/api/nope", "/api/payments/a/b/c", "/hooks", "/hooks/x/y"] {
        let problem = browser.get(path).await.expect_problem(404, "not_found");
        assert_eq!(problem["instance"], path);
    }
    let wrong = browser.send(Method::PUT, "/api/payments", &[], None).await;
    assert_eq!(wrong.headers["allow"], "GET,HEAD");
    wrong.expect_problem(405, "method_not_allowed");
}

#[tokio::test]
async fn the_request_id_of_the_browser_comes_back() {
    let stage = Stage::new().await;
    let browser = Browser::of(&stage.desk);
    let headers = [("x-request-id", "browser-1234"), ("accept-language", "en-US,en;q=0.9")];
    let answer = browser.send(Method::GET, "/api/nope", &headers, None).await;
    assert_eq!(answer.headers["x-request-id"], "browser-1234");
    let problem = answer.expect_problem(404, "not_found");
    assert_eq!(problem["request_id"], "browser-1234");
    assert_eq!(problem["title"], "There is nothing here. Check the address.");

    let odd = [("x-request-id", "odd id with spaces")];
    let answer = browser.send(Method::GET, "/api/nope", &odd, None).await;
    assert_ne!(answer.headers["x-request-id"], "odd id with spaces");
}

#[tokio::test]
async fn every_answer_carries_the_guarding_headers() {
    let stage = Stage::new().await;
    let browser = Browser::of(&stage.desk);
    for path in ["/", "/api/nope", "/healthz"] {
        let headers = browser.get(path).await.headers;
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["referrer-policy"], "no-referrer");
    }
}

/// The screens show their banner by it.
#[tokio::test]
async fn only_a_demo_says_that_it_is_one() {
    let mut stage = Stage::new().await;
    assert!(!Browser::of(&stage.desk).get("/").await.headers.contains_key(DEMO_HEADER));
    stage.restart_as_demo().await;
    for path in ["/", "/api/session"] {
        assert_eq!(Browser::of(&stage.desk).get(path).await.headers[DEMO_HEADER], "1", "{path}");
    }
}

#[tokio::test]
async fn the_process_says_how_it_is() {
    let stage = Stage::new().await;
    let browser = Browser::of(&stage.desk);
    assert_eq!(browser.get("/healthz").await.text, "ok\n");
    assert_eq!(browser.get("/readyz").await.text, "ready\n");
}
