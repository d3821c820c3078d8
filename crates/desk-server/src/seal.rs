//! Refund accounts at rest: AES-256-GCM, bound to the cancellation they belong to.
//!
//! A sealed box is `version (1) | key id (4) | nonce (12) | ciphertext and tag`. The key id is the
//! start of the key's own digest, so that a box made with another key says so instead of failing as
//! if it were damaged.

use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use desk_domain::CancellationId;
use desk_domain::refund_account::RefundAccount;

use crate::digest::bits_of;
use crate::entropy;

const VERSION: u8 = 1;
const KEY_ID_BYTES: usize = 4;
const NONCE_BYTES: usize = 12;
const HEAD_BYTES: usize = 1 + KEY_ID_BYTES + NONCE_BYTES;

/// Why a box did not open, or a key could not be had.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error("the sealing key must be 64 hexadecimal digits")]
    BadKey,
    #[error("the refund account was sealed with another key")]
    OtherKey,
    #[error("the sealed refund account is damaged")]
    Damaged,
    #[error("the key file {path} cannot be used: {source}")]
    KeyFile { path: String, source: io::Error },
}

/// Seals and opens refund accounts.
pub struct Vault {
    key_id: [u8; KEY_ID_BYTES],
    cipher: Aes256Gcm,
}

impl Vault {
    /// # Errors
    /// [`SealError::BadKey`] when the text is not 64 hex digits.
    pub fn from_hex(key: &str) -> Result<Self, SealError> {
        let key = parse_key(key.trim()).ok_or(SealError::BadKey)?;
        let digest = bits_of("sealing key", &entropy::hex(&key)).to_be_bytes();
        let mut key_id = [0; KEY_ID_BYTES];
        key_id.copy_from_slice(&digest[..KEY_ID_BYTES]);
        Ok(Self { key_id, cipher: Aes256Gcm::new(Key::<Aes256Gcm>::from_slice(&key)) })
    }

    /// Reads the key of a desk, or makes one that only its owner can read.
    ///
    /// # Errors
    /// When the file can neither be read nor made, or holds no key.
    pub fn from_file(path: &Path) -> Result<Self, SealError> {
        let failed = |source| SealError::KeyFile { path: path.display().to_string(), source };
        match fs::read_to_string(path) {
            Ok(text) => Self::from_hex(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let key = entropy::new_key();
                write_private(path, &key).map_err(failed)?;
                Self::from_hex(&key)
            }
            Err(error) => Err(failed(error)),
        }
    }

    #[must_use]
    pub fn seal(&self, account: &RefundAccount, owner: &CancellationId) -> Vec<u8> {
        let plain = serde_json::to_vec(account).expect("an account has only text fields");
        let nonce = entropy::bytes::<NONCE_BYTES>();
        let payload = Payload { msg: &plain, aad: owner.as_str().as_bytes() };
        let ciphertext = self
            .cipher
            .encrypt(Nonce::from_slice(&nonce), payload)
            .expect("an account is far below the cipher's limit");
        [&[VERSION], self.key_id.as_slice(), &nonce, &ciphertext].concat()
    }

    /// # Errors
    /// When the box was made with another key, for another cancellation, or was changed.
    pub fn open(&self, sealed: &[u8], owner: &CancellationId) -> Result<RefundAccount, SealError> {
        if sealed.len() < HEAD_BYTES || sealed[0] != VERSION {
            return Err(SealError::Damaged);
        }
        let (head, ciphertext) = sealed.split_at(HEAD_BYTES);
        if head[1..=KEY_ID_BYTES] != self.key_id {
            return Err(SealError::OtherKey);
        }
        let payload = Payload { msg: ciphertext, aad: owner.as_str().as_bytes() };
        let plain = self
            .cipher
            .decrypt(Nonce::from_slice(&head[1 + KEY_ID_BYTES..]), payload)
            .map_err(|_| SealError::Damaged)?;
        serde_json::from_slice(&plain).map_err(|_| SealError::Damaged)
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("key_id", &entropy::hex(&self.key_id)).finish_non_exhaustive()
    }
}

fn parse_key(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut key = [0; 32];
    for (place, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[place * 2..place * 2 + 2], 16).ok()?;
    }
    Some(key)
}

/// Written beside and renamed into place, so that a crash leaves no half key.
fn write_private(path: &Path, key: &str) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    writeln!(file, "{key}")?;
    file.sync_all()?;
    fs::rename(beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> RefundAccount {
        RefundAccount::new("SHINHAN", "110123456789", "김서연", None).unwrap()
    }

    #[test]
    fn a_box_opens_with_its_key_for_its_owner_only() {
        let vault = Vault::from_hex(&"a7".repeat(32)).unwrap();
        let other = Vault::from_hex(&"b8".repeat(32)).unwrap();
        let (owner, stranger) = (CancellationId::from_bits(1), CancellationId::from_bits(2));
        let sealed = vault.seal(&account(), &owner);

        assert_eq!(vault.open(&sealed, &owner).unwrap(), account());
        assert!(matches!(vault.open(&sealed, &stranger), Err(SealError::Damaged)));
        assert!(matches!(other.open(&sealed, &owner), Err(SealError::OtherKey)));
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(vault.open(&changed, &owner).is_err(), "byte {place} does not count");
        }
    }

    #[test]
    fn two_boxes_of_one_account_differ_and_show_nothing() {
        let vault = Vault::from_hex(&"a7".repeat(32)).unwrap();
        let owner = CancellationId::from_bits(1);
        let (one, two) = (vault.seal(&account(), &owner), vault.seal(&account(), &owner));
        assert_ne!(one, two);
        assert!(!one.windows(6).any(|window| window == b"110123"));
    }

    #[test]
    fn a_key_file_is_made_once_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("seal.key");
        let first = Vault::from_file(&path).unwrap();
        let owner = CancellationId::from_bits(1);
        let sealed = first.seal(&account(), &owner);
        assert_eq!(Vault::from_file(&path).unwrap().open(&sealed, &owner).unwrap(), account());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::write(&path, "not a key").unwrap();
        assert!(matches!(Vault::from_file(&path), Err(SealError::BadKey)));
    }
}
