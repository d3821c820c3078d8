//! The vendor's hash: SHA-256, lower-case hex, over the fields joined by commas.
//!
//! The documents print the fields and not the algorithm; integrations that work confirm it. What
//! counts is whether the very request carries a phone number: a hash over three fields sent with a
//! void is refused (`VALIDATION_002`).

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Of a request without a phone number: cancel, void.
pub(super) fn of_bill(bill_id: &str, price: &str) -> String {
    sha256_hex(&format!("{bill_id},{price}"))
}

/// Of a bill that is sent to a phone.
pub(super) fn of_bill_to_phone(bill_id: &str, phone: &str, price: &str) -> String {
    sha256_hex(&format!("{bill_id},{phone},{price}"))
}

fn sha256_hex(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        write!(hex, "{byte:02x}").expect("a string takes every text");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors were computed with another program.
    #[test]
    fn both_forms_hash_as_the_vendor_does() {
        assert_eq!(
            of_bill("1024", "45000"),
            "c33145c60c4dff199c5320f45db1fee5af0eb245d2645b70334ead1549ea90d0"
        );
        assert_eq!(
            of_bill_to_phone("1024", "01012345678", "45000"),
            "c381cdd2f56bc990da035d998b0bee8df1f12f9d59966483db8306cead9d96e9"
        );
    }
}
