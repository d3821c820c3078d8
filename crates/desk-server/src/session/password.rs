//! Passwords: argon2id, off the threads that answer, a few at a time.

use std::fmt;
use std::sync::{Arc, OnceLock};

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use desk_api::ProblemCode;
use tokio::sync::OwnedSemaphorePermit;

use crate::desk::Desk;
use crate::problem::Refusal;

/// As long as argon2 recommends.
const SALT_BYTES: usize = 16;

/// Hashes a password for the store (PHC string). Takes some 30 ms of a core.
#[must_use]
pub fn hash_password(password: &str) -> String {
    let salt = crate::entropy::bytes::<SALT_BYTES>();
    let salt = SaltString::encode_b64(&salt).expect("a salt of this length is valid");
    Argon2::default()
        .hash_password(password.as_bytes(), &salt)
        .expect("the default parameters are valid")
        .to_string()
}

/// A hash that no password fits. It is verified where a login does not exist, so that the answer
/// takes as long as for one that does.
#[derive(Default)]
pub(crate) struct Decoy(OnceLock<String>);

impl Decoy {
    fn hash(&self) -> String {
        self.0.get_or_init(|| hash_password(&crate::entropy::new_key())).clone()
    }
}

impl fmt::Debug for Decoy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Decoy")
    }
}

/// One of a few turns at verifying. Held until a wrong password is counted: whoever tries many at once is
/// counted one after the other.
#[derive(Debug)]
pub(crate) struct Turn {
    _held: OwnedSemaphorePermit,
}

/// Waits for a turn.
pub(crate) async fn turn(desk: &Desk) -> Result<Turn, Refusal> {
    let busy = |_| Refusal::new(ProblemCode::Unavailable).retry_after(1);
    let held = Arc::clone(&desk.hashing).acquire_owned().await.map_err(busy)?;
    Ok(Turn { _held: held })
}

/// Whether the password fits. Without a hash the work is done all the same, and the answer is no. The turn comes
/// back with the answer; of somebody who has left it ends with the work, which nothing can stop.
pub(crate) async fn verify(
    desk: &Desk,
    turn: Turn,
    hash: Option<String>,
    password: &str,
) -> Result<(bool, Turn), Refusal> {
    let known = hash.is_some();
    let hash = hash.unwrap_or_else(|| desk.decoy.hash());
    let password = password.to_owned();
    let work = tokio::task::spawn_blocking(move || (fits(&hash, &password), turn));
    let (fits, turn) = work.await.map_err(|_| Refusal::new(ProblemCode::Internal))?;
    Ok((known && fits, turn))
}

fn fits(hash: &str, password: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_fits() {
        let hash = hash_password("cancel-desk-demo");
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        assert!(fits(&hash, "cancel-desk-demo"));
        assert!(!fits(&hash, "cancel-desk-dem0"));
        assert!(!fits("not a hash", "cancel-desk-demo"));
    }
}
