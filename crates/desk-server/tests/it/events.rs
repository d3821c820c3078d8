//! Live changes: one's own, from where one stopped.

use axum::body::Body;
use desk_server::limits::EVENTS_SESSION_RECHECK_SECONDS;
use futures::StreamExt as _;

use crate::support::{Browser, Stage, card, full};

/// Reads the stream until it holds `wanted`.
async fn read_until(body: Body, wanted: &str) -> String {
    let mut stream = body.into_data_stream();
    let mut text = String::new();
    while !text.contains(wanted) {
        let chunk = stream.next().await.expect("the stream goes on").unwrap();
        text.push_str(std::str::from_utf8(&chunk).unwrap());
    }
    text
}

#[tokio::test]
async fn a_screen_follows_what_changes() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("staff").await;
    let response = browser.open("/api/events").await;
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let payment = stage.id_of("pay-1").await;
    browser.cancel(&payment, "0123456789abcdef", &full(100_000)).await.expect(201);
    let text = read_until(response.into_body(), "data:").await;
    assert!(text.contains("cancellation.requested"), "{text}");
    assert!(text.contains(&payment), "{text}");
}

#[tokio::test]
async fn a_reconnected_screen_misses_nothing_and_sees_only_its_own() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("staff").await;
    let text = read_until(browser.open("/api/events?after=0").await.into_body(), "data:").await;
    assert!(text.contains("payment.booked"), "{text}");

    stage.desk.stop();
    let stranger = stage.signed_in("stranger").await;
    let body = stranger.open("/api/events?after=0").await.into_body();
    let everything = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    assert!(!String::from_utf8_lossy(&everything).contains("data:"));
}

#[tokio::test]
async fn a_busy_stream_ends_with_its_session() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("staff").await;
    let following = browser.open("/api/events").await.into_body();
    browser.send(axum::http::Method::DELETE, "/api/session", &[], None).await.expect(204);
    stage.wait(EVENTS_SESSION_RECHECK_SECONDS);
    stage.add(&card("pay-2")).await;
    let everything = axum::body::to_bytes(following, usize::MAX).await.unwrap();
    assert!(!String::from_utf8_lossy(&everything).contains("data:"), "{everything:?}");
}

#[tokio::test]
async fn the_place_to_go_on_from_is_checked() {
    let stage = Stage::new().await;
    let browser = stage.signed_in("staff").await;
    let headers = [("last-event-id", "yesterday")];
    let answer = browser.send(axum::http::Method::GET, "/api/events", &headers, None).await;
    answer.expect_problem(400, "bad_query");
    Browser::of(&stage.desk).get("/api/events").await.expect_problem(401, "not_signed_in");
}
