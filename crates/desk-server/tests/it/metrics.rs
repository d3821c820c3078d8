//! The operator's numbers: what is late, what was set aside.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use desk_server::metrics;
use sqlx::{Connection as _, SqliteConnection};
use tower::ServiceExt as _;

use crate::support::{Stage, card};

async fn read(stage: &Stage) -> String {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let answer = metrics(&stage.desk).oneshot(request).await.unwrap();
    assert_eq!(answer.status(), 200);
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[track_caller]
fn check(text: &str, name: &str, number: i64) {
    let line = format!("\ncancel_desk_{name} {number}\n");
    assert!(text.contains(&line), "no {name} {number} in:\n{text}");
}

#[tokio::test]
async fn what_is_late_and_what_was_set_aside_are_numbers() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let calm = read(&stage).await;
    assert!(calm.contains("cancel_desk_refused_total{reason=\"forged_hook\"} 0\n"), "{calm}");
    check(&calm, "store_up", 1);
    check(&calm, "jobs_due", 0);
    check(&calm, "jobs_set_aside", 0);

    let url = format!("sqlite://{}", stage.database().display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let unknown =
        "INSERT INTO jobs (kind, run_at, attempts, first_due_at) VALUES ('dance', 0, 0, 0)";
    sqlx::raw_sql(unknown).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    check(&read(&stage).await, "jobs_due", 1);
    stage.work().await;
    let told = read(&stage).await;
    check(&told, "jobs_due", 0);
    check(&told, "jobs_set_aside", 1);
}
