//! The hash of a call: SHA-256 over its texts joined by commas, as lower-case hex.

use sha2::{Digest, Sha256};

use crate::ids::hex;

/// `{bill_id},{phone},{price}` when this very request carries a phone, else `{bill_id},{price}`.
pub(crate) fn hash(bill_id: &str, phone: Option<&str>, price: &str) -> String {
    let text = match phone {
        Some(phone) => format!("{bill_id},{phone},{price}"),
        None => format!("{bill_id},{price}"),
    };
    hex(&Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(phone: Option<&str>, price: &str, expected: &str) {
        assert_eq!(hash("1024", phone, price), expected);
    }

    /// Computed apart from this code, with another tool.
    #[test]
    fn vectors() {
        check(None, "45000", "c33145c60c4dff199c5320f45db1fee5af0eb245d2645b70334ead1549ea90d0");
        check(
            Some("01012345678"),
            "45000",
            "c381cdd2f56bc990da035d998b0bee8df1f12f9d59966483db8306cead9d96e9",
        );
    }

    #[test]
    fn the_text_that_is_sent_counts_not_its_number() {
        assert_ne!(hash("1024", None, "45000"), hash("1024", None, "045000"));
    }
}
