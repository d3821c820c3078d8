//! Fourteen months of ordinary days at Bootpay.

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::super::academy::{self, Family, REASONS, pick};
use super::super::history::moment;
use super::card;
use crate::bootpay::cancel::{self, CancelOrder, Circumstances};
use crate::bootpay::{
    BankAccount, Blueprint, Card, CardOwner, CardSort, Customer, Method, ReceiptKind,
    RefundAccount, RefundSource, Scene, Status, VirtualAccount, Wallet, create,
};
use crate::clock::kst;

const CARD_PGS: [&str; 8] =
    ["nicepay", "nicepay", "kcp", "kcp", "inicis", "danal", "toss", "ksnet"];
const BANKS: [&str; 7] = ["004", "088", "020", "011", "003", "081", "090"];

pub(super) fn add(scene: &mut Scene<'_>, rng: &mut ChaCha8Rng, count: usize) {
    let now = scene.now;
    let families = academy::families(rng, count);
    for n in 0..count {
        let family = &families[rng.random_range(0..families.len())];
        let at = moment(rng, now);
        let plan = plan(rng, family, n, at);
        let created = create(scene.state, &plan, at);
        debug_assert!(created.is_ok(), "the seed's own blueprints are valid: {created:?}");
        if let Ok(receipt_id) = created
            && rng.random_ratio(16, 100)
        {
            cancel_later(scene, rng, &plan, &receipt_id, at, now);
        }
    }
    scene.now = now;
}

fn plan(rng: &mut ChaCha8Rng, family: &Family, n: usize, at: DateTime<Utc>) -> Blueprint {
    let day = kst(at);
    let purchase = academy::purchase(rng, day.month());
    let mut plan =
        Blueprint::new(format!("bootpay-{}-{n:05}", day.format("%Y%m%d")), purchase.amount_won);
    plan.tax_free_won = purchase.tax_free_won;
    plan.order_name = purchase.order_name;
    plan.paid_at = Some(at);
    plan.customer = Customer {
        id: format!("student-bootpay-{n:04}"),
        name: family.parent.as_str().into(),
        phone: family.phone().reveal().replace('-', "").as_str().into(),
        email: format!("parent{n:04}@example.com").as_str().into(),
    };
    way_to_pay(rng, &mut plan, family, n);
    plan
}

fn way_to_pay(rng: &mut ChaCha8Rng, plan: &mut Blueprint, family: &Family, n: usize) {
    let (pg, method) = match rng.random_range(0..100) {
        0..58 => (pick(rng, &CARD_PGS), Method::Card(drawn_card(rng, n))),
        58..70 => return virtual_account(rng, plan, family, n),
        70..76 => {
            plan.cash_receipt = rng.random_ratio(1, 2).then_some(ReceiptKind::Personal);
            let sender = family.parent.as_str().into();
            let account = BankAccount { bank_code: pick(rng, &BANKS).into(), sender };
            (pick(rng, &["kcp", "inicis", "nicepay"]), Method::Bank(account))
        }
        76..81 => {
            // A phone bill takes no tuition in one piece.
            plan.amount_won = plan.amount_won.min(300_000);
            plan.tax_free_won = plan.tax_free_won.min(plan.amount_won);
            (pick(rng, &["danal", "kcp"]), Method::Phone { number: plan.customer.phone.clone() })
        }
        _ => wallet(rng, n),
    };
    plan.pg = pg.into();
    plan.method = method;
    // The few payments that never became money.
    plan.status = match rng.random_range(0..100) {
        0 | 1 => Status::Failed,
        2 => Status::Waiting,
        _ => Status::Paid,
    };
    plan.sandbox = rng.random_ratio(1, 60);
}

fn drawn_card(rng: &mut ChaCha8Rng, n: usize) -> Card {
    let (sort, owner) = match rng.random_range(0..100) {
        0..75 => (CardSort::Credit, CardOwner::Personal),
        75..93 => (CardSort::Check, CardOwner::Personal),
        93..96 => (CardSort::Gift, CardOwner::Personal),
        _ => (CardSort::Credit, CardOwner::Corporate),
    };
    Card { sort, owner, ..card(n) }
}

fn virtual_account(rng: &mut ChaCha8Rng, plan: &mut Blueprint, family: &Family, n: usize) {
    let at = plan.paid_at.expect("the caller has set it");
    plan.pg = pick(rng, &["kcp", "inicis", "nicepay"]).into();
    plan.method = Method::VirtualAccount(VirtualAccount {
        bank_code: pick(rng, &BANKS).into(),
        number: format!("56200{n:09}").as_str().into(),
        sender: family.parent.as_str().into(),
        expired_at: Some(at + TimeDelta::days(3)),
        ..VirtualAccount::default()
    });
    plan.contract.virtual_account_refund = !rng.random_ratio(1, 8);
    plan.status = match rng.random_range(0..100) {
        0..10 => Status::AccountIssued,
        10..13 => Status::AccountWithdrawn,
        _ => Status::Paid,
    };
    if plan.status == Status::Paid && rng.random_ratio(1, 2) {
        plan.cash_receipt = Some(ReceiptKind::Personal);
    }
}

fn wallet(rng: &mut ChaCha8Rng, n: usize) -> (&'static str, Method) {
    let (pg, wallet) = pick(
        rng,
        &[
            ("kakao", Wallet::Kakao),
            ("kakao", Wallet::Kakao),
            ("naverpay", Wallet::Naver),
            ("payco", Wallet::Payco),
            ("toss", Wallet::Toss),
        ],
    );
    let by_card = wallet != Wallet::Toss && rng.random_ratio(2, 3);
    (pg, Method::Wallet { wallet, card: by_card.then(|| card(n)) })
}

fn cancel_later(
    scene: &mut Scene<'_>,
    rng: &mut ChaCha8Rng,
    plan: &Blueprint,
    receipt_id: &str,
    paid_at: DateTime<Utc>,
    now: DateTime<Utc>,
) {
    // Phone payments are cancelled quickly or not at all: their month ends.
    let days =
        if matches!(plan.method, Method::Phone { .. }) { 0 } else { rng.random_range(0..12) };
    let at = paid_at + TimeDelta::days(days) + TimeDelta::minutes(rng.random_range(5..90));
    let is_partial = rng.random_ratio(1, 5);
    let by_hand = rng.random_ratio(1, 6);
    let mut order = CancelOrder { reason: Some(pick(rng, &REASONS).into()), ..Default::default() };
    if is_partial {
        let won = plan.amount_won * rng.random_range(2..7) / 10 / 1_000 * 1_000;
        order.amount = Some(won);
        order.tax_free = Some(won * plan.tax_free_won / plan.amount_won);
    }
    if matches!(plan.method, Method::VirtualAccount(_)) {
        order.account = Some(RefundAccount {
            bank_code: "004".into(),
            number: format!("9{:011}", rng.random_range(0..99_999_999_999_i64)).as_str().into(),
            holder: plan.customer.name.clone(),
        });
    }
    if at >= now {
        return;
    }
    scene.now = at;
    let source = if by_hand { RefundSource::Admin } else { RefundSource::Api };
    // What is refused (a PG that knows no parts, a gift card) stays paid, as it would have.
    let _ = cancel::cancel(scene, receipt_id, &order, &Circumstances { source, verdict: None });
}
