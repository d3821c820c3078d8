//! Amounts: text to the vendor, won to us.

use desk_domain::Won;

/// Longest amount the vendor takes, in digits.
const PRICE_MAX_DIGITS: usize = 10;

/// `None` for what the vendor has no field for: nothing, or more than ten digits.
pub(in crate::payssam) fn price_text(price: Won) -> Option<String> {
    let text = price.0.to_string();
    (price.is_positive() && text.len() <= PRICE_MAX_DIGITS).then_some(text)
}

/// `None` for zero as well: an unpaid bill has no approved amount, however it is written.
pub(super) fn won(text: &str) -> Option<Won> {
    let plain = text.len() <= PRICE_MAX_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
    let won = plain.then(|| text.parse().ok()).flatten().map(Won)?;
    won.is_positive().then_some(won)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(won_: i64, expected: Option<&str>) {
        assert_eq!(price_text(Won(won_)).as_deref(), expected);
        if let Some(text) = expected {
            assert_eq!(won(text), Some(Won(won_)), "it does not come back");
        }
    }

    #[test]
    fn won_become_text_and_back() {
        check(1, Some("1"));
        check(45_000, Some("45000"));
        check(9_999_999_999, Some("9999999999"));
        check(10_000_000_000, None);
        check(0, None);
        check(-1, None);
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for text in ["", "0", "-1", "+1", "45,000", "45000.5", "10000000000", "육만원"] {
            assert_eq!(won(text), None, "{text:?}");
        }
    }
}
