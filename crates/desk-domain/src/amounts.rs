//! What is left of a payment, and whether a typed amount fits into it.

use serde::{Deserialize, Serialize};

use crate::Won;

/// The sums of one payment. Invariant, also enforced by the database:
/// `0 ≤ cancelled`, `0 ≤ reserved`, `cancelled + reserved ≤ paid`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Amounts {
    pub paid: Won,
    /// Σ of succeeded cancellations.
    pub cancelled: Won,
    /// Σ of cancellations that are asked for and not settled yet.
    pub reserved: Won,
}

impl Amounts {
    /// 취소가능잔액: what a new cancellation may still take.
    #[must_use]
    pub fn cancellable(self) -> Won {
        self.paid.saturating_sub(self.cancelled).saturating_sub(self.reserved)
    }

    #[must_use]
    pub fn holds(self) -> bool {
        self.cancelled.0 >= 0
            && self.reserved.0 >= 0
            && self.cancelled.checked_add(self.reserved).is_some_and(|taken| taken <= self.paid)
    }
}

/// What a cancellation of this payment may take, as the rulebook decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AmountRule {
    pub cancellable: Won,
    /// Smallest partial amount, in won, inclusive.
    pub partial_min: Won,
    pub partial_allowed: bool,
    /// Tax-free money that is still left in the payment.
    pub tax_free_left: Won,
}

/// Why a typed amount cannot be cancelled. The screen and the server say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum AmountProblem {
    #[error("the amount must be more than 0 won")]
    NotPositive,
    #[error("only {cancellable} won are left to cancel")]
    OverCancellable { cancellable: Won },
    #[error("this payment can only be cancelled in full")]
    PartialNotAllowed,
    #[error("a partial cancel takes at least {minimum} won")]
    BelowPartialMinimum { minimum: Won },
    #[error("the tax-free part is larger than the amount")]
    TaxFreeOverAmount,
    #[error("only {left} won of tax-free money are left")]
    TaxFreeOverLeft { left: Won },
    #[error("only {left} won of taxable money are left")]
    TaxableOverLeft { left: Won },
    #[error("the tax-free part must not be negative")]
    TaxFreeNegative,
}

impl AmountRule {
    /// Checks an amount and its tax-free part as a person types them.
    ///
    /// # Errors
    /// The first rule that the amount breaks.
    pub fn check(&self, amount: Won, tax_free: Option<Won>) -> Result<(), AmountProblem> {
        self.check_amount(amount)?;
        tax_free.map_or(Ok(()), |part| self.check_tax_free(amount, part))
    }

    fn check_amount(&self, amount: Won) -> Result<(), AmountProblem> {
        if !amount.is_positive() {
            return Err(AmountProblem::NotPositive);
        }
        if amount > self.cancellable {
            return Err(AmountProblem::OverCancellable { cancellable: self.cancellable });
        }
        if amount == self.cancellable {
            return Ok(());
        }
        if !self.partial_allowed {
            return Err(AmountProblem::PartialNotAllowed);
        }
        if amount < self.partial_min {
            return Err(AmountProblem::BelowPartialMinimum { minimum: self.partial_min });
        }
        Ok(())
    }

    fn check_tax_free(&self, amount: Won, tax_free: Won) -> Result<(), AmountProblem> {
        if tax_free.0 < 0 {
            return Err(AmountProblem::TaxFreeNegative);
        }
        if tax_free > amount {
            return Err(AmountProblem::TaxFreeOverAmount);
        }
        if tax_free > self.tax_free_left {
            return Err(AmountProblem::TaxFreeOverLeft { left: self.tax_free_left });
        }
        let taxable_left = self.cancellable.saturating_sub(self.tax_free_left);
        if amount.saturating_sub(tax_free) > taxable_left {
            return Err(AmountProblem::TaxableOverLeft { left: taxable_left });
        }
        Ok(())
    }

    /// The tax-free part that fits `amount` and stays as close as it can to the payment's own split.
    #[must_use]
    pub fn suggested_tax_free(&self, amount: Won) -> Won {
        if !self.cancellable.is_positive() {
            return Won::ZERO;
        }
        let share = i128::from(amount.0) * i128::from(self.tax_free_left.0)
            / i128::from(self.cancellable.0);
        let (least, most) = self.tax_free_bounds(amount);
        Won(i64::try_from(share).unwrap_or(most.0)).clamp(least, most)
    }

    /// The tax-free part of `amount` where only one fits, such as all that is left when everything
    /// goes.
    #[must_use]
    pub fn only_tax_free(&self, amount: Won) -> Option<Won> {
        let (least, most) = self.tax_free_bounds(amount);
        (least == most).then_some(most)
    }

