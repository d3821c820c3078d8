//! The main job: full, partial, withdrawn, refused.

use desk_domain::Won;
use desk_gateway::{CancelOrder, CancelOutcome};
use desk_simulator::FaultKind;
use serde_json::json;

use crate::support::{Stage, card, full, partial};

const KEY: &str = "0123456789abcdef";

#[tokio::test]
async fn a_full_cancel_is_sent_after_the_window_and_settles() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;

    let created = browser.cancel(&payment, KEY, &full(100_000)).await.expect(201);
    assert_eq!(created["state"], "requested");
    assert_eq!(created["requested_by"]["name"], "김하늘");
    assert_eq!(created["withdraw_until"], "2026-11-21T12:00:05+09:00");

    stage.work().await;
    assert_eq!(stage.truth("pay-1").refund_count, 0, "sent inside the withdraw window");
    stage.wait(5);
    stage.work().await;

    let detail = stage.detail("pay-1").await;
    stage.assert_refunded(&detail, 1, 100_000);
    assert_eq!(detail["payment"]["book_status"], "cancelled");
    assert_eq!(detail["cancellations"][0]["state"], "succeeded");
    let kinds: Vec<&str> = detail["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| entry["kind"].as_str())
        .filter(|kind| kind.starts_with("cancellation"))
        .collect();
    assert_eq!(kinds, ["cancellation.requested", "cancellation.sent", "cancellation.succeeded"]);
    let evidence: Vec<_> = detail["evidence"].as_array().unwrap().iter().collect();
    let told = |label: &str| {
        evidence.iter().find(|line| line["label"]["ko"] == label).map(|line| line["value"].clone())
    };
    assert_eq!(told("PG 결제 번호"), Some(json!("pay-1")));
    assert_eq!(told("PG 확인 시각"), Some(detail["payment"]["gateway_checked_at"].clone()));
    assert_eq!(told("PG 상태"), Some(json!("cancelled")));
    assert_eq!(told("PG 취소 금액"), told("장부 취소 금액"));
}

#[tokio::test]
async fn the_window_is_as_long_as_the_operator_says() {
    let mut stage = Stage::new().await.with(&[card("pay-1"), card("pay-2")]).await;
    for (window, payment, until) in
        [(20, "pay-1", json!("2026-11-21T12:00:20+09:00")), (0, "pay-2", json!(null))]
    {
        stage.restart_with_window(window).await;
        let browser = stage.signed_in("staff").await;
        let id = stage.id_of(payment).await;
        let created =
            browser.cancel(&id, &format!("the-window-of-{payment}"), &full(100_000)).await;
        assert_eq!(created.expect(201)["withdraw_until"], until);
        stage.work().await;
        assert_eq!(stage.truth(payment).refund_count, usize::from(window == 0), "{window} s");
    }
}

#[tokio::test]
async fn partial_cancels_go_down_to_zero() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let payment = stage.id_of("pay-1").await;
    for (amount, left, key) in
        [(30_000, 100_000, "first-partial-key"), (70_000, 70_000, "second-partial-key")]
    {
        let browser = stage.signed_in("staff").await;
        browser.cancel(&payment, key, &partial(amount, left)).await.expect(201);
        stage.wait(5);
        stage.work().await;
    }
    let detail = stage.detail("pay-1").await;
    stage.assert_refunded(&detail, 2, 100_000);
    assert_eq!(detail["payment"]["cancellable_won"], 0);
}

#[tokio::test]
async fn a_withdrawn_cancel_never_reaches_the_vendor() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;
    let created = browser.cancel(&payment, KEY, &full(100_000)).await.expect(201);
    let withdraw = format!("/api/cancellations/{}/withdraw", created["id"].as_str().unwrap());

    let withdrawn = browser.post(&withdraw, None).await.expect(200);
    assert_eq!(withdrawn["state"], "withdrawn");
    stage.wait(60);
    stage.work().await;
    let detail = stage.detail("pay-1").await;
    stage.assert_refunded(&detail, 0, 0);
    assert_eq!(detail["payment"]["cancellable_won"], 100_000);
}

#[tokio::test]
async fn what_is_sent_cannot_be_withdrawn() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;
    let created = browser.cancel(&payment, KEY, &full(100_000)).await.expect(201);
    stage.wait(5);
    stage.work().await;
    let withdraw = format!("/api/cancellations/{}/withdraw", created["id"].as_str().unwrap());
    browser.post(&withdraw, None).await.expect_problem(409, "too_late_to_withdraw");
}

