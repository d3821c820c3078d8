//! Bootpay's webhooks: a reason to read, acknowledged in the words of each generation.

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use desk_domain::id::ChannelId;
use desk_domain::payment::Channel;
use desk_gateway::bootpay::{ApiVersion, Bootpay, BootpayConfig, HookKeys};
use desk_gateway::{Secret, Timeouts};
use desk_server::config::merchant_id;
use desk_server::desk::{Connection, Hooks};
use desk_store::JobKind;

use crate::support::{Answer, Browser, Stage};

const RECEIPT: &str = "61284ee90199430036b4ef1a";
const KEY: &str = "pr1vate";

async fn stage(api_version: ApiVersion) -> Stage {
    let mut stage = Stage::new().await;
    let private_key = Secret::new(KEY);
    let application_id = "app-1".to_owned();
    let gateway = Bootpay::new(BootpayConfig {
        // Nobody listens there: a hook is answered before anything is read.
        base_url: "http://127.0.0.1:9".parse().unwrap(),
        api_version,
        application_id: application_id.clone(),
        private_key: private_key.clone(),
        timeouts: Timeouts::default(),
    });
    let connection = Connection {
        id: ChannelId::from_bits(3),
        channel: Channel::Bootpay,
        merchant_id: merchant_id("hanbit"),
        name: "bootpay".into(),
        gateway: Arc::new(gateway.unwrap()),
        hooks: Hooks::Bootpay(HookKeys { api_version, application_id, private_key }),
    };
    stage.restart_with(vec![connection]).await;
    stage
}

async fn knock(stage: &Stage, body: &str) -> Answer {
    let path = format!("/hooks/bootpay/{}", ChannelId::from_bits(3));
    let request = Request::post(path).body(Body::from(body.to_owned())).unwrap();
    Browser::of(&stage.desk).send_request(request).await
}

/// The read that is left to do, taken out.
async fn next_read(stage: &Stage) -> Option<String> {
    let now = stage.desk.now();
    let job = stage.desk.store.claim_job("test", now, now.plus_seconds(60)).await.unwrap()?;
    stage.desk.store.finish_job(&job).await.unwrap();
    match &job.kind {
        JobKind::RefreshPayment { gateway_payment_id, .. } => Some(gateway_payment_id.clone()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_second_generation_is_told_success() {
    let stage = stage(ApiVersion::V2).await;
    let body = format!(
        r#"{{"receipt_id":"{RECEIPT}","status":20,"price":1,"webhook_type":"PAYMENT_CANCELLED"}}"#
    );
    let answer = knock(&stage, &body).await;
    assert_eq!(answer.headers["content-type"], "application/json");
    assert_eq!(answer.text, r#"{"success":true}"#);
    answer.expect(200);
    assert_eq!(next_read(&stage).await.as_deref(), Some(RECEIPT));
}

#[tokio::test]
async fn the_first_generation_is_told_ok_when_it_knows_the_private_key() {
    let stage = stage(ApiVersion::V1).await;
    let body = format!("receipt_id={RECEIPT}&status=1&application_id=app-1&private_key={KEY}");
    let answer = knock(&stage, &body).await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, "OK"));
    assert_eq!(next_read(&stage).await.as_deref(), Some(RECEIPT));

    let forged = body.replace(KEY, "guessed");
    knock(&stage, &forged).await.expect_problem(401, "not_signed_in");
    let silent = format!("receipt_id={RECEIPT}&status=1");
    knock(&stage, &silent).await.expect_problem(401, "not_signed_in");
    assert_eq!(next_read(&stage).await, None, "a forged webhook left work");
}

#[tokio::test]
async fn an_event_is_never_taken_for_a_repeat_of_one_that_somebody_sent_ahead() {
    let stage = stage(ApiVersion::V2).await;
    let body = format!(r#"{{"receipt_id":"{RECEIPT}","status":20,"cancelled_price":3000}}"#);
    knock(&stage, &body).await.expect(200);
    assert!(next_read(&stage).await.is_some());
    stage.wait(1);
    knock(&stage, &body).await.expect(200);
    assert!(next_read(&stage).await.is_some(), "the real event was dropped");
}

#[tokio::test]
async fn what_is_no_hook_is_refused_and_reads_nothing() {
    let stage = stage(ApiVersion::V2).await;
    knock(&stage, "").await.expect_problem(400, "bad_json");
    knock(&stage, r#"{"receipt_id":"../../x"}"#).await.expect_problem(400, "bad_json");
    knock(&stage, &"x".repeat(70 * 1024)).await.expect_problem(413, "body_too_large");
    let of_portone = format!("/hooks/portone/{}", ChannelId::from_bits(3));
    let request = Request::post(of_portone).body(Body::empty()).unwrap();
    let answer = Browser::of(&stage.desk).send_request(request).await;
    answer.expect_problem(404, "not_found");
    assert_eq!(next_read(&stage).await, None);
}
