//! The desk dies, at every place where it waits for its database or its vendor, and starts again.

use desk_server::workers::work_off;
use desk_simulator::{Fault, FaultKind};

use crate::support::crash::dies_after;
use crate::support::{Stage, card, full};

/// Longer than a lease: a job of the dead is due again.
const LEASE_IS_OVER: i64 = 300;
/// Far above the number of waits of one cancel.
const STEPS_MAX: u32 = 2_000;

/// Dies once at each step of a cancel that meets `fault`; returns how many steps there were.
async fn dies_everywhere(fault: Option<FaultKind>) -> u32 {
    let mut stage = Stage::new().await;
    for step in 1..STEPS_MAX {
        let id = format!("pay-{step}");
        stage.add(&card(&id)).await;
        let payment = stage.id_of(&id).await;
        let browser = stage.signed_in("staff").await;
        let key = format!("key-of-step-{step:06}");
        let created = browser.cancel(&payment, &key, &full(100_000)).await.expect(201);
        if let Some(kind) = fault {
            stage.simulator.arm(Fault { payment_id: Some(id.clone()), ..Fault::next_cancel(kind) });
        }
        stage.wait(5);
        let ended = dies_after(step, work_off(&stage.desk)).await;
        stage.restart().await;
        stage.wait(LEASE_IS_OVER);
        stage.work().await;
        let settled = stage.settle(created["id"].as_str().unwrap()).await;
        assert_eq!(settled["state"], "succeeded", "died at step {step}: {settled}");
        let truth = stage.truth(&id);
        assert_eq!(truth.refund_count, 1, "died at step {step}: {truth:?}");
        stage.assert_refunded(&stage.detail(&id).await, 1, 100_000);
        if ended {
            return step;
        }
    }
    panic!("a cancel of more than {STEPS_MAX} steps");
}

#[tokio::test]
async fn a_cancel_survives_a_crash_at_every_step() {
    let steps = dies_everywhere(None).await;
    assert!(steps > 10, "only {steps} places to die at");
}

#[tokio::test]
async fn so_does_one_whose_answer_is_lost() {
    dies_everywhere(Some(FaultKind::DropAfter)).await;
}

#[tokio::test]
async fn and_one_whose_order_is_lost() {
    dies_everywhere(Some(FaultKind::DropBefore)).await;
}

#[tokio::test]
async fn a_click_that_dies_is_a_whole_cancellation_or_none() {
    let mut stage = Stage::new().await;
    for step in 1..STEPS_MAX {
        let id = format!("pay-{step}");
        stage.add(&card(&id)).await;
        let payment = stage.id_of(&id).await;
        let browser = stage.signed_in("staff").await;
        let key = format!("key-of-click-{step:05}");
        let ended = dies_after(step, browser.cancel(&payment, &key, &full(100_000))).await;
        stage.restart().await;
        // The person's browser kept its key and asks again.
        let browser = stage.signed_in("staff").await;
        let again = browser.cancel(&payment, &key, &full(100_000)).await;
        assert!(again.status.is_success(), "died at step {step}: {again:?}");
        stage.settle(again.body["id"].as_str().unwrap()).await;
        stage.assert_refunded(&stage.detail(&id).await, 1, 100_000);
        if ended {
            return;
        }
    }
    panic!("a click of more than {STEPS_MAX} steps");
}
