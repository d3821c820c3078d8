//! What was approved at the academy's terminal: the same families as at PortOne, by card mostly,
//! and a few receipts for cash and transfers.

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::academy::{self, Family};
use crate::clock::kst;
use crate::config::Seed;
use crate::private::Private;
use crate::van::{self, Blueprint, DEMO_CAT_ID, Kind, State};

/// Keeps the approvals apart from what the same number draws for the other vendors.
const STREAM: u64 = 4;
const CARDS: u32 = 80;
const CASH_RECEIPTS: u32 = 8;
const TRANSFER_RECEIPTS: u32 = 4;
/// So many of each kind are of the last day; the rest goes back to [`PAST_DAYS`].
const RECENT: u32 = 10;
const PAST_DAYS: i64 = 120;
const ISSUERS: [&str; 8] = [
    "현대카드",
    "KB국민카드",
    "신한카드",
    "삼성카드",
    "하나카드",
    "롯데카드",
    "NH농협카드",
    "BC카드",
];

/// One approval of the demo's terminal, in plain facts, so that a desk can take it into its book
/// as an academy's own list would tell it.
#[derive(Debug, Clone)]
pub struct Seeded {
    pub approval_number: String,
    pub approved_at: DateTime<Utc>,
    pub amount_won: i64,
    /// 0: paid at once.
    pub installment_months: u32,
    /// Absent for receipts.
    pub issuer: Option<String>,
    pub cat_id: &'static str,
    pub customer_name: Private,
    pub phone: Private,
    pub order_name: String,
    pub kind: Kind,
}

/// What the VAN's book holds of a seed that was made at `now`; empty for a seed of no payments.
#[must_use]
pub fn seeded(seed: Seed, now: DateTime<Utc>) -> Vec<Seeded> {
    if seed.payments == 0 {
        return Vec::new();
    }
    // PortOne's history draws its families first and from the same number.
    let families = academy::families(&mut ChaCha8Rng::seed_from_u64(seed.number), seed.payments);
    let mut rng = ChaCha8Rng::seed_from_u64(seed.number);
    rng.set_stream(STREAM);
    let kinds = [
        (Kind::Card, CARDS, 30_000_000),
        (Kind::CashReceipt, CASH_RECEIPTS, 50_000_000),
        (Kind::BankTransferReceipt, TRANSFER_RECEIPTS, 60_000_000),
    ];
    let numbered = kinds.into_iter().flat_map(|(kind, count, base)| {
        (1..=count).map(move |n| (kind, n, format!("{}", base + n)))
    });
    numbered.map(|(kind, n, number)| draw(&mut rng, &families, kind, n, number, now)).collect()
}

/// Fills an empty state.
pub(crate) fn populate(state: &mut State, seed: Seed, now: DateTime<Utc>) {
    for fact in seeded(seed, now) {
        let created = van::create(state, &Blueprint::from(fact), now);
        debug_assert!(created.is_ok(), "the seed's own approvals are valid: {created:?}");
    }
}

fn draw(
    rng: &mut ChaCha8Rng,
    families: &[Family],
    kind: Kind,
    n: u32,
    approval_number: String,
    now: DateTime<Utc>,
) -> Seeded {
    let approved_at = match n {
        0..=RECENT => now - TimeDelta::minutes(i64::from(n) * 97),
        _ => now - TimeDelta::minutes(rng.random_range(24 * 60..PAST_DAYS * 24 * 60)),
    };
    let family = &families[rng.random_range(0..families.len())];
    let purchase = academy::purchase(rng, kst(approved_at).month());
    let is_card = kind == Kind::Card;
    Seeded {
        approval_number,
        approved_at,
        amount_won: purchase.amount_won,
        installment_months: if is_card && rng.random_ratio(1, 6) { 3 } else { 0 },
        issuer: is_card.then(|| academy::pick(rng, &ISSUERS).into()),
        cat_id: DEMO_CAT_ID,
        customer_name: family.parent.as_str().into(),
        phone: family.phone(),
        order_name: purchase.order_name,
        kind,
    }
}

impl From<Seeded> for Blueprint {
    fn from(fact: Seeded) -> Self {
        Self {
            approval_number: fact.approval_number,
            amount_won: fact.amount_won,
            kind: fact.kind,
            approved_at: Some(fact.approved_at),
            installment_months: fact.installment_months,
            issuer: fact.issuer,
            customer_name: fact.customer_name,
            phone: fact.phone,
            order_name: fact.order_name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        "2026-11-21T03:00:00Z".parse().unwrap()
    }

    fn told(number: u64) -> Vec<String> {
        let seed = Seed { number, payments: 5_000 };
        seeded(seed, noon()).iter().map(|fact| format!("{fact:?}")).collect()
    }

    #[test]
    fn the_same_number_gives_the_same_approvals() {
        assert_eq!(told(7), told(7));
        assert_ne!(told(7), told(8));
    }

    #[test]
    fn every_kind_occurs_old_and_new_and_nothing_lies_ahead() {
        let facts = seeded(Seed::default(), noon());
        for (kind, count) in [
            (Kind::Card, CARDS),
            (Kind::CashReceipt, CASH_RECEIPTS),
            (Kind::BankTransferReceipt, TRANSFER_RECEIPTS),
        ] {
            let of_kind = facts.iter().filter(|fact| fact.kind == kind).count();
            assert_eq!(u32::try_from(of_kind), Ok(count), "{kind:?}");
        }
        assert!(facts.iter().all(|fact| fact.approved_at < noon() && fact.amount_won > 0));
        assert!(facts.iter().any(|fact| fact.approved_at < noon() - TimeDelta::days(60)));
        assert!(facts.iter().any(|fact| fact.installment_months > 0));
    }

    #[test]
    fn an_empty_seed_has_no_approvals() {
        assert!(seeded(Seed { number: 7, payments: 0 }, noon()).is_empty());
    }
}
