//! Fourteen months of ordinary days: what was bought, when, and what was cancelled later.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, TimeZone, Utc, Weekday};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::academy::{self, Family, REASONS, pick};
use super::draw;
use crate::clock::kst;
use crate::portone::blueprint::{self, Blueprint};
use crate::portone::cancel::{self, CancelBody, Circumstances, RefundAccount};
use crate::portone::settlement::{self, RefundEnd};
use crate::portone::state::State;
use crate::portone::virtual_account;
use crate::portone::wire::{CancellationStatus, Method, PaymentStatus, Trigger};
use crate::private::Private;

const DAYS: i64 = 425;

pub(super) fn add(state: &mut State, rng: &mut ChaCha8Rng, count: usize, now: DateTime<Utc>) {
    let families = academy::families(rng, count);
    for n in 0..count {
        let family = &families[rng.random_range(0..families.len())];
        let at = moment(rng, now);
        let plan = plan(rng, family, n, at);
        let created = blueprint::create(state, &plan, at);
        debug_assert!(created.is_ok(), "the seed's own blueprints are valid: {created:?}");
        live_on(state, rng, &plan, family, at, now);
    }
}

fn plan(rng: &mut ChaCha8Rng, family: &Family, n: usize, at: DateTime<Utc>) -> Blueprint {
    let day = kst(at);
    let purchase = academy::purchase(rng, day.month());
    let id = format!("hagwon-{}-{n:05}", day.format("%Y%m%d"));
    let mut plan = Blueprint::new(id, purchase.amount_won);
    plan.tax_free_won = purchase.tax_free_won;
    plan.order_name = purchase.order_name;
    plan.customer = family.customer();
    plan.paid_at = Some(at);
    draw::way_to_pay(rng, &mut plan, family, n, at);
    draw::state_of_birth(rng, &mut plan);
    plan
}

/// Afternoons and evenings, rarely on Sundays, busiest around the turn of the month.
pub(super) fn moment(rng: &mut ChaCha8Rng, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = kst(now).date_naive();
    let mut day = today;
    for _ in 0..4 {
        day = today - TimeDelta::days(rng.random_range(0..DAYS));
        let is_busy = day.day() <= 7 || day.day() >= 25;
        if day.weekday() != Weekday::Sun && (is_busy || rng.random_ratio(1, 3)) {
            break;
        }
    }
    let hour = if rng.random_ratio(1, 5) {
        rng.random_range(9..13)
    } else {
        13 + rng.random_range(0..5) + rng.random_range(0..5)
    };
    let at = at_kst(day, hour, rng.random_range(0..60), rng.random_range(0..60));
    if at < now { at } else { at - TimeDelta::days(1) }
}

pub(super) fn at_kst(day: NaiveDate, hour: u32, minute: u32, second: u32) -> DateTime<Utc> {
    let naive = day.and_hms_opt(hour, minute, second).expect("the hours drawn exist");
    Utc.from_utc_datetime(&naive) - TimeDelta::hours(9)
}

/// What became of the payment after it was made.
fn live_on(
    state: &mut State,
    rng: &mut ChaCha8Rng,
    plan: &Blueprint,
    family: &Family,
    paid_at: DateTime<Utc>,
    now: DateTime<Utc>,
) {
    match plan.status {
        PaymentStatus::VirtualAccountIssued if rng.random_ratio(1, 6) => {
            let closed_at = (paid_at + TimeDelta::hours(2)).min(now);
            let closed = virtual_account::close(state, &plan.id, closed_at);
            debug_assert!(closed.is_ok(), "an issued account can be closed: {closed:?}");
        }
        PaymentStatus::Paid => {
            let roll = rng.random_range(0..1_000);
            if roll < 160 {
                let is_partial = roll >= 135;
                cancel_later(state, rng, plan, family, is_partial, paid_at, now);
            }
        }
        _ => {}
    }
}

fn cancel_later(
    state: &mut State,
    rng: &mut ChaCha8Rng,
    plan: &Blueprint,
    family: &Family,
    is_partial: bool,
    paid_at: DateTime<Utc>,
    now: DateTime<Utc>,
) {
    // Phone payments are cancelled quickly or not at all: their month ends.
    let is_phone = matches!(plan.method, Some(Method::Mobile(_)));
    let days = if is_phone { 0 } else { rng.random_range(0..12) };
    let at = paid_at + TimeDelta::days(days) + TimeDelta::minutes(rng.random_range(5..90));
    if at >= now {
        return;
    }
    let by_hand = rng.random_ratio(1, 6);
    let body = cancel_body(rng, plan, family, is_partial);
    let circumstances = Circumstances {
        now: at,
        trigger: if by_hand { Trigger::Console } else { Trigger::Api },
        idempotency_key: None,
        verdict: None,
    };
    // What the PG refuses (a gift card in part, a closed hour) stays paid, as it would have.
    let Ok(cancellation) = cancel::cancel(state, &plan.id, &body, &circumstances) else { return };
    let settled_at = at + TimeDelta::hours(rng.random_range(20..44));
    if cancellation.status == CancellationStatus::Requested && settled_at < now {
        let fails = rng.random_ratio(1, 15);
        let end = if fails { RefundEnd::Failed } else { RefundEnd::PaidOut };
        let id = Some(cancellation.id.as_str());
        let settled = settlement::settle_pending(state, &plan.id, id, end, settled_at);
        debug_assert!(settled.is_ok(), "it was requested a line above: {settled:?}");
    }
}

fn cancel_body(
    rng: &mut ChaCha8Rng,
    plan: &Blueprint,
    family: &Family,
    is_partial: bool,
) -> CancelBody {
    let mut body = CancelBody::for_reason(pick(rng, &REASONS));
    if is_partial {
        let amount = plan.amount_won * rng.random_range(2..7) / 10 / 1_000 * 1_000;
        let amount = amount.max(1_000);
        body.amount = Some(amount);
        body.tax_free_amount = Some(amount * plan.tax_free_won / plan.amount_won);
    }
    body.refund_account = Some(RefundAccount {
        bank: "KOOKMIN".into(),
        number: Private::new(format!("9{:011}", rng.random_range(0..99_999_999_999_i64))),
        holder_name: Private::new(family.parent.clone()),
        holder_phone_number: Some(family.phone()),
    });
    body.refund_email = Some("refund@example.com".into());
    body
}
