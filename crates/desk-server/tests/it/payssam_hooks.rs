//! 승인동기화: a reason to read, answered byte for byte, believed only with the key.

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use desk_domain::id::ChannelId;
use desk_domain::payment::{Channel, Mode};
use desk_gateway::payssam::{ApiVersion, PaySsam, PaySsamConfig};
use desk_gateway::{Now, Secret, Timeouts};
use desk_server::booked_bills::BookedBills;
use desk_server::config::merchant_id;
use desk_server::demo::in_process;
use desk_server::desk::{Connection, Hooks};
use desk_server::refusals::Refused;
use desk_store::JobKind;

use crate::support::{Answer, Browser, Stage};

const KEY: &str = "0123456789abcdef0123456789abcdef";
const EXACTLY: &str = r#"{"code":"0000","msg":"성공하였습니다."}"#;

async fn stage() -> Stage {
    let mut stage = Stage::new().await;
    let config = PaySsamConfig {
        // Nobody listens there: a notice is answered before anything is read.
        base_url: "http://127.0.0.1:9".parse().unwrap(),
        version: ApiVersion::V1,
        api_key: Secret::new(KEY),
        member: "hanbit".into(),
        store: "hanbit01".into(),
        mode: Mode::Test,
        timeouts: Timeouts::default(),
    };
    let index = BookedBills::new(
        Arc::clone(&stage.desk.store),
        merchant_id("hanbit"),
        ChannelId::from_bits(3),
    );
    let clock = in_process(stage.simulator.clock());
    let payssam = PaySsam::new(config, Arc::new(index), Now::new(move || clock.now())).unwrap();
    let payssam = Arc::new(payssam);
    let connection = Connection {
        id: ChannelId::from_bits(3),
        channel: Channel::Payssam,
        merchant_id: merchant_id("hanbit"),
        name: "payssam".into(),
        gateway: Arc::<PaySsam>::clone(&payssam),
        hooks: Hooks::Payssam(payssam),
    };
    stage.restart_with(vec![connection]).await;
    stage
}

async fn knock(stage: &Stage, channel: &str, body: &str) -> Answer {
    let path = format!("/hooks/payssam/{channel}");
    let request = Request::post(path).body(Body::from(body.to_owned())).unwrap();
    Browser::of(&stage.desk).send_request(request).await
}

fn channel() -> String {
    ChannelId::from_bits(3).to_string()
}

fn paid(key: &str) -> String {
    format!(
        r#"{{"apikey":"{key}","bill_id":"1024","appr_state":"F","appr_num":"30041782","appr_price":"1"}}"#
    )
}

/// The reads that are left to do, taken out.
async fn reads(stage: &Stage) -> Vec<String> {
    let now = stage.desk.now();
    let mut bills = Vec::new();
    while let Some(job) =
        stage.desk.store.claim_job("test", now, now.plus_seconds(60)).await.unwrap()
    {
        stage.desk.store.finish_job(&job).await.unwrap();
        match job.kind {
            JobKind::RefreshPayment { gateway_payment_id, .. } => bills.push(gateway_payment_id),
            other => panic!("{other:?}"),
        }
    }
    bills
}

#[tokio::test]
async fn a_paid_bill_is_read_once_however_often_it_is_told() {
    let stage = stage().await;
    for _ in 0..3 {
        let answer = knock(&stage, &channel(), &paid(KEY)).await;
        assert_eq!(answer.text, EXACTLY);
        assert_eq!(answer.headers["content-type"], "application/json");
        answer.expect(200);
    }
    assert_eq!(reads(&stage).await, ["1024"]);
    let again = paid(KEY).replace("30041782", "30041783");
    knock(&stage, &channel(), &again).await.expect(200);
    assert_eq!(reads(&stage).await, ["1024"]);
}

#[tokio::test]
async fn who_does_not_know_the_key_is_not_believed() {
    let stage = stage().await;
    let forged = paid("0123456789abcdef0123456789abcdeg");
    knock(&stage, &channel(), &forged).await.expect_problem(401, "not_signed_in");
    assert_eq!(stage.desk.refusals.of(Refused::ForgedHook), 1);
    let keyless = r#"{"bill_id":"1024","appr_state":"F"}"#;
    knock(&stage, &channel(), keyless).await.expect_problem(400, "bad_json");
    knock(&stage, "chn_nobody", &paid(KEY)).await.expect_problem(404, "not_found");
    let huge = "x".repeat(70 * 1024);
    knock(&stage, &channel(), &huge).await.expect_problem(413, "body_too_large");
    assert!(reads(&stage).await.is_empty());
}

#[tokio::test]
async fn a_channel_hears_its_own_vendor_only() {
    let stage = Stage::new().await;
    let portone = ChannelId::from_bits(1).to_string();
    knock(&stage, &portone, &paid(KEY)).await.expect_problem(404, "not_found");
    let recorded = ChannelId::from_bits(2).to_string();
    knock(&stage, &recorded, &paid(KEY)).await.expect_problem(404, "not_found");
}
