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
use desk_server::limits::{
    ALIKE_HOOKS_SECONDS, HINTS_PER_PAYMENT, HINTS_SECONDS, STRANGER_PATIENCE_SECONDS,
    STRANGERS_PER_CONNECTION, STRANGERS_SECONDS,
};
use desk_server::refusals::Refused;
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
    let path = format!("/hooks/bootpay/{}", stage.desk.connections().next().unwrap().id);
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
    assert_eq!(stage.desk.refusals.of(Refused::ForgedHook), 2);
    assert_eq!(next_read(&stage).await, None, "a forged webhook left work");
}

/// Replays one delivery, and tells how often it was counted as a repeat and left a read.
async fn replay(stage: &Stage, body: &str, times: u32) -> (u64, u32) {
    let mut reads = 0;
    for _ in 0..times {
        knock(stage, body).await.expect(200);
        stage.wait(1);
        reads += u32::from(next_read(stage).await.is_some());
    }
    (stage.desk.refusals.of(Refused::RepeatedHook), reads)
}

#[tokio::test]
async fn a_replayed_delivery_is_counted_and_reads_nothing() {
    let form = format!("receipt_id={RECEIPT}&status=20&private_key={KEY}&retry_count=");
    let first = stage(ApiVersion::V1).await;
    for count in ["0", "1", "2"] {
        knock(&first, &format!("{form}{count}")).await.expect(200);
    }
    assert_eq!(first.desk.refusals.of(Refused::RepeatedHook), 2);
    assert_eq!(replay(&first, &form, 4).await, (6, 1));

    let json = format!(r#"{{"receipt_id":"{RECEIPT}","status":20,"cancelled_price":3000}}"#);
    let second = stage(ApiVersion::V2).await;
    assert_eq!(replay(&second, &json, 5).await, (4, 1));
}

#[tokio::test]
async fn an_event_is_read_late_rather_than_taken_for_a_repeat_of_one_that_somebody_sent_ahead() {
    for api_version in [ApiVersion::V1, ApiVersion::V2] {
        let stage = stage(api_version).await;
        let body = format!(r#"{{"receipt_id":"{RECEIPT}","status":20,"private_key":"{KEY}"}}"#);
        assert_eq!(replay(&stage, &body, 9).await, (8, 1));
        stage.wait(ALIKE_HOOKS_SECONDS);
        assert!(next_read(&stage).await.is_some(), "the real event was dropped");
        assert_eq!(next_read(&stage).await, None, "one read serves all of them");
    }
}

#[tokio::test]
async fn whoever_signs_nothing_causes_few_reads_of_a_payment() {
    let stage = stage(ApiVersion::V2).await;
    let mut reads = 0;
    for price in 0..50 {
        knock(&stage, &format!(r#"{{"receipt_id":"{RECEIPT}","price":{price}}}"#))
            .await
            .expect(200);
        reads += u32::from(next_read(&stage).await.is_some());
    }
    assert_eq!(reads, HINTS_PER_PAYMENT);
    assert_eq!(stage.desk.refusals.of(Refused::CrowdedHook), u64::from(50 - HINTS_PER_PAYMENT));
    stage.wait(HINTS_SECONDS);
    assert!(next_read(&stage).await.is_some(), "what came above the limit is read late");
    assert_eq!(next_read(&stage).await, None, "one read serves all of them");
}

#[tokio::test]
async fn whoever_signs_nothing_names_few_payments_that_nobody_knows() {
    let stage = stage(ApiVersion::V2).await;
    let about = |number: u32| format!(r#"{{"receipt_id":"{number:024x}","status":1}}"#);
    for number in 0..STRANGERS_PER_CONNECTION {
        knock(&stage, &about(number)).await.expect(200);
    }
    stage.wait(1);
    let answer = knock(&stage, &about(STRANGERS_PER_CONNECTION)).await;
    assert_eq!(answer.headers["retry-after"], (STRANGERS_SECONDS - 1).to_string());
    answer.expect_problem(503, "unavailable");
    assert_eq!(stage.desk.refusals.of(Refused::CrowdedHook), 1);
    stage.wait(STRANGERS_SECONDS);
    knock(&stage, &about(STRANGERS_PER_CONNECTION)).await.expect(200);
}

#[tokio::test]
async fn a_payment_that_its_vendor_does_not_show_is_counted_and_soon_given_up() {
    let stage = Stage::over_bootpay(ApiVersion::V2).await;
    knock(&stage, &format!(r#"{{"receipt_id":"{RECEIPT}","status":1}}"#)).await.expect(200);
    for _ in 0..2 * STRANGER_PATIENCE_SECONDS / 60 {
        stage.work().await;
        stage.wait(60);
    }
    assert_eq!(stage.desk.refusals.of(Refused::BaselessHook), 1, "once, however often it is read");
    assert_eq!(stage.desk.store.next_job_at().await.unwrap(), None, "it is still asked for");
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
