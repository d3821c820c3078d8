//! The bills with names, listed in `docs/simulator.md`. Letters and digits, as the vendor wants
//! its ids. Unless the name says otherwise they were paid in the current KST month.

use chrono::{DateTime, Datelike, Months, TimeDelta, Utc};

use super::super::history::at_kst;
use super::super::named::payer;
use crate::clock::kst;
use crate::payssam::{self, BillState, Blueprint, PayType, State, Tender, Trader};

/// So far apart were two named bills of the same day paid.
const MINUTES_APART: i64 = 11;

pub(super) fn add(state: &mut State, now: DateTime<Utc>) {
    let month_start = {
        let first = kst(now).date_naive().with_day(1).expect("every month has a first day");
        at_kst(first, 0, 0, 1).min(now)
    };
    let all = [paid(now), waiting(now), ended(now), accidents()];
    for (turn, mut plan) in all.into_iter().flatten().enumerate() {
        let minutes = i64::try_from(turn).unwrap_or(0) * MINUTES_APART;
        let recent = now - TimeDelta::hours(6) - TimeDelta::minutes(minutes);
        plan.paid_at = plan.paid_at.or(Some(recent.max(month_start)));
        plan.ended_at = plan.ended_at.or(Some(now - TimeDelta::minutes(30)).max(plan.paid_at));
        let (name, phone) = payer(turn);
        plan.member_name = name.into();
        plan.phone = Some(phone.replace('-', "").as_str().into());
        let created = payssam::create(state, &plan, now);
        debug_assert!(created.is_ok(), "the named bills are valid: {created:?}");
    }
}

fn paid(now: DateTime<Utc>) -> Vec<Blueprint> {
    let by = |id: &str, won: i64, pay_type: PayType| Blueprint {
        tender: Tender { pay_type, ..Tender::default() },
        ..Blueprint::new(id, won)
    };
    let mut old = by("demoCardOld", 300_000, PayType::CardVan);
    old.paid_at = Some(now - Months::new(13));
    let mut months = by("demoCardMonths", 690_000, PayType::CardVan);
    months.tender.instalment_months = 3;
    let mut cash = by("demoOfflineCash", 150_000, PayType::OfflineCash);
    cash.tender.cash_receipt = Some(Trader::Personal);
    let mut business = by("demoCashBusiness", 220_000, PayType::OfflineCash);
    business.tender.cash_receipt = Some(Trader::Business);
    let mut test = by("demoTestPaid", 1_000, PayType::CardVan);
    test.test_cancel_at = Some(now + TimeDelta::days(1));
    vec![
        by("demoCard", 350_000, PayType::CardVan),
        old,
        months,
        by("demoKeyin", 280_000, PayType::Keyin),
        by("demoOfflineCard", 180_000, PayType::OfflineCard),
        cash,
        business,
        test,
    ]
}

fn waiting(now: DateTime<Utc>) -> Vec<Blueprint> {
    let today = kst(now).date_naive();
    let until = |id: &str, days: i64| Blueprint {
        last_day: Some(today + TimeDelta::days(days)),
        ..Blueprint::waiting(id, 260_000)
    };
    vec![until("demoWaiting", 7), until("demoLastDay", 0), until("demoExpired", -1)]
}

fn ended(now: DateTime<Utc>) -> Vec<Blueprint> {
    let now_as = |id: &str, state: BillState| Blueprint { state, ..Blueprint::new(id, 240_000) };
    let mut test = now_as("demoTestCancelled", BillState::Paid);
    test.test_cancel_at = Some(now - TimeDelta::minutes(20));
    let mut receipt = now_as("demoReceiptLeft", BillState::Cancelled);
    receipt.tender.pay_type = PayType::OfflineCash;
    receipt.tender.cash_receipt = Some(Trader::Personal);
    vec![
        now_as("demoCancelled", BillState::Cancelled),
        now_as("demoVoided", BillState::Voided),
        receipt,
        test,
    ]
}

/// Ids that ask for a fault on every cancel or void, or once.
fn accidents() -> Vec<Blueprint> {
    let paid = [
        "demoTimeoutAfter",
        "simTimeoutBeforeOnce",
        "demoDropAfter",
        "demoHttp500Once",
        "demoHttp503Once",
        "demoHttp500After",
        "demoHalfAnswer",
        "demoSlow3000",
        "demoFailed200",
        "demoPgRefused",
        "demoCancelledFirst",
    ];
    let waiting = [
        "demoPaidFirst",
        "demoVoidedFirst",
        "demoWebhookLost",
        "demoWebhookLate",
        "simWebhookDuplicate",
    ];
    let paid = paid.map(|id| Blueprint::new(id, 200_000));
    paid.into_iter().chain(waiting.map(|id| Blueprint::waiting(id, 200_000))).collect()
}
