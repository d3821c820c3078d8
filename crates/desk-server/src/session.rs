//! Signing in: who somebody is, for how long, and what they may do.
//!
//! A session is an opaque 256-bit token in a cookie; the store keeps only its SHA-256. It ends after
//! fifteen idle minutes, after a working day, or when the person signs out.

pub(crate) mod cookie;
pub(crate) mod password;
mod person;
mod step_up;
mod throttle;

use desk_api::ProblemCode;
use desk_domain::Timestamp;
use desk_store::{AskedFor, Session, SessionEnd};

pub(crate) use person::Person;
pub(crate) use step_up::step_up;

use crate::desk::Desk;
use crate::digest::sha256_hex;
use crate::entropy;
use crate::limits::{
    LOGIN_MAX_BYTES, PASSWORD_MAX_BYTES, SESSION_ABSOLUTE_SECONDS, SESSION_IDLE_SECONDS,
    SESSION_TOUCH_SECONDS,
};
use crate::problem::Refusal;

/// The secret half of a session, on its way into the cookie.
pub(crate) struct Token(String);

impl Token {
    fn new() -> Self {
        Self(entropy::hex(&entropy::bytes::<32>()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

fn hash_of(token: &str) -> String {
    sha256_hex(&[b"session", token.as_bytes()])
}

/// Checks login and password, with the same work for a login that does not exist, and opens a
/// session. A session that the browser still had is closed: nobody signs in on top of somebody.
pub(crate) async fn sign_in(
    desk: &Desk,
    login: &str,
    password: &str,
    address: &str,
    previous: Option<&str>,
) -> Result<(Token, Person), Refusal> {
    let now = desk.now();
    let turn = throttle::turn(desk, login, address, now).await?;
    let readable = login.len() <= LOGIN_MAX_BYTES && password.len() <= PASSWORD_MAX_BYTES;
    let staff = if readable { desk.store.staff_by_login(login).await? } else { None };
    let hash = staff.as_ref().filter(|staff| staff.active).map(|staff| staff.password_hash.clone());
    let (fits, _turn) = match readable {
        true => password::verify(desk, turn, hash, password).await?,
        false => (false, turn),
    };
    let staff = match staff {
        Some(staff) if fits => staff,
        staff => {
            let wrong = throttle::wrong(login, address, staff, AskedFor::SigningIn);
            desk.store.note_wrong_password(&wrong, now).await?;
            return Err(ProblemCode::WrongCredentials.into());
        }
    };
    let password_hash = staff.password_hash.clone();
    let person = Person::new(staff, now.plus_seconds(SESSION_IDLE_SECONDS), None)?;
    if let Some(previous) = previous {
        desk.store.close_session(&hash_of(previous), SessionEnd::Replaced, now).await?;
    }
    let token = Token::new();
    let session = Session {
        token_hash: hash_of(token.as_str()),
        staff_id: person.staff.id.clone(),
        created_at: now,
        last_seen_at: now,
        expires_at: now.plus_seconds(SESSION_ABSOLUTE_SECONDS),
        stepped_up_until: None,
    };
    if !desk.store.open_session(&session, &password_hash).await? {
        return Err(ProblemCode::WrongCredentials.into());
    }
    Ok((token, person))
}

/// The person behind a cookie's token.
pub(crate) async fn who(desk: &Desk, token: &str) -> Result<Person, Refusal> {
    let signed_out = || Refusal::new(ProblemCode::NotSignedIn);
    let token_hash = hash_of(token);
    let (session, staff) = desk.store.session(&token_hash).await?.ok_or_else(signed_out)?;
    let now = desk.now();
    let ends_at = ends_at(&session, session.last_seen_at);
    if now >= ends_at || !staff.active {
        desk.store.close_session(&token_hash, SessionEnd::Expired, now).await?;
        return Err(signed_out());
    }
    if now.seconds_since(session.last_seen_at) >= SESSION_TOUCH_SECONDS {
        desk.store.touch_session(&token_hash, now).await?;
    }
    let stepped_up_until = session.stepped_up_until.filter(|until| now < *until);
    Person::new(staff, self::ends_at(&session, now), stepped_up_until)
}

/// Whether a session still stands, without counting as a use of it: a page that only listens must
/// not keep an empty chair signed in.
pub(crate) async fn still_stands(desk: &Desk, token: &str) -> Result<bool, Refusal> {
    let found = desk.store.session(&hash_of(token)).await?;
    Ok(found.is_some_and(|(session, staff)| {
        staff.active && desk.now() < ends_at(&session, session.last_seen_at)
    }))
}

pub(crate) async fn sign_out(desk: &Desk, token: &str) -> Result<(), Refusal> {
    let end = SessionEnd::SignedOut;
    Ok(desk.store.close_session(&hash_of(token), end, desk.now()).await?)
}

fn ends_at(session: &Session, last_seen_at: Timestamp) -> Timestamp {
    last_seen_at.plus_seconds(SESSION_IDLE_SECONDS).min(session.expires_at)
}
