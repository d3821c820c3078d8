//! The person's click: one key, one subject, one body.

use desk_api::ProblemCode;
use desk_domain::StaffId;
use desk_domain::limits::{IDEMPOTENCY_KEY_MAX, IDEMPOTENCY_KEY_MIN};
use desk_store::Intent;
use serde::Serialize;

use crate::digest::{bits_of, sha256_hex};
use crate::problem::Refusal;

/// A well-formed `Idempotency-Key`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IntentKey(String);

impl IntentKey {
    /// Takes the header, with or without the quotes of a structured field.
    pub(crate) fn parse(header: Option<&str>) -> Result<Self, Refusal> {
        let key = header.map(str::trim).unwrap_or_default();
        let key = key.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(key);
        let plain =
            key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if plain && (IDEMPOTENCY_KEY_MIN..=IDEMPOTENCY_KEY_MAX).contains(&key.len()) {
            return Ok(Self(key.to_owned()));
        }
        let range = format!("{IDEMPOTENCY_KEY_MIN}–{IDEMPOTENCY_KEY_MAX}");
        Err(Refusal::new(ProblemCode::IdempotencyKeyMissing).because(
            format!("Idempotency-Key는 영문, 숫자, -, _ {range}자예요."),
            format!("Idempotency-Key takes {range} letters, digits, hyphens and underscores."),
        ))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// 128 bits of what this click makes. They follow from the click, so that a book that was restored from
    /// before it makes the same again: the vendor knows it by its id.
    pub(crate) fn bits(&self, kind: &str, staff: &StaffId, about: &str) -> u128 {
        bits_of(kind, &format!("{staff} {about} {}", self.0))
    }

    /// Binds the key to who, what it is about (a payment to cancel, a bill and what to do with it) and
    /// which body.
    pub(crate) fn intent(&self, staff: &StaffId, about: &str, body: &impl Serialize) -> Intent {
        // Written by our own serializer, so that spaces and the order of fields do not count.
        let body = serde_json::to_vec(body).expect("a request has only text and numbers");
        let fields = [staff.as_str().as_bytes(), about.as_bytes(), &body];
        Intent { key: self.0.clone(), fingerprint: sha256_hex(&fields) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_click_makes_the_same_id() {
        let key = |text: &str| IntentKey::parse(Some(text)).unwrap();
        let (staff, other) = (StaffId::from_bits(1), StaffId::from_bits(2));
        let bits = key("0123456789abcdef").bits("cancellation", &staff, "pay_1");
        assert_eq!(bits, key("\"0123456789abcdef\"").bits("cancellation", &staff, "pay_1"));
        assert_ne!(bits, key("0123456789abcdee").bits("cancellation", &staff, "pay_1"));
        assert_ne!(bits, key("0123456789abcdef").bits("bill", &staff, "pay_1"));
        assert_ne!(bits, key("0123456789abcdef").bits("cancellation", &other, "pay_1"));
        assert_ne!(bits, key("0123456789abcdef").bits("cancellation", &staff, "pay_2"));
    }

    #[track_caller]
    fn check(header: Option<&str>, accepted: bool) {
        assert_eq!(IntentKey::parse(header).is_ok(), accepted, "{header:?}");
    }

    #[test]
    fn a_key_is_long_enough_and_plain() {
        check(None, false);
        check(Some(""), false);
        check(Some("short"), false);
        check(Some("0123456789abcde"), false);
        check(Some("0123456789abcdef"), true);
        check(Some("\"0123456789abcdef\""), true);
        check(Some("0123456789 abcdef"), false);
        check(Some("열여섯글자보다긴열쇠열여섯글자"), false);
        check(Some(&"a".repeat(128)), true);
        check(Some(&"a".repeat(129)), false);
    }
}
