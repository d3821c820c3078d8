//! SHA-256 of several fields, without two different lists of fields having the same bytes.

use std::fs::File;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::entropy::hex;

/// Lower-case hex of SHA-256 over every field, each preceded by its length.
pub(crate) fn sha256_hex(fields: &[&[u8]]) -> String {
    hex(&sha256(fields))
}

/// The same of a whole file's bytes, without the lengths: what `sha256sum` tells.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn sha256_of_file(path: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok(hex(&hasher.finalize()))
}

/// 128 bits that follow from a name and are the same on every start.
pub(crate) fn bits_of(kind: &str, name: &str) -> u128 {
    let digest = sha256(&[kind.as_bytes(), name.as_bytes()]);
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    u128::from_be_bytes(half)
}

fn sha256(fields: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for field in fields {
        hasher.update(field.len().to_be_bytes());
        hasher.update(field);
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_moves_over_a_border_changes_the_digest() {
        assert_ne!(sha256_hex(&[b"ab", b"c"]), sha256_hex(&[b"a", b"bc"]));
        assert_eq!(sha256_hex(&[b"ab"]).len(), 64);
        assert_ne!(bits_of("channel", "a"), bits_of("merchant", "a"));
    }
}
