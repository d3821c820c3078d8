//! Whatever the customer, the desk, the manager site and the clock do, and in whatever order.

use chrono::TimeDelta;
use desk_simulator::payssam::{BillState, Blueprint, Source, Tender, Truth};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::harness::{v1_order, v2_order};
use crate::harness::{Desk, start};

const STEPS: usize = 150;
const BILLS: [&str; 3] = ["bill1", "bill2", "simDropAfter3"];

#[tokio::test]
async fn money_leaves_once_and_a_bill_never_goes_back() {
    for seed in 0..4 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let desk = start().await;
        for id in BILLS {
            desk.running.create_bill(&Blueprint::waiting(id, 45_000)).unwrap();
        }
        for step in 0..STEPS {
            let id = BILLS[rng.random_range(0..BILLS.len())];
            let before = desk.running.bill_truth(id).unwrap();
            let what = act(&desk, &mut rng, id).await;
            let after = desk.running.bill_truth(id).unwrap();
            let label = format!("seed {seed}, step {step}, {what} of {id}");
            check(&before, &after, &label);
        }
    }
}

/// One move of somebody. Most are refused, which is the point.
async fn act(desk: &Desk, rng: &mut ChaCha8Rng, id: &str) -> &'static str {
    match rng.random_range(0..40) {
        0..8 => {
            desk.try_bill_call("/if/bill/cancel", &v1_order(id, "45000")).await;
            "cancel by version 1"
        }
        8..16 => {
            desk.try_bill_call("/bill/cancel", &v2_order(id, "45000")).await;
            "cancel by version 2"
        }
        16..20 => {
            desk.try_bill_call("/bill/cancel", &v2_order(id, "15000")).await;
            "partial cancel"
        }
        20 => {
            desk.try_bill_call("/bill/destroy", &v2_order(id, "45000")).await;
            "void"
        }
        21..24 => {
            let _ = desk.running.pay_bill(id, &Tender::default());
            "payment"
        }
        24..30 => {
            let _ = desk.running.cancel_bill_outside(id, Source::ManagerSite);
            "cancel in the manager site"
        }
        30 => {
            let _ = desk.running.void_bill_outside(id, Source::ManagerSite);
            "void in the manager site"
        }
        _ => {
            desk.clock.advance(TimeDelta::hours(7));
            "seven hours"
        }
    }
}

#[track_caller]
fn check(before: &Truth, after: &Truth, label: &str) {
    use BillState::{Cancelled, Paid, Voided, Waiting};
    let is_step = before.state == after.state
        || matches!(
            (before.state, after.state),
            (Waiting, Paid) | (Waiting, Voided) | (Paid, Cancelled)
        );
    assert!(is_step, "{label}: {:?} to {:?}", before.state, after.state);
    let expected = if after.state == Cancelled { 45_000 } else { 0 };
    assert_eq!(after.refunded_won, expected, "{label}");
    assert_eq!(after.charged_won - after.refunded_won, after.held_won, "{label}");
    assert!(after.refund_count <= 1, "{label}");
}
