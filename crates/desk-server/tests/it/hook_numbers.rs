//! Webhooks that are forged, stale, repeated, unreadable or for nobody: each is turned away as what it
//! is, and the operator sees how many there were.

use axum::body::Body;
use axum::http::Request;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use desk_domain::Timestamp;
use desk_server::refusals::Refused;
use desk_simulator::demo_webhook_secret;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use crate::support::{Answer, Browser, Stage, card};

const BODY: &str = r#"{"type":"Transaction.Cancelled","timestamp":"2026-11-21T03:00:00Z","data":{"paymentId":"pay-1","storeId":"s","transactionId":"t"}}"#;

/// A webhook as PortOne would sign it, `late` seconds before now.
struct Knock<'a> {
    id: &'a str,
    late: i64,
    body: &'a str,
}

impl Knock<'_> {
    async fn at(&self, stage: &Stage, path: &str) -> Answer {
        let at = stage.desk.now().seconds_since(Timestamp(0)) - self.late;
        let signature = sign(&format!("{}.{at}.{}", self.id, self.body));
        let request = Request::post(path)
            .header("webhook-id", self.id)
            .header("webhook-timestamp", at)
            .header("webhook-signature", signature)
            .body(Body::from(self.body.to_owned()))
            .unwrap();
        Browser::of(&stage.desk).send_request(request).await
    }
}

fn sign(content: &str) -> String {
    let secret = demo_webhook_secret();
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(content.as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

fn path_of(stage: &Stage) -> String {
    format!("/hooks/portone/{}", stage.desk.connections().next().unwrap().id)
}

/// Exactly these were counted.
#[track_caller]
fn counted(stage: &Stage, expected: &[(Refused, u64)]) {
    for what in Refused::ALL {
        let wanted = expected.iter().find(|(one, _)| *one == what).map_or(0, |(_, number)| *number);
        assert_eq!(stage.desk.refusals.of(what), wanted, "{what}");
    }
}

#[tokio::test]
async fn each_kind_of_bad_webhook_has_its_number() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let path = path_of(&stage);
    let good = Knock { id: "hook-1", late: 0, body: BODY };
    good.at(&stage, &path).await.expect(200);
    counted(&stage, &[]);

    for late in [301, -301] {
        let stale = Knock { id: "hook-2", late, body: BODY };
        stale.at(&stage, &path).await.expect_problem(401, "not_signed_in");
    }
    counted(&stage, &[(Refused::StaleHook, 2)]);

    let unsigned = Request::post(&path).body(Body::from(BODY)).unwrap();
    let answer = Browser::of(&stage.desk).send_request(unsigned).await;
    answer.expect_problem(401, "not_signed_in");
    let unreadable = Knock { id: "hook-3", late: 0, body: r#"{"type":"Transaction.Paid"}"# };
    unreadable.at(&stage, &path).await.expect_problem(400, "bad_json");
    good.at(&stage, "/hooks/portone/chn_nobody").await.expect_problem(404, "not_found");
    counted(
        &stage,
        &[
            (Refused::StaleHook, 2),
            (Refused::ForgedHook, 1),
            (Refused::UnreadableHook, 1),
            (Refused::StrayHook, 1),
        ],
    );
}

#[tokio::test]
async fn a_replayed_webhook_is_kept_once_and_counted() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let path = path_of(&stage);
    let good = Knock { id: "hook-1", late: 0, body: BODY };
    for _ in 0..3 {
        good.at(&stage, &path).await.expect(200);
    }
    counted(&stage, &[(Refused::RepeatedHook, 2)]);
}

#[tokio::test]
async fn a_reference_that_no_database_takes_is_not_read() {
    let stage = Stage::new().await;
    let long = format!(r#"{{"paymentId":"{}"}}"#, "p".repeat(300));
    for data in [r#"{"paymentId":"pay-1\u0000"}"#, &long, r#"{"paymentId":""}"#] {
        let kind = r#""type":"Transaction.Paid","timestamp":"2026-11-21T03:00:00Z""#;
        let body = format!("{{{kind},\"data\":{data}}}");
        let knock = Knock { id: "hook-1", late: 0, body: &body };
        knock.at(&stage, &path_of(&stage)).await.expect_problem(400, "bad_json");
    }
    counted(&stage, &[(Refused::UnreadableHook, 3)]);
}
