//! Amounts of money. Whole won, thousands separated, never a fraction.

use desk_domain::Won;

use crate::i18n::Locale;

/// `350,000원`, in English `₩350,000`.
#[must_use]
pub fn won(locale: Locale, amount: Won) -> String {
    match locale {
        Locale::Ko => format!("{amount}원"),
        Locale::En if amount < Won::ZERO => format!("-₩{}", Won::ZERO.saturating_sub(amount)),
        Locale::En => format!("₩{amount}"),
    }
}

/// A cancelled amount is money going back: `-3,000`. Nothing cancelled is `0`, without a sign.
#[must_use]
pub fn cancelled(amount: Won) -> String {
    Won::ZERO.saturating_sub(amount).to_string()
}

/// How many, grouped like money: `5,012`.
#[must_use]
pub fn count(number: u64) -> String {
    Won(i64::try_from(number).unwrap_or(i64::MAX)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(amount: i64, ko: &str, en: &str) {
        assert_eq!(won(Locale::Ko, Won(amount)), ko);
        assert_eq!(won(Locale::En, Won(amount)), en);
    }

    #[test]
    fn amounts_carry_their_unit() {
        check(0, "0원", "₩0");
        check(350_000, "350,000원", "₩350,000");
        check(-3_000, "-3,000원", "-₩3,000");
    }

    #[test]
    fn cancelled_amounts_are_signed() {
        assert_eq!(cancelled(Won(3_000)), "-3,000");
        assert_eq!(cancelled(Won(0)), "0");
    }

    #[test]
    fn counts_are_grouped() {
        assert_eq!(count(5_012), "5,012");
        assert_eq!(count(u64::MAX), count(i64::MAX.unsigned_abs()));
    }
}
