//! The secret of a webhook and what it has signed.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The scheme word of HMAC-SHA256 in `webhook-signature`.
const VERSION: &str = "v1";

/// Takes base64 with and without padding, as the vendor's SDKs do.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The key of a webhook: `whsec_` and base64, the prefix optional as in the vendor's SDKs.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret(Vec<u8>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebhookSecretProblem {
    #[error("a webhook secret is `whsec_` and base64")]
    NotBase64,
    #[error("the webhook secret is empty")]
    Empty,
}

impl WebhookSecret {
    /// Whether one of `signatures`, a list like `v1,<base64> v1,<base64>`, is this key's. Compared in
    /// constant time.
    pub(super) fn has_signed(&self, content: &[u8], signatures: &str) -> bool {
        signatures
            .split(' ')
            .filter_map(|signature| signature.split_once(','))
            .filter(|(version, _)| *version == VERSION)
            .filter_map(|(_, encoded)| BASE64.decode(encoded).ok())
            .any(|signature| self.mac(content).verify_slice(&signature).is_ok())
    }

    fn mac(&self, content: &[u8]) -> Hmac<Sha256> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(content);
        mac
    }

    /// Signs as the vendor does.
    #[cfg(test)]
    pub(super) fn sign(&self, content: &[u8]) -> String {
        format!("{VERSION},{}", BASE64.encode(self.mac(content).finalize().into_bytes()))
    }
}

impl FromStr for WebhookSecret {
    type Err = WebhookSecretProblem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let encoded = text.trim();
        let encoded = encoded.strip_prefix("whsec_").unwrap_or(encoded);
        match BASE64.decode(encoded) {
            Ok(key) if key.is_empty() => Err(WebhookSecretProblem::Empty),
            Ok(key) => Ok(Self(key)),
            Err(_) => Err(WebhookSecretProblem::NotBase64),
        }
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(hidden)")
    }
}
