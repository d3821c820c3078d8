//! The home of random numbers: ids, tokens, nonces.

use std::fmt::Write as _;

/// `N` bytes nobody can guess.
#[expect(clippy::disallowed_methods, reason = "this is the home of entropy")]
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives entropy");
    bytes
}

/// The 128 bits of a new id.
pub(crate) fn bits() -> u128 {
    u128::from_be_bytes(bytes())
}

/// A sealing key for a new desk, as the 64 hex digits that a key file holds.
#[must_use]
pub fn new_key() -> String {
    hex(&bytes::<32>())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes every write");
        text
    })
}
