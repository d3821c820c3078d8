//! Lost answers: never a failure, never a second refund, always an end.

use std::sync::Arc;

use async_trait::async_trait;
use desk_domain::Timestamp;
use desk_gateway::{
    CancelOrder, CancelOutcome, Capabilities, Found, Gateway, ListPage, ReadError, VoidOutcome,
};
use desk_simulator::{Fault, FaultKind, Scope};
use serde_json::Value;

use crate::support::{Stage, card, full};

const KEY: &str = "0123456789abcdef";

async fn cancel_meets(fault: FaultKind) -> (Stage, String) {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    stage.next_cancel_meets(fault);
    let id = ask(&stage).await;
    stage.wait(5);
    stage.work().await;
    (stage, id)
}

async fn ask(stage: &Stage) -> String {
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;
    let created = browser.cancel(&payment, KEY, &full(100_000)).await.expect(201);
    created["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_answer_that_is_lost_is_found_out_and_never_sent_twice() {
    for fault in [
        FaultKind::TimeoutBefore,
        FaultKind::TimeoutAfter,
        FaultKind::DropBefore,
        FaultKind::DropAfter,
        FaultKind::Http500,
        FaultKind::Http503,
        FaultKind::Http500After,
    ] {
        let (stage, id) = cancel_meets(fault).await;
        let lost = stage.cancellation(&id).await;
        assert_eq!(lost["state"], "unknown", "{fault:?}");
        assert!(lost["sentence"]["ko"].as_str().unwrap().contains("다시 누르지 마세요"));
        let payment = stage.detail("pay-1").await["payment"].clone();
        assert_eq!(payment["cancellable_won"], 0, "its money stays set aside");
        assert_eq!(payment["in_flight"]["state"], "unknown");

        let settled = stage.settle(&id).await;
        assert_eq!(settled["state"], "succeeded", "{fault:?}");
        stage.assert_refunded(&stage.detail("pay-1").await, 1, 100_000);
    }
}

#[tokio::test]
async fn while_the_vendor_is_silent_it_stays_unknown_and_is_never_given_up() {
    let (stage, id) = cancel_meets(FaultKind::TimeoutAfter).await;
    let silence = Fault {
        kind: FaultKind::Http503,
        payment_id: None,
        scope: Scope::Read,
        calls: 25,
        delay_ms: 0,
    };
    stage.simulator.arm(silence);
    for _ in 0..20 {
        stage.wait(600);
        stage.work().await;
        assert_eq!(stage.cancellation(&id).await["state"], "unknown");
    }
    assert_eq!(stage.detail("pay-1").await["payment"]["agreement"], "unknown");
    let settled = stage.settle(&id).await;
    assert_eq!(settled["state"], "succeeded");
    stage.assert_refunded(&stage.detail("pay-1").await, 1, 100_000);
}

#[tokio::test]
async fn a_clock_that_is_set_back_sends_nothing_and_asks_nobody_once_it_is_right_again() {
    const HOUR: i64 = 60 * 60;
    let (stage, id) = cancel_meets(FaultKind::DropBefore).await;
    stage.wait(-HOUR);
    // How much of the vendor's window is left cannot be told, so a person's look sends nothing either.
    let path = format!("/api/payments/{}/refresh", stage.id_of("pay-1").await);
    stage.signed_in("staff").await.post(&path, None).await.expect(200);
    stage.work().await;
    assert_eq!(stage.cancellation(&id).await["state"], "unknown");
    assert_eq!(stage.truth("pay-1").refund_count, 0);

    stage.wait(HOUR);
    let settled = stage.settle(&id).await;
    assert_eq!((&settled["state"], &settled["attention"]), (&"succeeded".into(), &Value::Null));
    stage.assert_refunded(&stage.detail("pay-1").await, 1, 100_000);
}

#[tokio::test]
async fn an_order_that_never_arrived_is_in_doubt_once_it_cannot_arrive_any_more() {
    let mut stage = Stage::new().await.with(&[card("pay-1")]).await;
    let deaf = Arc::new(Deaf(stage.real_gateway()));
    stage.restart_behind(deaf).await;
    let id = ask(&stage).await;
    stage.wait(5);
    stage.work().await;
    assert_eq!(stage.cancellation(&id).await["state"], "unknown");
    // Inside the vendor's window and its margin nobody can tell.
    stage.wait(3 * 60 * 60);
    stage.work().await;
    assert_eq!(stage.cancellation(&id).await["state"], "unknown");

    let settled = stage.settle(&id).await;
    assert_eq!((&settled["state"], &settled["attention"]), (&"unknown".into(), &"no_proof".into()));
    assert_eq!(settled["failure"]["code"], "not_shown");
    assert_eq!(stage.truth("pay-1").refund_count, 0);
    let detail = stage.detail("pay-1").await;
    assert_eq!(detail["payment"]["cancellable_won"], 0, "the PG may have executed it");
}

/// A vendor that can be read and that no cancel reaches.
#[derive(Debug)]
pub(crate) struct Deaf(pub(crate) Arc<dyn Gateway>);

#[async_trait]
impl Gateway for Deaf {
    fn capabilities(&self) -> Capabilities {
        self.0.capabilities()
    }

    async fn find(&self, gateway_payment_id: &str) -> Result<Found, ReadError> {
        self.0.find(gateway_payment_id).await
    }

    async fn list(
        &self,
        from: Timestamp,
        until: Timestamp,
        cursor: Option<&str>,
    ) -> Result<ListPage, ReadError> {
        self.0.list(from, until, cursor).await
    }

    async fn cancel(&self, _: &CancelOrder) -> CancelOutcome {
        CancelOutcome::Unknown { why: "no answer".into(), words: None }
    }

    async fn void(&self, _: &str, _: &str) -> VoidOutcome {
        VoidOutcome::Unknown { why: "no answer".into(), words: None }
    }
}
