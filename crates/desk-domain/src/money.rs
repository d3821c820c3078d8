//! Money: whole Korean won, never a float, never a silent overflow.

use std::fmt;
use std::iter::Sum;

use serde::{Deserialize, Serialize};

/// An amount in whole won. May be negative only as a difference; book amounts never are.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Won(pub i64);

impl Won {
    pub const ZERO: Self = Self(0);

    /// `None` when the sum does not fit 64 bits.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(won) => Some(Self(won)),
            None => None,
        }
    }

    /// `None` when the difference does not fit 64 bits.
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(won) => Some(Self(won)),
            None => None,
        }
    }

    /// Sums of money stay far below the 64-bit limit; should one ever reach it, it stops there
    /// instead of wrapping round to a negative balance.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

/// Digits with thousands separators and no unit: `350,000`, `-3,000`.
impl fmt::Display for Won {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 + 1);
        if self.0 < 0 {
            grouped.push('-');
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        f.pad(&grouped)
    }
}

impl Sum for Won {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.fold(0_i64, |sum, won| sum.saturating_add(won.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(won: i64, shown: &str) {
        assert_eq!(Won(won).to_string(), shown);
    }

    #[test]
    fn amounts_are_grouped_by_thousands() {
        check(0, "0");
        check(7, "7");
        check(999, "999");
        check(1_000, "1,000");
        check(350_000, "350,000");
        check(-3_000, "-3,000");
        check(1_234_567_890, "1,234,567,890");
        check(i64::MIN, "-9,223,372,036,854,775,808");
    }

    #[test]
    fn arithmetic_never_wraps() {
        assert_eq!(Won(i64::MAX).checked_add(Won(1)), None);
        assert_eq!(Won(i64::MIN).checked_sub(Won(1)), None);
        assert_eq!([Won(i64::MAX), Won(1)].into_iter().sum::<Won>(), Won(i64::MAX));
    }
}
