//! Wrong passwords are counted by who sent them, whatever proxies are in between.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use serde_json::json;

use crate::support::{Answer, Browser, Stage};

/// One wrong password, over a connection from `peer`.
async fn guess(stage: &Stage, peer: &str, forwarded: Option<&str>) -> Answer {
    let peer: SocketAddr = format!("{peer}:40000").parse().unwrap();
    let mut request = Request::post("/api/session")
        .header("content-type", "application/json")
        .extension(ConnectInfo(peer));
    if let Some(forwarded) = forwarded {
        request = request.header("x-forwarded-for", forwarded);
    }
    let body = json!({ "login": "staff", "password": "wrong" }).to_string();
    Browser::of(&stage.desk).send_request(request.body(Body::from(body)).unwrap()).await
}

/// As many as one client may give.
async fn use_up(stage: &Stage, peer: &str, forwarded: Option<&str>) {
    for _ in 0..5 {
        guess(stage, peer, forwarded).await.expect_problem(401, "wrong_credentials");
    }
    guess(stage, peer, forwarded).await.expect_problem(429, "too_many_attempts");
}

#[tokio::test]
async fn behind_a_trusted_proxy_one_who_guesses_locks_nobody_else_out() {
    let mut stage = Stage::new().await;
    stage.restart_behind_proxy("10.0.0.0/8").await;
    use_up(&stage, "10.0.0.1", Some("203.0.113.7")).await;
    let colleague = guess(&stage, "10.0.0.1", Some("203.0.113.8")).await;
    colleague.expect_problem(401, "wrong_credentials");
    // Another proxy, and a made-up way, lead to the same count.
    let again = guess(&stage, "10.0.0.2", Some("198.51.100.1, 203.0.113.7, 10.0.0.9")).await;
    again.expect_problem(429, "too_many_attempts");
}

#[tokio::test]
async fn who_is_no_trusted_proxy_cannot_claim_to_be_another() {
    let mut stage = Stage::new().await;
    use_up(&stage, "10.0.0.1", Some("203.0.113.7")).await;
    let other = guess(&stage, "10.0.0.1", Some("203.0.113.8")).await;
    other.expect_problem(429, "too_many_attempts");

    stage.restart_behind_proxy("10.0.0.0/8").await;
    use_up(&stage, "203.0.113.9", None).await;
    let forged = guess(&stage, "203.0.113.9", Some("198.51.100.1")).await;
    forged.expect_problem(429, "too_many_attempts");
}
