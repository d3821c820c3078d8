use chrono::TimeDelta;
use desk_simulator::payssam::{BillState, Blueprint, Source};
use serde_json::json;

use super::harness::{v1_order, v2_order};
use crate::harness::{start, start_with};

#[tokio::test]
async fn a_bill_can_be_paid_until_the_midnight_that_ends_its_last_day() {
    let desk = start().await;
    let last_day = "2026-11-22".parse().ok();
    for id in ["early", "late"] {
        let plan = Blueprint { last_day, ..Blueprint::waiting(id, 45_000) };
        desk.running.create_bill(&plan).unwrap();
    }
    desk.clock.set("2026-11-22T23:59:59+09:00".parse().unwrap());
    assert_eq!(desk.bill_state("early").await, "W");
    desk.running.pay_bill("early", &Default::default()).unwrap();
    desk.clock.set("2026-11-23T00:00:00+09:00".parse().unwrap());
    assert!(desk.running.pay_bill("late", &Default::default()).is_err());
    assert_eq!(desk.bill_state("late").await, "D");
    assert_eq!(desk.bill_state("early").await, "F");
    let ending = desk.running.bill_truth("late").unwrap().ending.unwrap();
    assert_eq!(ending.source, Source::Vendor);
    let (_, refused) = desk.bill_call("/if/bill/destroy", &v1_order("late", "45000")).await;
    assert_eq!(refused["code"], "9999");
}

#[tokio::test]
async fn test_payments_are_cancelled_later_and_a_cancel_meets_them() {
    let desk =
        start_with(|config| config.payssam.test_cancel_after = Some(TimeDelta::hours(5))).await;
    desk.bill("test1", BillState::Waiting);
    desk.running.pay_bill("test1", &Default::default()).unwrap();
    desk.clock.advance(TimeDelta::hours(5) - TimeDelta::seconds(1));
    assert_eq!(desk.bill_state("test1").await, "F");
    desk.clock.advance(TimeDelta::seconds(1));
    let (_, met) = desk.bill_call("/if/bill/cancel", &v1_order("test1", "45000")).await;
    assert_eq!(met["code"], "9970");
    let truth = desk.running.bill_truth("test1").unwrap();
    assert_eq!((truth.refund_count, truth.refunds[0].source), (1, Source::Vendor));
}

#[tokio::test]
async fn the_control_page_makes_and_ends_test_payments() {
    let desk = start().await;
    desk.bill("real", BillState::Paid);
    let order = json!({ "cancelAfterSeconds": 86_400 });
    assert_eq!(desk.control("PUT", "/api/payssam/test-payments", order).await.0, 204);
    desk.bill("test1", BillState::Paid);
    let (_, done) = desk.control("POST", "/api/payssam/test-payments/cancel", json!({})).await;
    assert_eq!(done, json!({ "cancelled": 1 }));
    assert_eq!(
        (desk.bill_state("real").await, desk.bill_state("test1").await),
        (json!("F"), json!("C"))
    );
    assert_eq!(desk.control("PUT", "/api/payssam/test-payments", json!({})).await.0, 204);
    desk.bill("real2", BillState::Paid);
    desk.clock.advance(TimeDelta::days(2));
    let (_, cancelled) = desk.bill_call("/bill/cancel", &v2_order("real2", "45000")).await;
    assert_eq!(cancelled["code"], "0000");
}
