//! Reading a payment again: late answers, early webhooks, payments that nobody can read.

use std::sync::Arc;

use desk_domain::id::ChannelId;
use desk_gateway::ReadError;
use desk_store::JobKind;
use serde_json::json;
use tokio::sync::Semaphore;

use crate::support::vendor::{Scripted, Turn};
use crate::support::{Stage, card};

const HOUR: i64 = 60 * 60;

async fn ask(stage: &Stage, gateway_payment_id: &str) {
    let channel_id = stage.desk.connections().next().unwrap().id.clone();
    ask_over(stage, channel_id, gateway_payment_id).await;
}

async fn ask_over(stage: &Stage, channel_id: ChannelId, gateway_payment_id: &str) {
    let gateway_payment_id = gateway_payment_id.to_owned();
    let job = JobKind::RefreshPayment { channel_id, gateway_payment_id };
    stage.desk.store.enqueue(&job, stage.desk.now()).await.unwrap();
    stage.work().await;
}

async fn actions_about(stage: &Stage, subject: &str) -> Vec<String> {
    let events = stage.desk.store.audit_after(0, 1_000).await.unwrap();
    let about = events.into_iter().filter(|event| event.entry.subject == subject);
    about.map(|event| event.entry.action).collect()
}

#[tokio::test]
async fn an_answer_that_comes_late_does_not_undo_what_was_read_meanwhile() {
    let mut stage = Stage::new().await.with(&[card("pay-1")]).await;
    let gate = Arc::new(Semaphore::new(0));
    let gateway = Scripted::of(&stage, [Turn::Held(Arc::clone(&gate))]);
    stage.restart_behind(Arc::<Scripted>::clone(&gateway)).await;
    let path = format!("/api/payments/{}/refresh", stage.id_of("pay-1").await);
    let (slow, quick) = (stage.signed_in("auditor").await, stage.signed_in("auditor").await);

    let both = async {
        while gateway.reads().is_empty() {
            tokio::task::yield_now().await;
        }
        stage.at_vendor("pay-1", "cancel", &json!({ "amountWon": 30_000 })).await;
        quick.post(&path, None).await.expect(200);
        gate.add_permits(1);
    };
    let (late, ()) = tokio::join!(slow.post(&path, None), both);

    let payment = late.expect(200)["detail"]["payment"].clone();
    assert_eq!(payment["agreement"], "gateway_ahead", "{payment}");
    assert_eq!(payment["gateway_cancelled_won"], 30_000, "{payment}");
    // The quick read, and the late one once more.
    assert_eq!(gateway.reads(), ["pay-1", "pay-1"]);
}

#[tokio::test]
async fn a_webhook_that_comes_before_its_payment_can_be_read_is_not_lost() {
    let mut stage = Stage::new().await;
    let gateway = Scripted::of(&stage, [ReadError::NotFound, ReadError::NotFound].map(Turn::Fails));
    stage.restart_behind(gateway).await;
    let blueprint = serde_json::from_value(card("pay-early")).unwrap();
    stage.simulator.create_payment(&blueprint).unwrap();
    ask(&stage, "pay-early").await;
    stage.wait(2);
    stage.work().await;
    stage.wait(5);
    stage.work().await;
    assert_eq!(stage.detail("pay-early").await["payment"]["book_status"], "paid");
    assert_eq!(stage.desk.store.next_job_at().await.unwrap(), None);
}

#[tokio::test]
async fn a_payment_that_nobody_can_read_is_given_up_after_a_day_and_not_before() {
    let stage = Stage::new().await;
    ask(&stage, "pay-nowhere").await;
    for _ in 0..23 {
        stage.wait(HOUR);
        stage.work().await;
        assert!(stage.desk.store.next_job_at().await.unwrap().is_some());
    }
    assert!(actions_about(&stage, "pay-nowhere").await.is_empty());
    for _ in 0..2 {
        stage.wait(HOUR);
        stage.work().await;
    }
    assert_eq!(stage.desk.store.next_job_at().await.unwrap(), None);
    assert_eq!(actions_about(&stage, "pay-nowhere").await, ["payment.unreadable"]);
}

#[tokio::test]
async fn a_connection_that_is_missing_may_come_back_within_a_day() {
    let stage = Stage::new().await;
    ask_over(&stage, ChannelId::from_bits(404), "pay-1").await;
    stage.wait(12 * HOUR);
    stage.work().await;
    assert!(stage.desk.store.next_job_at().await.unwrap().is_some());
    stage.wait(12 * HOUR);
    stage.work().await;
    assert_eq!(stage.desk.store.next_job_at().await.unwrap(), None);
    assert_eq!(actions_about(&stage, "pay-1").await, ["payment.unreadable"]);
}

#[tokio::test]
async fn a_payment_that_the_vendor_no_longer_shows_says_so() {
    let mut stage = Stage::new().await.with(&[card("pay-1")]).await;
    let gateway = Scripted::of(&stage, [Turn::Fails(ReadError::NotFound)]);
    stage.restart_behind(gateway).await;
    ask(&stage, "pay-1").await;
    let silent = stage.detail("pay-1").await;
    assert_eq!(silent["payment"]["agreement"], "unknown");
    let told = silent["timeline"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(told["kind"], "payment.gateway_silent", "{told}");
    stage.wait(2);
    stage.work().await;
    assert_eq!(stage.detail("pay-1").await["payment"]["agreement"], "agrees");
}