    /// The least and the most tax-free money that `amount` may take.
    fn tax_free_bounds(&self, amount: Won) -> (Won, Won) {
        let taxable_left = self.cancellable.saturating_sub(self.tax_free_left);
        let least = amount.saturating_sub(taxable_left).max(Won::ZERO);
        let most = amount.min(self.tax_free_left).max(Won::ZERO);
        (least.min(most), most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RULE: AmountRule = AmountRule {
        cancellable: Won(10_000),
        partial_min: Won(1_001),
        partial_allowed: true,
        tax_free_left: Won(4_000),
    };

    #[track_caller]
    fn check(amount: i64, tax_free: Option<i64>, expected: Result<(), AmountProblem>) {
        assert_eq!(RULE.check(Won(amount), tax_free.map(Won)), expected);
    }

    #[test]
    fn one_tax_free_part_fits_at_the_ends_only() {
        let only = |amount| RULE.only_tax_free(Won(amount));
        assert_eq!(only(10_000), Some(Won(4_000)));
        assert_eq!(only(9_999), None);
        assert_eq!(only(1), None);
        let taxed = AmountRule { tax_free_left: Won::ZERO, ..RULE };
        assert_eq!(taxed.only_tax_free(Won(5_000)), Some(Won::ZERO));
        let free = AmountRule { tax_free_left: Won(10_000), ..RULE };
        assert_eq!(free.only_tax_free(Won(5_000)), Some(Won(5_000)));
    }

    #[test]
    fn each_boundary_of_an_amount() {
        check(-1, None, Err(AmountProblem::NotPositive));
        check(0, None, Err(AmountProblem::NotPositive));
        check(1_000, None, Err(AmountProblem::BelowPartialMinimum { minimum: Won(1_001) }));
        check(1_001, None, Ok(()));
        check(9_999, None, Ok(()));
        check(10_000, None, Ok(()));
        check(10_001, None, Err(AmountProblem::OverCancellable { cancellable: Won(10_000) }));
        check(i64::MAX, None, Err(AmountProblem::OverCancellable { cancellable: Won(10_000) }));
    }

    #[test]
    fn the_tax_free_part_fits_what_is_left_of_each_kind() {
        check(5_000, Some(4_000), Ok(()));
        check(5_000, Some(4_001), Err(AmountProblem::TaxFreeOverLeft { left: Won(4_000) }));
        check(2_000, Some(2_001), Err(AmountProblem::TaxFreeOverAmount));
        check(7_000, Some(1_000), Ok(()));
        check(7_000, Some(999), Err(AmountProblem::TaxableOverLeft { left: Won(6_000) }));
        check(7_000, Some(-1), Err(AmountProblem::TaxFreeNegative));
    }

    #[test]
    fn the_whole_rest_is_taken_even_where_partials_are_not() {
        let full_only = AmountRule { partial_allowed: false, ..RULE };
        assert_eq!(full_only.check(Won(10_000), None), Ok(()));
        assert_eq!(full_only.check(Won(9_999), None), Err(AmountProblem::PartialNotAllowed));
    }

    proptest! {
        #[test]
        fn partial_cancels_never_sum_to_more_than_was_paid(
            paid in 1_i64..1_000_000, asked in proptest::collection::vec(1_i64..400_000, 1..20)
        ) {
            let mut amounts = Amounts { paid: Won(paid), cancelled: Won::ZERO, reserved: Won::ZERO };
            for amount in asked.into_iter().map(Won) {
                let rule = AmountRule {
                    cancellable: amounts.cancellable(),
                    partial_min: Won(1),
                    partial_allowed: true,
                    tax_free_left: Won::ZERO,
                };
                if rule.check(amount, None).is_ok() {
                    amounts.cancelled = amounts.cancelled.checked_add(amount).unwrap();
                }
                prop_assert!(amounts.holds());
            }
        }

        #[test]
        fn the_suggested_split_is_always_allowed(
            cancellable in 1_i64..10_000_000, share in 0_i64..=100, part in 1_i64..=100
        ) {
            let tax_free_left = Won(cancellable * share / 100);
            let rule = AmountRule { cancellable: Won(cancellable), partial_min: Won(1), partial_allowed: true, tax_free_left };
            let amount = Won((cancellable * part / 100).max(1));
            prop_assert_eq!(rule.check(amount, Some(rule.suggested_tax_free(amount))), Ok(()));
        }
    }
}
