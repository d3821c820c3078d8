//! `Idempotency-Key`: an RFC 8941 string (quoted), remembered for three hours.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::errors::{ApiError, ErrorKind};
use crate::answer::Answer;
use crate::ids;
use crate::tracked::Tracked;

const WINDOW_HOURS: i64 = 3;
const KEY_LENGTHS: std::ops::RangeInclusive<usize> = 16..=256;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Remembered {
    pub(crate) key: String,
    fingerprint: String,
    answered_at: DateTime<Utc>,
    answer: Answer,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Claim {
    /// First time: execute, then `finish`.
    Fresh,
    /// Done before: the same answer again.
    Replay(Answer),
}

/// Keys in flight and keys answered. A restart forgets the first kind, as the calls died with it.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    in_flight: HashSet<String>,
    finished: Tracked<Remembered>,
}

impl Answers {
    pub(crate) fn claim(
        &mut self,
        key: &str,
        fingerprint: &str,
        now: DateTime<Utc>,
    ) -> Result<Claim, ApiError> {
        self.finished.retain(|old| now - old.answered_at < TimeDelta::hours(WINDOW_HOURS));
        if let Some(old) = self.finished.get(key) {
            return if old.fingerprint == fingerprint {
                Ok(Claim::Replay(old.answer.clone()))
            } else {
                // The vendor forbids this without saying what happens: UNVERIFIED, our choice.
                Err(ApiError::invalid("the Idempotency-Key was used for another request"))
            };
        }
        if self.in_flight.insert(key.to_owned()) {
            Ok(Claim::Fresh)
        } else {
            Err(ApiError::new(
                ErrorKind::IdempotencyOutstandingRequest,
                "같은 멱등 키의 요청이 처리 중입니다.",
            ))
        }
    }

    /// Gives a claim back without an answer: the call was never executed.
    pub(crate) fn release(&mut self, key: &str) {
        self.in_flight.remove(key);
    }

    pub(crate) fn finish(
        &mut self,
        key: &str,
        fingerprint: &str,
        answer: Answer,
        now: DateTime<Utc>,
    ) {
        self.in_flight.remove(key);
        let remembered = Remembered {
            key: key.to_owned(),
            fingerprint: fingerprint.to_owned(),
            answered_at: now,
            answer,
        };
        self.insert(remembered);
    }

    pub(crate) fn insert(&mut self, remembered: Remembered) {
        self.finished.insert(remembered.key.clone(), remembered);
    }

    pub(crate) fn take_changed(&mut self) -> Vec<Remembered> {
        self.finished.take_changed()
    }
}

/// Reads the header's value: it must carry its double quotes, which is what clients forget.
pub(crate) fn parse_key(header: &str) -> Result<String, ApiError> {
    let key =
        header.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).ok_or_else(
            || ApiError::invalid("Idempotency-Key must be a quoted string (RFC 8941)"),
        )?;
    let plain = key.bytes().all(|byte| (0x20..0x7f).contains(&byte) && !b"\"\\".contains(&byte));
    if !plain || !KEY_LENGTHS.contains(&key.len()) {
        return Err(ApiError::invalid("Idempotency-Key must be 16 to 256 ASCII characters"));
    }
    Ok(key.to_owned())
}

/// Two requests are the same when method, path and body are.
pub(crate) fn fingerprint(method: &str, path: &str, body: &[u8]) -> String {
    let mut digest = Sha256::new();
    digest.update(method);
    digest.update([0]);
    digest.update(path);
    digest.update([0]);
    digest.update(body);
    ids::hex(&digest.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const KEY: &str = "can_0123456789abcdef";

    #[track_caller]
    fn check_key(header: &str, expected: Option<&str>) {
        assert_eq!(parse_key(header).ok().as_deref(), expected, "{header}");
    }

    #[test]
    fn the_key_is_a_quoted_string_of_sixteen_to_256_characters() {
        check_key("\"0123456789abcdef\"", Some("0123456789abcdef"));
        check_key("0123456789abcdef", None);
        check_key("\"0123456789abcde\"", None);
        check_key(&format!("\"{}\"", "k".repeat(256)), Some(&"k".repeat(256)));
        check_key(&format!("\"{}\"", "k".repeat(257)), None);
        check_key("\"0123456789ab\"cdef\"", None);
        check_key("\"", None);
    }

    #[test]
    fn a_key_answers_the_same_for_three_hours() {
        let mut answers = Answers::default();
        let start = DateTime::UNIX_EPOCH;
        let answer = Answer { status: 200, body: json!({"n": 1}) };
        assert_eq!(answers.claim(KEY, "a", start), Ok(Claim::Fresh));
        answers.finish(KEY, "a", answer.clone(), start);

        let late = start + TimeDelta::hours(3) - TimeDelta::seconds(1);
        assert_eq!(answers.claim(KEY, "a", late), Ok(Claim::Replay(answer)));
        let refused = answers.claim(KEY, "b", late).unwrap_err();
        assert_eq!(refused.kind, ErrorKind::InvalidRequest);
        assert_eq!(answers.claim(KEY, "a", start + TimeDelta::hours(3)), Ok(Claim::Fresh));
    }

    #[test]
    fn a_key_in_flight_is_refused_until_it_is_released() {
        let mut answers = Answers::default();
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(answers.claim(KEY, "a", now), Ok(Claim::Fresh));
        let refused = answers.claim(KEY, "a", now).unwrap_err();
        assert_eq!(refused.kind, ErrorKind::IdempotencyOutstandingRequest);
        answers.release(KEY);
        assert_eq!(answers.claim(KEY, "a", now), Ok(Claim::Fresh));
    }
}
