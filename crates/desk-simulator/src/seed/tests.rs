use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use serde_json::{Value, json};

use super::populate;
use crate::clock::kst;
use crate::config::Seed;
use crate::portone::book::Stored;
use crate::portone::state::State;
use crate::portone::view;
use crate::portone::wire::{CancellationStatus, Method, PaymentStatus};

const NOON: &str = "2026-11-21T03:00:00Z";
/// Half past midnight on the first of a month, KST: "yesterday" would be last month.
const MONTH_BEGINS: &str = "2026-11-30T15:30:00Z";

fn seeded(number: u64, payments: usize, now: &str) -> State {
    let mut state = State::new("store".into(), "secret".into(), None);
    populate(&mut state, Seed { number, payments }, now.parse().unwrap());
    state
}

fn everything(state: &State) -> Vec<Value> {
    state.book.in_request_order().map(|stored| json!(stored)).collect()
}

#[test]
fn the_same_number_gives_the_same_book() {
    assert_eq!(everything(&seeded(7, 200, NOON)), everything(&seeded(7, 200, NOON)));
    assert_ne!(everything(&seeded(7, 200, NOON)), everything(&seeded(8, 200, NOON)));
}

#[test]
fn the_demo_looks_like_an_academy() {
    let state = seeded(Seed::default().number, Seed::default().payments, NOON);
    let now: DateTime<Utc> = NOON.parse().unwrap();
    assert!(state.book.len() >= 5_000);

    let mut by_status = BTreeMap::<String, usize>::new();
    let mut by_method = BTreeMap::<&str, usize>::new();
    for stored in state.book.in_request_order() {
        *by_status.entry(format!("{:?}", stored.payment.status)).or_default() += 1;
        *by_method.entry(stored.payment.method.as_ref().map_or("", Method::kind)).or_default() += 1;
        check_row(stored, now);
    }
    let share = |status: &str| by_status[status] * 1_000 / state.book.len();
    assert!((750..850).contains(&share("Paid")), "{by_status:?}");
    assert!((90..140).contains(&share("Cancelled")), "{by_status:?}");
    assert!((10..40).contains(&share("PartialCancelled")), "{by_status:?}");
    for status in ["Failed", "Ready", "PayPending", "VirtualAccountIssued"] {
        assert!(by_status[status] > 2, "{by_status:?}");
    }
    assert_eq!(by_method.len(), 8, "every method occurs: {by_method:?}");
    let months: BTreeSet<_> = state
        .book
        .in_request_order()
        .map(|stored| kst(stored.payment.requested_at))
        .map(|day| (day.year(), day.month()))
        .collect();
    // Fourteen months back to the day touch fifteen of the calendar.
    assert!((14..=15).contains(&months.len()), "without a gap: {months:?}");
    assert!(
        months.first() <= Some(&(2025, 10)) && months.last() == Some(&(2026, 11)),
        "{months:?}"
    );
}

/// Laws that hold for every payment the simulator shows.
fn check_row(stored: &Stored, now: DateTime<Utc>) {
    let payment = &stored.payment;
    let id = &payment.id;
    assert!(payment.requested_at <= now && payment.updated_at <= now, "{id} lies in the future");
    assert!(stored.refunded_won() <= payment.amount.paid, "{id} refunded too much");
    let succeeded: i64 = payment
        .cancellations
        .iter()
        .filter(|cancellation| cancellation.status == CancellationStatus::Succeeded)
        .map(|cancellation| cancellation.total_amount)
        .sum();
    assert_eq!(payment.amount.cancelled, succeeded, "{id}");
    let shown = view::payment(stored, None);
    let is_paid = matches!(
        payment.status,
        PaymentStatus::Paid | PaymentStatus::PartialCancelled | PaymentStatus::Cancelled
    ) && stored.vendor.closed_at.is_none();
    assert_eq!(shown.get("paidAt").is_some(), is_paid, "{id}");
}

#[test]
fn named_payments_belong_to_the_current_month_even_on_its_first_night() {
    for now in [NOON, MONTH_BEGINS] {
        let state = seeded(1, 0, now);
        let today = kst(now.parse().unwrap());
        for id in ["demo-card-full", "demo-va-paid", "demo-phone-this-month"] {
            let paid = kst(state.book.find(id).unwrap().payment.paid_at.unwrap());
            assert_eq!((paid.year(), paid.month()), (today.year(), today.month()), "{id} {now}");
            assert!(today - paid < TimeDelta::days(2), "{id} {now}");
        }
        let old = state.book.find("demo-phone-last-month").unwrap().payment.paid_at.unwrap();
        assert_ne!(kst(old).month(), today.month());
    }
}
