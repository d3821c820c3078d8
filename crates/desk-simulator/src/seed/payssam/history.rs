//! Fourteen months of bills: what was asked for, how it was paid, what ended it.

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::super::academy::{self, Family};
use crate::clock::kst;
use crate::payssam::{self, BillState, Blueprint, PayType, State, Tender, Trader, demo_card};

const DAYS: i64 = 425;
/// The vendor's advice for ids: the business number, then ten characters of one's own.
const BUSINESS_NUMBER: &str = "1208147521";

pub(super) fn add(
    state: &mut State,
    families: &[Family],
    rng: &mut ChaCha8Rng,
    count: usize,
    now: DateTime<Utc>,
) {
    for n in 0..count {
        let family = &families[rng.random_range(0..families.len())];
        let plan = plan(rng, family, n, now);
        let created = payssam::create(state, &plan, now);
        debug_assert!(created.is_ok(), "the seed's own bills are valid: {created:?}");
    }
}

fn plan(rng: &mut ChaCha8Rng, family: &Family, n: usize, now: DateTime<Utc>) -> Blueprint {
    let minutes = rng.random_range(60..DAYS * 24 * 60);
    let sent_at = now - TimeDelta::minutes(minutes);
    let day = kst(sent_at);
    let purchase = academy::purchase(rng, day.month());
    let id = format!("{BUSINESS_NUMBER}{}{:04}", day.format("%y%m%d"), n % 10_000);
    let days_to_pay = rng.random_range(3..=14);
    let mut plan = Blueprint::waiting(id, purchase.amount_won);
    plan.product_name = purchase.order_name;
    plan.member_name = family.parent.as_str().into();
    plan.phone = Some(family.phone().reveal().replace('-', "").as_str().into());
    plan.sent_at = Some(sent_at);
    plan.last_day = Some(day.date_naive() + TimeDelta::days(days_to_pay));
    become_something(rng, &mut plan, sent_at, now);
    plan
}

/// Most bills are paid within two days; what nobody pays or voids ends at its midnight.
fn become_something(
    rng: &mut ChaCha8Rng,
    plan: &mut Blueprint,
    sent_at: DateTime<Utc>,
    now: DateTime<Utc>,
) {
    let paid_at = sent_at + TimeDelta::minutes(rng.random_range(3..2_880));
    let ended_at = paid_at + TimeDelta::minutes(rng.random_range(10..20_160));
    plan.paid_at = Some(paid_at);
    plan.ended_at = Some(ended_at);
    plan.tender = tender(rng);
    plan.state = match rng.random_range(0..100) {
        0..78 if paid_at < now => BillState::Paid,
        78..88 if ended_at < now => BillState::Cancelled,
        88..91 if paid_at < now => {
            plan.ended_at = Some(paid_at);
            BillState::Voided
        }
        _ => BillState::Waiting,
    };
}

fn tender(rng: &mut ChaCha8Rng) -> Tender {
    let pay_type = match rng.random_range(0..100) {
        0..82 => PayType::CardVan,
        82..89 => PayType::Keyin,
        89..95 => PayType::OfflineCard,
        _ => PayType::OfflineCash,
    };
    let is_cash = pay_type == PayType::OfflineCash;
    let cash_receipt = match rng.random_range(0..4) {
        0..2 if is_cash => Some(Trader::Personal),
        2 if is_cash => Some(Trader::Business),
        _ => None,
    };
    let card = rng.random_range(0..40);
    Tender {
        pay_type,
        card: (!is_cash).then(|| demo_card(card)),
        instalment_months: if !is_cash && rng.random_ratio(1, 8) { 3 } else { 0 },
        cash_receipt,
    }
}
