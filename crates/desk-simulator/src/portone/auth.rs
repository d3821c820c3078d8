//! `Authorization: PortOne <secret>` or `Bearer <access token>`, and the two token calls.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::errors::{ApiError, ErrorKind};
use crate::ids;
use crate::private::Private;

const ACCESS_MINUTES: i64 = 30;
const REFRESH_MINUTES: i64 = 24 * 60;

/// Access tokens that are alive, and the one refresh token that is. A restart forgets them:
/// clients log in again.
#[derive(Debug)]
pub(crate) struct Tokens {
    api_secret: Private,
    access: HashMap<Private, DateTime<Utc>>,
    refresh: Option<(Private, DateTime<Utc>)>,
    issued: usize,
}

impl Tokens {
    pub(crate) fn new(api_secret: Private) -> Self {
        Self { api_secret, access: HashMap::new(), refresh: None, issued: 0 }
    }

    /// Checks the `Authorization` header. The scheme words are case-sensitive.
    pub(crate) fn authorise(
        &self,
        header: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(), ApiError> {
        let header = header.ok_or_else(unauthorised)?;
        if let Some(secret) = header.strip_prefix("PortOne ") {
            return (secret == self.api_secret.reveal()).then_some(()).ok_or_else(unauthorised);
        }
        let token = header.strip_prefix("Bearer ").ok_or_else(unauthorised)?;
        match self.access.get(&Private::from(token)) {
            Some(until) if now < *until => Ok(()),
            _ => Err(unauthorised()),
        }
    }

    /// `POST /login/api-secret`.
    pub(crate) fn log_in(&mut self, secret: &str, now: DateTime<Utc>) -> Result<Value, ApiError> {
        if secret == self.api_secret.reveal() { Ok(self.issue(now)) } else { Err(unauthorised()) }
    }

    /// `POST /token/refresh`: a refresh token works once.
    pub(crate) fn renew(&mut self, token: &str, now: DateTime<Utc>) -> Result<Value, ApiError> {
        match &self.refresh {
            Some((known, until)) if known.reveal() == token && now < *until => Ok(self.issue(now)),
            _ => Err(unauthorised()),
        }
    }

    fn issue(&mut self, now: DateTime<Utc>) -> Value {
        self.issued += 1;
        self.access.retain(|_, until| now < *until);
        let access = self.token("access", now);
        let refresh = self.token("refresh", now);
        let answer = json!({ "accessToken": access.reveal(), "refreshToken": refresh.reveal() });
        self.access.insert(access, now + TimeDelta::minutes(ACCESS_MINUTES));
        // Replacing the only slot is what expires the earlier refresh token.
        self.refresh = Some((refresh, now + TimeDelta::minutes(REFRESH_MINUTES)));
        answer
    }

    fn token(&self, kind: &str, now: DateTime<Utc>) -> Private {
        let secret = self.api_secret.reveal();
        let micros = now.timestamp_micros();
        let digest = Sha256::digest(format!("{secret}\n{kind}\n{}\n{micros}", self.issued));
        Private::new(ids::hex(&digest))
    }
}

fn unauthorised() -> ApiError {
    ApiError::new(ErrorKind::Unauthorized, "인증 정보가 올바르지 않습니다.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens() -> Tokens {
        Tokens::new(Private::from("right"))
    }

    #[track_caller]
    fn check(header: Option<&str>, accepted: bool) {
        let outcome = tokens().authorise(header, DateTime::UNIX_EPOCH);
        assert_eq!(outcome.is_ok(), accepted, "{header:?}");
    }

    #[test]
    fn only_the_exact_secret_with_the_exact_scheme_word_is_let_in() {
        check(Some("PortOne right"), true);
        check(Some("PortOne wrong"), false);
        check(Some("Bearer right"), false);
        check(Some("portone right"), false);
        check(Some("right"), false);
        check(None, false);
    }

    #[test]
    fn an_access_token_lives_thirty_minutes() {
        let mut tokens = tokens();
        let now = DateTime::UNIX_EPOCH;
        let pair = tokens.log_in("right", now).unwrap();
        let header = format!("Bearer {}", pair["accessToken"].as_str().unwrap());
        assert!(tokens.authorise(Some(&header), now + TimeDelta::minutes(29)).is_ok());
        assert!(tokens.authorise(Some(&header), now + TimeDelta::minutes(30)).is_err());
    }

    #[test]
    fn refreshing_expires_the_earlier_refresh_token() {
        let mut tokens = tokens();
        let now = DateTime::UNIX_EPOCH;
        let first = tokens.log_in("right", now).unwrap();
        let first = first["refreshToken"].as_str().unwrap();
        let second = tokens.renew(first, now).unwrap();
        assert!(tokens.renew(first, now).is_err());
        assert!(tokens.renew(second["refreshToken"].as_str().unwrap(), now).is_ok());
    }
}