#[tokio::test]
async fn the_vendors_explicit_no_is_a_failure_with_advice() {
    for fault in [FaultKind::Failed200, FaultKind::PgRefused] {
        let stage = Stage::new().await.with(&[card("pay-1")]).await;
        stage.next_cancel_meets(fault);
        let browser = stage.signed_in("staff").await;
        let payment = stage.id_of("pay-1").await;
        let created = browser.cancel(&payment, KEY, &full(100_000)).await.expect(201);
        stage.wait(5);
        stage.work().await;

        let settled = stage.settle(created["id"].as_str().unwrap()).await;
        assert_eq!(settled["state"], "failed", "{fault:?}");
        assert!(
            settled["failure"]["advice"]["ko"].as_str().is_some_and(|advice| !advice.is_empty())
        );
        let detail = stage.detail("pay-1").await;
        stage.assert_refunded(&detail, 0, 0);
        assert_eq!(detail["payment"]["cancellable_won"], 100_000, "the money is free again");
    }
}

#[tokio::test]
async fn a_cancel_made_outside_meanwhile_is_found_before_sending() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;
    let created = browser.cancel(&payment, KEY, &full(100_000)).await.expect(201);
    cancel_outside(&stage).await;

    stage.wait(5);
    stage.work().await;
    let settled = stage.cancellation(created["id"].as_str().unwrap()).await;
    assert_eq!(settled["state"], "failed");
    assert_eq!(settled["failure"]["code"], "already_cancelled");
    assert_eq!(stage.truth("pay-1").refund_count, 1);
    let payment = stage.detail("pay-1").await["payment"].clone();
    assert_eq!(payment["agreement"], "gateway_ahead", "{payment}");
    assert_eq!(payment["gateway_cancelled_won"], json!(100_000));
}

#[tokio::test]
async fn while_the_vendor_cannot_be_read_nothing_is_sent_and_the_end_is_clear() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;
    let created = browser.cancel(&payment, KEY, &full(100_000)).await.expect(201);
    stage.simulator.arm(desk_simulator::Fault {
        kind: FaultKind::Http503,
        payment_id: None,
        scope: desk_simulator::Scope::Read,
        calls: 1_000,
        delay_ms: 0,
    });
    let id = created["id"].as_str().unwrap();
    stage.wait(5);
    stage.work().await;
    assert_eq!(stage.cancellation(id).await["state"], "requested");
    stage.wait(45);
    stage.work().await;
    let settled = stage.cancellation(id).await;
    assert_eq!(settled["state"], "failed");
    assert_eq!(settled["failure"]["code"], "gateway_unreachable");
    assert_eq!(settled["failure"]["ours"], true, "no PG has said that");
    let sentence = settled["sentence"]["ko"].as_str().unwrap();
    assert!(sentence.contains("보내지 않았어요") && !sentence.contains("not sent"), "{sentence}");
    assert_eq!(stage.truth("pay-1").refund_count, 0);
}

#[tokio::test]
async fn as_long_as_it_is_not_sent_it_can_be_taken_back_and_says_so() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("staff").await;
    let payment = stage.id_of("pay-1").await;
    let created = browser.cancel(&payment, KEY, &full(100_000)).await.expect(201);
    let id = created["id"].as_str().unwrap();
    stage.simulator.arm(desk_simulator::Fault {
        kind: FaultKind::Http503,
        payment_id: None,
        scope: desk_simulator::Scope::Read,
        calls: 1_000,
        delay_ms: 0,
    });
    stage.wait(20);
    stage.work().await;
    let unsent = stage.cancellation(id).await;
    assert_eq!(unsent["state"], "requested", "long after the window");
    assert!(unsent["sentence"]["ko"].as_str().unwrap().contains("되돌릴 수 있어요"), "{unsent}");
    let path = format!("/api/cancellations/{id}/withdraw");
    let taken_back = browser.post(&path, None).await.expect(200);
    assert_eq!(taken_back["state"], "withdrawn");
    stage.wait(600);
    stage.work().await;
    assert_eq!(stage.truth("pay-1").refund_count, 0);
}

/// Another program of the merchant cancels over the vendor's API.
async fn cancel_outside(stage: &Stage) {
    let outside = CancelOrder {
        gateway_payment_id: "pay-1".into(),
        amount: Won(100_000),
        tax_free: None,
        expected_cancellable: Won(100_000),
        reason: "다른 프로그램".into(),
        reference: "elsewhere".into(),
        key: "another-program-key".into(),
        refund_account: None,
        retain_option: None,
    };
    let outcome = stage.real_gateway().cancel(&outside).await;
    assert!(matches!(outcome, CancelOutcome::Succeeded(_)), "{outcome:?}");
}

#[tokio::test]
async fn a_person_who_reads_again_takes_over_what_was_cancelled_outside() {
    let stage = Stage::new().await.with(&[card("pay-1")]).await;
    let browser = stage.signed_in("staff").await;
    cancel_outside(&stage).await;
    let path = format!("/api/payments/{}/refresh", stage.id_of("pay-1").await);
    let refreshed = browser.post(&path, None).await.expect(200);
    assert_eq!(refreshed["changed"], true);
    assert_eq!(refreshed["detail"]["cancellations"][0]["origin"], "gateway");
    stage.assert_refunded(&refreshed["detail"], 1, 100_000);
    assert_eq!(browser.post(&path, None).await.expect(200)["changed"], false);
}
