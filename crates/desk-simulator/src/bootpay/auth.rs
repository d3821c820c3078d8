//! Tokens and the three ways to say who one is: the bare token (V1), `Bearer` and `Basic` (V2).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use super::Generation;
use super::errors::{ApiError, ErrorKind};
use super::fields::Fields;
use super::options::Options;
use crate::ids;
use crate::private::Private;

const LIFE_MINUTES: i64 = 30;
/// A token younger than this is given out again; the older one lives on for its last minutes.
const REUSED_MINUTES: i64 = 25;

#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) text: Private,
    generation: Generation,
    issued_at: DateTime<Utc>,
}

impl Token {
    pub(crate) fn expires_at(&self) -> DateTime<Utc> {
        self.issued_at + TimeDelta::minutes(LIFE_MINUTES)
    }
}

/// Tokens that are alive. A restart forgets them. Whether a token of one generation works in the
/// other is UNVERIFIED; here it does not.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    alive: Vec<Token>,
    issued: usize,
}

impl Tokens {
    /// `POST …/request/token`.
    pub(crate) fn issue(
        &mut self,
        options: &Options,
        fields: &Fields,
        generation: Generation,
        now: DateTime<Utc>,
    ) -> Result<Token, ApiError> {
        if fields.text("application_id").as_deref() != Some(options.application_id.as_str()) {
            return Err(ApiError::new(ErrorKind::AppKeyNotFound, "Application ID가 없습니다."));
        }
        if fields.text("private_key").as_deref() != Some(options.private_key.reveal()) {
            return Err(ApiError::new(
                ErrorKind::AppSecretNotMatched,
                "Private Key가 일치하지 않습니다.",
            ));
        }
        self.alive.retain(|token| now < token.expires_at());
        let reused = TimeDelta::minutes(REUSED_MINUTES);
        let young =
            |token: &&Token| token.generation == generation && now < token.issued_at + reused;
        if let Some(token) = self.alive.iter().find(young) {
            return Ok(token.clone());
        }
        self.issued += 1;
        let secret = options.private_key.reveal();
        let seed = format!("{secret}\n{generation:?}\n{}\n{now}", self.issued);
        let text = Private::new(ids::hex(&Sha256::digest(seed)));
        let token = Token { text, generation, issued_at: now };
        self.alive.push(token.clone());
        Ok(token)
    }

    /// Checks the `Authorization` header.
    pub(crate) fn authorise(
        &self,
        options: &Options,
        header: Option<&str>,
        generation: Generation,
        now: DateTime<Utc>,
    ) -> Result<(), ApiError> {
        let header = header.unwrap_or_default();
        let let_in = match generation {
            Generation::V1 => self.knows(header, generation, now),
            Generation::V2 => match header.split_once(' ') {
                Some(("Bearer", token)) => self.knows(token, generation, now),
                Some(("Basic", pair)) => is_key_pair(options, pair),
                _ => false,
            },
        };
        if let_in {
            return Ok(());
        }
        Err(ApiError::new(ErrorKind::TokenKeyInvalid, "Access Token이 올바르지 않습니다."))
    }

    fn knows(&self, text: &str, generation: Generation, now: DateTime<Utc>) -> bool {
        self.alive.iter().any(|token| {
            token.text.reveal() == text
                && token.generation == generation
                && now < token.expires_at()
        })
    }
}

fn is_key_pair(options: &Options, encoded: &str) -> bool {
    let expected = format!("{}:{}", options.client_key, options.secret_key.reveal());
    STANDARD.decode(encoded).is_ok_and(|pair| pair == expected.as_bytes())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const START: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn issue(tokens: &mut Tokens, generation: Generation, minutes: i64) -> Result<Token, ApiError> {
        let options = Options::default();
        let keys = json!({
            "application_id": options.application_id,
            "private_key": options.private_key.reveal(),
        });
        let fields = Fields::of(keys);
        tokens.issue(&options, &fields, generation, START + TimeDelta::minutes(minutes))
    }

    #[track_caller]
    fn check(tokens: &Tokens, header: &str, generation: Generation, minutes: i64, let_in: bool) {
        let now = START + TimeDelta::minutes(minutes);
        let outcome = tokens.authorise(&Options::default(), Some(header), generation, now);
        assert_eq!(outcome.is_ok(), let_in, "{header} {generation:?} after {minutes} minutes");
    }

    #[test]
    fn each_generation_has_its_own_way_to_say_the_token() {
        let mut tokens = Tokens::default();
        for (generation, other) in
            [(Generation::V1, Generation::V2), (Generation::V2, Generation::V1)]
        {
            let token = issue(&mut tokens, generation, 0).unwrap();
            let bare = token.text.reveal();
            let bearer = format!("Bearer {bare}");
            check(&tokens, bare, generation, 29, generation == Generation::V1);
            check(&tokens, &bearer, generation, 29, generation == Generation::V2);
            check(&tokens, bare, other, 29, false);
            check(&tokens, &bearer, other, 29, false);
            check(&tokens, bare, generation, 30, false);
            check(&tokens, &bearer, generation, 30, false);
        }
    }

    #[test]
    fn the_key_pair_needs_no_token_in_v2() {
        let tokens = Tokens::default();
        let pair = STANDARD.encode("demo-bootpay-client-key:demo-bootpay-secret-key");
        check(&tokens, &format!("Basic {pair}"), Generation::V2, 0, true);
        check(&tokens, &format!("Basic {pair}"), Generation::V1, 0, false);
        check(&tokens, "Basic d3Jvbmc6cGFpcg==", Generation::V2, 0, false);
        check(&tokens, "", Generation::V2, 0, false);
    }

    #[test]
    fn a_token_is_given_out_again_for_25_minutes_and_then_replaced_before_it_dies() {
        let mut tokens = Tokens::default();
        let first = issue(&mut tokens, Generation::V2, 0).unwrap();
        let again = issue(&mut tokens, Generation::V2, 24).unwrap();
        assert_eq!((&again.text, again.expires_at()), (&first.text, first.expires_at()));
        let next = issue(&mut tokens, Generation::V2, 25).unwrap();
        assert_ne!(next.text, first.text);
        check(&tokens, &format!("Bearer {}", first.text.reveal()), Generation::V2, 29, true);
    }

    #[test]
    fn wrong_keys_are_told_apart() {
        let refused = |application_id: &str| {
            let fields = Fields::of(json!({ "application_id": application_id }));
            let outcome =
                Tokens::default().issue(&Options::default(), &fields, Generation::V1, START);
            outcome.map(drop).map_err(|error| error.kind)
        };
        assert_eq!(refused("other"), Err(ErrorKind::AppKeyNotFound));
        assert_eq!(
            refused(&Options::default().application_id),
            Err(ErrorKind::AppSecretNotMatched)
        );
    }
}
