//! How much one cancel takes, and when that is refused. Pure; won.

use super::book::Stored;
use super::cancel::CancelOrder;
use super::errors::ApiError;

/// The parts of one cancel; `tax_free` lies inside `won`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Split {
    pub(crate) won: i64,
    pub(crate) tax_free: i64,
}

/// Without an amount everything left goes. An omitted tax-free part means a taxable cancel,
/// unless the cancel takes everything. Which error the vendor gives is UNVERIFIED.
pub(crate) fn split(stored: &Stored, order: &CancelOrder) -> Result<Split, ApiError> {
    let left = stored.remaining_won();
    let won = order.amount.unwrap_or(left);
    if won <= 0 {
        return Err(ApiError::refused("취소 금액은 0보다 커야 합니다."));
    }
    if won > left {
        return Err(ApiError::refused("취소 금액이 취소 가능 금액보다 큽니다."));
    }
    let tax_free_left = stored.tax_free - stored.cancelled_tax_free;
    let omitted = if won == left { tax_free_left } else { 0 };
    let tax_free = order.tax_free.unwrap_or(omitted);
    if !(0..=tax_free_left.min(won)).contains(&tax_free) {
        return Err(ApiError::refused("취소 면세 금액이 취소 가능한 면세 금액보다 큽니다."));
    }
    if won - tax_free > left - tax_free_left {
        return Err(ApiError::refused("취소 과세 금액이 취소 가능한 과세 금액보다 큽니다."));
    }
    Ok(Split { won, tax_free })
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::bootpay::blueprint::{Blueprint, stored};

    /// 10,000 won, of which 3,000 are tax-free; `cancelled` and its tax-free part are gone.
    #[track_caller]
    fn check(
        cancelled: (i64, i64),
        amount: Option<i64>,
        tax_free: Option<i64>,
        expected: Option<(i64, i64)>,
    ) {
        let plan = Blueprint { tax_free_won: 3_000, ..Blueprint::new("order", 10_000) };
        let mut stored = stored(&plan, DateTime::UNIX_EPOCH);
        (stored.cancelled_price, stored.cancelled_tax_free) = cancelled;
        let order = CancelOrder { amount, tax_free, ..CancelOrder::default() };
        let split = split(&stored, &order).ok().map(|split| (split.won, split.tax_free));
        assert_eq!(split, expected, "{cancelled:?} {amount:?} {tax_free:?}");
    }

    #[test]
    fn everything_left_takes_its_tax_free_part_along() {
        check((0, 0), None, None, Some((10_000, 3_000)));
        check((4_000, 1_000), None, None, Some((6_000, 2_000)));
        check((4_000, 1_000), Some(6_000), None, Some((6_000, 2_000)));
    }

    #[test]
    fn an_amount_must_be_positive_and_within_what_is_left() {
        check((0, 0), Some(1), None, Some((1, 0)));
        check((0, 0), Some(0), None, None);
        check((0, 0), Some(-1), None, None);
        check((0, 0), Some(10_001), None, None);
        check((0, 0), Some(i64::MAX), None, None);
        check((4_000, 0), Some(6_001), None, None);
        check((10_000, 3_000), None, None, None);
    }

    #[test]
    fn each_part_must_be_within_what_is_left_of_it() {
        check((0, 0), Some(7_000), None, Some((7_000, 0)));
        check((0, 0), Some(7_001), None, None);
        check((0, 0), Some(7_001), Some(1), Some((7_001, 1)));
        check((0, 0), Some(3_000), Some(3_000), Some((3_000, 3_000)));
        check((0, 0), Some(4_000), Some(3_001), None);
        check((0, 0), Some(2_000), Some(2_001), None);
        check((0, 0), Some(2_000), Some(-1), None);
    }
}
