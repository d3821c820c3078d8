//! PaySsam over its real adapter, against its simulator: the vendor's own ledger is what counts.

use desk_gateway::payssam::ApiVersion;
use desk_server::workers;
use desk_simulator::FaultKind;
use desk_simulator::payssam::{Blueprint, Source};
use serde_json::{Value, json};

use crate::support::{Stage, force, full};

const KEY: &str = "0123456789abcdef";
const BILL: &str = "bill1";
const PRICE: i64 = 45_000;
const WEEK_SECONDS: i64 = 7 * 24 * 60 * 60;

/// A desk of that version with one paid bill in its book.
async fn paid(version: ApiVersion) -> Stage {
    let stage = Stage::over_payssam(version).await;
    stage.simulator.create_bill(&Blueprint::new(BILL, PRICE)).unwrap();
    stage.read(BILL).await;
    stage
}

/// The vendor gave the money back once, and the book says the same.
#[track_caller]
fn assert_refunded_once(stage: &Stage, detail: &Value) {
    let payment = &detail["payment"];
    let truth = stage.simulator.bill_truth(BILL).unwrap();
    assert_eq!((truth.refund_count, truth.refunded_won), (1, PRICE), "{truth:?}");
    assert_eq!(payment["cancelled_won"], PRICE, "{payment}");
    assert_eq!(payment["reserved_won"], 0, "{payment}");
    assert_eq!(payment["agreement"], "agrees", "{payment}");
}

#[tokio::test]
async fn a_paid_bill_is_cancelled_whole_in_both_versions() {
    for version in [ApiVersion::V1, ApiVersion::V2] {
        let stage = paid(version).await;
        let id = stage.send(BILL, KEY, &full(PRICE)).await;
        assert_eq!(stage.cancellation(&id).await["state"], "succeeded", "{version:?}");
        assert_refunded_once(&stage, &stage.detail(BILL).await);
    }
}

#[tokio::test]
async fn whom_the_manager_site_forestalls_is_told_so_by_9970() {
    let stage = paid(ApiVersion::V1).await;
    stage.next_cancel_meets(FaultKind::CancelledFirst);
    let id = stage.send(BILL, KEY, &full(PRICE)).await;
    let settled = stage.cancellation(&id).await;
    assert_eq!(
        (&settled["state"], &settled["failure"]["code"]),
        (&json!("failed"), &json!("9970"))
    );
    // What was asked for stands, by somebody else's hand: nobody has to press for it.
    let detail = stage.detail(BILL).await;
    assert_refunded_once(&stage, &detail);
    assert_eq!(detail["follow_up"], Value::Null, "{detail:#}");
    let kept = detail["cancellations"].as_array().unwrap();
    let origins: Vec<_> = kept.iter().map(|one| (&one["origin"], &one["state"])).collect();
    assert!(origins.contains(&(&json!("gateway"), &json!("succeeded"))), "{origins:?}");
    assert_refunded_once(&stage, &stage.ask_vendor(BILL).await);
}

/// The second version's code for it is in no document, so the answer is unclear. The money is right, and
/// the story says that the name is a conclusion.
#[tokio::test]
async fn where_no_code_says_so_the_state_settles_it_with_one_refund() {
    let stage = paid(ApiVersion::V2).await;
    stage.next_cancel_meets(FaultKind::CancelledFirst);
    let id = stage.send(BILL, KEY, &full(PRICE)).await;
    assert_eq!(stage.cancellation(&id).await["state"], "unknown");
    stage.settle(&id).await;
    let detail = stage.detail(BILL).await;
    assert_refunded_once(&stage, &detail);
    let timeline = detail["timeline"].as_array().unwrap();
    assert!(timeline.iter().any(|entry| entry["kind"] == "cancellation.proved_by_state"));
}

#[tokio::test]
async fn a_lost_answer_after_the_execution_is_one_refund() {
    use FaultKind::{DropAfter, HalfAnswer, Http500After, TimeoutAfter};
    for fault in [TimeoutAfter, DropAfter, HalfAnswer, Http500After] {
        let stage = paid(ApiVersion::V2).await;
        stage.next_cancel_meets(fault);
        let id = stage.send(BILL, KEY, &full(PRICE)).await;
        assert_eq!(stage.cancellation(&id).await["state"], "unknown", "{fault:?}");
        assert_eq!(stage.settle(&id).await["state"], "succeeded", "{fault:?}");
        assert_refunded_once(&stage, &stage.detail(BILL).await);
    }
}

