//! Live changes: one's own, from where one stopped.

use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
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

/// Follows as a browser does that had seen everything up to `seen`.
async fn follow_after(browser: &Browser, seen: i64) -> Body {
    let request = Request::get("/api/events").header("last-event-id", seen);
    browser.open_request(request.body(Body::empty()).unwrap()).await.into_body()
}

#[tokio::test]
async fn a_browser_that_names_the_last_event_gets_the_ones_after_it() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("staff").await;
    let earlier = stage.id_of("pay-1").await;
    read_until(follow_after(&browser, 0).await, &earlier).await;

    let seen = stage.desk.store.last_change().await.unwrap();
    stage.add(&card("pay-2")).await;
    let later = stage.id_of("pay-2").await;
    let text = read_until(follow_after(&browser, seen).await, &later).await;
    assert!(!text.contains(&earlier), "{text}");
    let ids: Vec<i64> = text
        .lines()
        .filter_map(|line| line.strip_prefix("id: "))
        .map(|id| id.parse().unwrap())
        .collect();
    assert!(!ids.is_empty() && ids.iter().all(|id| *id > seen), "{text}");
}

#[tokio::test]
async fn a_quiet_stream_shows_that_it_stands() {
    let mut stage = Stage::new().await.with(&[card("pay-1")]).await;
    assert_eq!(stage.desk.settings.heartbeat, Duration::from_secs(15), "as the description says");
    stage.restart_with_heartbeat(Duration::from_millis(20)).await;
    let browser = stage.signed_in("staff").await;
    let following = browser.open("/api/events").await.into_body();
    let text = read_until(following, ": beat\n\n: beat\n\n").await;
    assert!(!text.contains("data:"), "{text}");
}

#[tokio::test]
async fn a_quiet_stream_ends_with_its_session() {
    let mut stage = Stage::new().await;
    stage.restart_with_heartbeat(Duration::from_millis(20)).await;
    let browser = stage.signed_in("staff").await;
    let following = browser.open("/api/events").await.into_body();
    browser.send(axum::http::Method::DELETE, "/api/session", &[], None).await.expect(204);
    let everything = axum::body::to_bytes(following, usize::MAX).await.unwrap();
    assert!(!String::from_utf8_lossy(&everything).contains("beat"), "{everything:?}");
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
