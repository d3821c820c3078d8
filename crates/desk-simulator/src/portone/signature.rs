//! Standard Webhooks signatures: HMAC-SHA256 over `<id>.<timestamp>.<body>`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::private::Private;

/// The key bytes of a webhook secret: base64 after the optional `whsec_`.
#[derive(Clone)]
pub(crate) struct SigningKey(Vec<u8>);

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

impl SigningKey {
    pub(crate) fn parse(secret: &Private) -> Result<Self, base64::DecodeError> {
        let text = secret.reveal();
        STANDARD.decode(text.strip_prefix("whsec_").unwrap_or(text)).map(Self)
    }

    /// The value of `webhook-signature`. `timestamp` is in seconds since 1970.
    pub(crate) fn sign(&self, webhook_id: &str, timestamp: i64, body: &str) -> String {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(format!("{webhook_id}.{timestamp}.{body}").as_bytes());
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test vector of the Standard Webhooks specification.
    #[test]
    fn the_specifications_own_example() {
        let key = SigningKey::parse(&Private::from("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        let signature = key.unwrap().sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            r#"{"test": 2432232314}"#,
        );
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn the_prefix_is_optional_and_the_rest_must_be_base64() {
        let with = SigningKey::parse(&Private::from("whsec_c2VjcmV0")).unwrap();
        let without = SigningKey::parse(&Private::from("c2VjcmV0")).unwrap();
        assert_eq!(with.sign("a", 1, "b"), without.sign("a", 1, "b"));
        assert!(SigningKey::parse(&Private::from("whsec_!")).is_err());
    }
}