#[tokio::test]
async fn a_cancel_in_doubt_is_not_taken_for_somebody_elses() {
    let stage = paid(ApiVersion::V2).await;
    stage.next_cancel_meets(FaultKind::DropBefore);
    let id = stage.send(BILL, KEY, &full(PRICE)).await;
    assert_eq!(stage.settle(&id).await["failure"]["code"], "not_shown");
    stage.simulator.cancel_bill_outside(BILL, Source::ManagerSite).unwrap();
    stage.read(BILL).await;
    let settled = stage.cancellation(&id).await;
    assert_eq!(settled["state"], "failed", "ours cannot have been carried out that late");
    assert_eq!(settled["failure"]["code"], "already_cancelled");
    assert_eq!(stage.detail(BILL).await["payment"]["agreement"], "gateway_ahead");
    assert_refunded_once(&stage, &stage.ask_vendor(BILL).await);
}

#[tokio::test]
async fn a_cancel_at_the_manager_site_is_found_and_leaves_a_duty() {
    let stage = paid(ApiVersion::V2).await;
    stage.simulator.cancel_bill_outside(BILL, Source::ManagerSite).unwrap();
    stage.wait(WEEK_SECONDS);
    workers::reconcile(&stage.desk).await.unwrap();
    let noticed = stage.detail(BILL).await;
    assert_eq!(noticed["payment"]["agreement"], "gateway_ahead", "{}", noticed["payment"]);
    assert_eq!(noticed["payment"]["cancelled_won"], 0);
    assert_eq!(noticed["follow_up"]["cause"], "gateway_ahead");

    let adopted = stage.ask_vendor(BILL).await;
    assert_eq!(adopted["follow_up"], Value::Null, "{adopted:#}");
    assert_refunded_once(&stage, &adopted);
}

#[tokio::test]
async fn a_forced_cancel_is_a_duty_until_the_manager_site_shows_it() {
    let stage = paid(ApiVersion::V2).await;
    let payment = stage.id_of(BILL).await;
    let browser = stage.stepped_up("staff").await;
    browser.cancel(&payment, KEY, &force(PRICE)).await.expect(201);
    let forced = stage.detail(BILL).await;
    assert_eq!(forced["payment"]["agreement"], "book_ahead");
    assert_eq!(forced["follow_up"]["amount_at_risk_won"], PRICE);
    assert_eq!(stage.simulator.bill_truth(BILL).unwrap().refund_count, 0, "nothing was sent");

    stage.simulator.cancel_bill_outside(BILL, Source::ManagerSite).unwrap();
    stage.read(BILL).await;
    let closed = stage.detail(BILL).await;
    assert_eq!(closed["follow_up"], Value::Null, "{closed:#}");
    assert_refunded_once(&stage, &closed);
}

/// The vendor cancels them by itself, and calls about it as little as about anything else.
#[tokio::test]
async fn a_test_payment_that_the_vendor_cancels_is_found_and_cancelled_no_more() {
    let stage = Stage::over_payssam(ApiVersion::V2).await;
    stage.set("payssam/test-payments", r#"{"cancelAfterSeconds":18000}"#).await;
    stage.simulator.create_bill(&Blueprint::new(BILL, PRICE)).unwrap();
    stage.read(BILL).await;
    stage.wait(WEEK_SECONDS);
    let payment = stage.id_of(BILL).await;
    let asked = stage.signed_in("staff").await.cancel(&payment, KEY, &full(PRICE)).await;
    let id = asked.expect(201)["id"].as_str().unwrap().to_owned();
    stage.wait(5);
    stage.work().await;
    let refused = stage.cancellation(&id).await;
    assert_eq!(refused["failure"]["code"], "already_cancelled", "{refused:#}");
    assert_refunded_once(&stage, &stage.ask_vendor(BILL).await);
}
