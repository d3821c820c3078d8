//! The two running promotions: the vendor's worked examples, at academy prices.

use chrono::{DateTime, TimeDelta, Utc};

use crate::portone::promotion::{Partition, Promotion, Scheme};
use crate::portone::state::State;

/// 10 % off from 100,000 won.
pub(super) const PERCENT: &str = "promotion-demo-percent";
/// 20,000 won off from 100,000 won.
pub(super) const AMOUNT: &str = "promotion-demo-amount";

pub(super) fn add(state: &mut State, now: DateTime<Utc>) {
    let percent = Scheme::Percent { percent: 10 };
    let amount = Scheme::Amount { amount: 20_000 };
    for (id, name, scheme, card_company) in [
        (PERCENT, "새 학기 10% 할인", percent, "SHINHAN_CARD"),
        (AMOUNT, "겨울 특강 2만원 할인", amount, "HYUNDAI_CARD"),
    ] {
        state.book.add_promotion(Promotion {
            id: id.to_owned(),
            store_id: state.store_id.clone(),
            name: name.to_owned(),
            partitions: vec![Partition { amount_from: 100_000, scheme }],
            total_budget: 30_000_000,
            spent: 4_210_000,
            recovers_budget: true,
            card_company: card_company.to_owned(),
            start_at: now - TimeDelta::days(120),
            end_at: now + TimeDelta::days(120),
        });
    }
}
