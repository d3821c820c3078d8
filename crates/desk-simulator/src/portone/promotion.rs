//! Promotions: amounts of a cancel are in order money, the refund follows from what the rest of
//! the order would be charged. Pure.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::errors::{ApiError, ErrorKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum RetainOption {
    /// Keep the discount, turned into a rate, whatever is left of the order.
    Retain,
    /// Apply the promotion's conditions again to what is left.
    Release,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Scheme {
    Amount { amount: i64 },
    Percent { percent: i64 },
}

/// Orders from `amount_from` won on get `scheme`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Partition {
    pub(crate) amount_from: i64,
    pub(crate) scheme: Scheme,
}

#[derive(Debug, Clone)]
pub(crate) struct Promotion {
    pub(crate) id: String,
    pub(crate) store_id: String,
    pub(crate) name: String,
    /// Ascending by `amount_from`.
    pub(crate) partitions: Vec<Partition>,
    pub(crate) total_budget: i64,
    pub(crate) spent: i64,
    /// Whether a cancel gives the recovered discount back to the budget.
    pub(crate) recovers_budget: bool,
    pub(crate) card_company: String,
    pub(crate) start_at: DateTime<Utc>,
    pub(crate) end_at: DateTime<Utc>,
}

/// The order before one cancel.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PromotedOrder {
    /// Original order, before discount.
    pub(crate) total: i64,
    /// Won still charged.
    pub(crate) charged: i64,
    /// Order money still standing.
    pub(crate) left: i64,
}

impl Promotion {
    pub(crate) fn discount(&self, order: i64) -> i64 {
        match self.partition_for(order).map(|partition| &partition.scheme) {
            None => 0,
            Some(Scheme::Amount { amount }) => (*amount).min(order),
            Some(Scheme::Percent { percent }) => order * percent / 100,
        }
    }

    /// The won to send back when `cancelled` of the order is cancelled.
    pub(crate) fn refund(
        &self,
        order: PromotedOrder,
        cancelled: i64,
        option: RetainOption,
    ) -> Result<i64, ApiError> {
        let rest = order.left - cancelled;
        let due = match option {
            RetainOption::Release => rest - self.discount(rest),
            RetainOption::Retain => rest - self.retained_discount(order.total, rest),
        };
        let refund = order.charged - due;
        if refund < 0 {
            return Err(ApiError::new(
                ErrorKind::NegativePromotionAdjustedCancelAmount,
                "프로모션에 의해 조정된 취소 금액이 음수입니다.",
            ));
        }
        Ok(refund)
    }

    /// The vendor turns a fixed discount into a rate of the *threshold* (1,000 won off from
    /// 5,000 is 20 %), not of the order; its worked example depends on it.
    fn retained_discount(&self, order: i64, rest: i64) -> i64 {
        let Some(partition) = self.partition_for(order) else { return 0 };
        match partition.scheme {
            Scheme::Percent { percent } => rest * percent / 100,
            Scheme::Amount { amount } => {
                let base = if partition.amount_from > 0 { partition.amount_from } else { order };
                rest * amount / base
            }
        }
    }

    fn partition_for(&self, order: i64) -> Option<&Partition> {
        self.partitions.iter().rev().find(|partition| order >= partition.amount_from)
    }

    pub(crate) fn view(&self) -> Value {
        let recover = if self.recovers_budget { "RECOVER" } else { "NO_RECOVER" };
        json!({
            "type": "CARD",
            "id": self.id,
            "storeId": self.store_id,
            "name": self.name,
            "discountPolicy": { "partitions": self.partitions },
            "totalBudget": self.total_budget,
            "spentAmount": self.spent,
            "currency": "KRW",
            "startAt": self.start_at,
            "endAt": self.end_at,
            "cardCompany": self.card_company,
            "status": "IN_PROGRESS",
            "createdAt": self.start_at,
            "recoverOption": { "type": recover },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use RetainOption::{Release, Retain};

    fn from(amount_from: i64, scheme: Scheme) -> Promotion {
        Promotion {
            id: "promotion".into(),
            store_id: "store".into(),
            name: "행사".into(),
            partitions: vec![Partition { amount_from, scheme }],
            total_budget: 1_000_000,
            spent: 0,
            recovers_budget: true,
            card_company: "HYUNDAI_CARD".into(),
            start_at: DateTime::UNIX_EPOCH,
            end_at: DateTime::UNIX_EPOCH,
        }
    }

    fn ten_percent(amount_from: i64) -> Promotion {
        from(amount_from, Scheme::Percent { percent: 10 })
    }

    fn thousand_won(amount_from: i64) -> Promotion {
        from(amount_from, Scheme::Amount { amount: 1_000 })
    }

    #[track_caller]
    fn check(
        promotion: &Promotion,
        total: i64,
        cancelled: i64,
        option: RetainOption,
        expected: Option<i64>,
    ) {
        let charged = total - promotion.discount(total);
        let order = PromotedOrder { total, charged, left: total };
        assert_eq!(promotion.refund(order, cancelled, option).ok(), expected);
    }

    #[test]
    fn the_vendors_worked_examples() {
        check(&ten_percent(5_000), 6_000, 2_000, Retain, Some(1_800));
        check(&ten_percent(5_000), 6_000, 2_000, Release, Some(1_400));
        check(&thousand_won(5_000), 6_000, 2_000, Retain, Some(1_800));
        check(&thousand_won(5_000), 6_000, 2_000, Release, Some(1_000));
        check(&ten_percent(10_000), 10_000, 500, Release, None);
        check(&ten_percent(10_000), 10_000, 500, Retain, Some(450));
    }

    #[test]
    fn a_full_cancel_returns_what_was_charged() {
        check(&ten_percent(5_000), 6_000, 6_000, Release, Some(5_400));
        check(&thousand_won(5_000), 6_000, 6_000, Retain, Some(5_000));
    }

    #[test]
    fn below_the_threshold_nothing_is_discounted() {
        check(&ten_percent(5_000), 4_999, 1_000, Release, Some(1_000));
        check(&thousand_won(5_000), 4_999, 1_000, Retain, Some(1_000));
    }
}
