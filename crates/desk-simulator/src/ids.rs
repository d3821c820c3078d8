//! Ids as the vendor makes them: UUIDs. Derived from what they name, so a run can be repeated.

use sha2::{Digest, Sha256};

/// The `n`th id of a kind belonging to `owner`, shaped like a random (version 4) UUID.
pub(crate) fn uuid(owner: &str, kind: &str, n: usize) -> String {
    let digest = Sha256::digest(format!("{owner}\n{kind}\n{n}"));
    let mut hex: Vec<char> = digest.iter().take(16).flat_map(|byte| hex_pair(*byte)).collect();
    hex[12] = '4';
    hex[16] = 'a';
    let hex: String = hex.into_iter().collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| hex_pair(*byte)).collect()
}

fn hex_pair(byte: u8) -> [char; 2] {
    [byte >> 4, byte & 15]
        .map(|digit| char::from_digit(u32::from(digit), 16).expect("a nibble is one hex digit"))
}
