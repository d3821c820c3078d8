//! Wrong sign-ins are counted per login and address, and per address. The keys are digests: what
//! somebody types into the login field by mistake may be their password.

use desk_api::ProblemCode;
use desk_domain::Timestamp;
use desk_store::{AskedFor, Staff, WrongPassword};

use super::password::{self, Turn};
use crate::desk::Desk;
use crate::digest::sha256_hex;
use crate::limits::{ADDRESS_FAILURES_MAX, LOGIN_FAILURES_MAX, LOGIN_WINDOW_SECONDS};
use crate::problem::Refusal;

fn keys(login: &str, address: &str) -> [(String, u32); 2] {
    let login = login.trim().to_lowercase();
    [
        (sha256_hex(&[b"login", login.as_bytes(), address.as_bytes()]), LOGIN_FAILURES_MAX),
        (sha256_hex(&[b"address", address.as_bytes()]), ADDRESS_FAILURES_MAX),
    ]
}

/// A turn at a password, unless too many were wrong: seen before the wait, and once more after it.
pub(super) async fn turn(
    desk: &Desk,
    login: &str,
    address: &str,
    now: Timestamp,
) -> Result<Turn, Refusal> {
    check(desk, login, address, now).await?;
    let turn = password::turn(desk).await?;
    check(desk, login, address, now).await?;
    Ok(turn)
}

async fn check(desk: &Desk, login: &str, address: &str, now: Timestamp) -> Result<(), Refusal> {
    let since = now.plus_seconds(-LOGIN_WINDOW_SECONDS);
    for (key, most) in keys(login, address) {
        if desk.store.failed_logins(&key, since).await? >= most {
            let seconds = u32::try_from(LOGIN_WINDOW_SECONDS).unwrap_or(u32::MAX);
            return Err(Refusal::new(ProblemCode::TooManyAttempts).retry_after(seconds));
        }
    }
    Ok(())
}

/// What is to be noted of a password that did not fit the login.
pub(super) fn wrong(
    login: &str,
    address: &str,
    staff: Option<Staff>,
    asked_for: AskedFor,
) -> WrongPassword {
    let keys = keys(login, address).map(|(key, _)| key).into();
    WrongPassword { keys, staff, asked_for }
}
