//! Numbers as the vendor and its VAN make them. Derived from what they name, so a run can be
//! repeated.

use sha2::{Digest, Sha256};

use crate::ids::hex;

/// Eight digits: an approval, a cancel transaction, a cash receipt.
pub(crate) fn eight_digits(bill_id: &str, kind: &str) -> String {
    let digest = digest(bill_id, kind);
    let number = digest.iter().take(4).fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    format!("{:08}", number % 100_000_000)
}

/// The page where the customer would pay. The simulator has none; the control page pays.
pub(crate) fn short_url(bill_id: &str) -> String {
    format!("https://payssam.invalid/{}", &hex(&digest(bill_id, "link"))[..8])
}

fn digest(bill_id: &str, kind: &str) -> [u8; 32] {
    Sha256::digest(format!("{bill_id}\n{kind}")).into()
}
