//! Who may say that a webhook is PortOne's: only whoever has the secret.

use axum::http::{HeaderMap, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use desk_domain::Timestamp;
use desk_gateway::portone::{WebhookSecret, verify_hook};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use super::portone::BODIES;
use super::{Target, Verdict, demand};

const KEY: &[u8] = b"hostile-input-test-secret-000001";
/// 2026-11-21T12:00:00+09:00, in seconds.
pub(super) const NOW: i64 = 1_795_230_000;
/// How far a webhook's time may lie from ours, in seconds; the vendor's own tolerance.
const TOLERANCE: i64 = 300;

/// Four parts, a line each: id, time, signatures, and the body to the end.
pub(super) struct Signature;

impl Target for Signature {
    fn name(&self) -> &'static str {
        "portone-signature"
    }

    fn corpus(&self) -> Vec<Vec<u8>> {
        let times = [NOW, NOW - TOLERANCE, NOW + TOLERANCE, NOW - TOLERANCE - 1];
        let signed = times.iter().zip(BODIES.iter().cycle()).map(|(at, body)| {
            let at = at.to_string();
            let signature = sign("hook-1", &at, body.as_bytes());
            format!("hook-1\n{at}\nv1,Zm9yZ2Vk {signature} v2,{signature}\n{body}").into_bytes()
        });
        signed.collect()
    }

    /// The oracle signs for itself, and never looks at how the product compares.
    fn judge(&mut self, input: &[u8]) -> Result<Verdict, String> {
        let mut parts = input.splitn(4, |byte| *byte == b'\n');
        let [Some(id), Some(at), Some(signatures), Some(body)] =
            [parts.next(), parts.next(), parts.next(), parts.next()]
        else {
            return Ok(Verdict::Refused);
        };
        let texts = [id, at, signatures].map(|part| std::str::from_utf8(part).ok());
        let [Some(id), Some(at), Some(signatures)] = texts else { return Ok(Verdict::Refused) };
        let Some(headers) = headers(id, at, signatures) else { return Ok(Verdict::Refused) };
        let now = Timestamp(0).plus_seconds(NOW);
        if verify_hook(&[secret()], &headers, body, now).is_err() {
            return Ok(Verdict::Refused);
        }
        let ours = sign(id, at, body);
        demand(signatures.contains(&ours), || "a signature that we did not make".to_owned())?;
        let seconds: i64 = at.parse().map_err(|_| format!("a time that is none: {at:?}"))?;
        let is_fresh = NOW.abs_diff(seconds) <= TOLERANCE.unsigned_abs();
        demand(is_fresh, || format!("a stale webhook, of {seconds}"))?;
        Ok(Verdict::Understood)
    }
}

pub(super) fn secret() -> WebhookSecret {
    STANDARD_NO_PAD.encode(KEY).parse().expect("a secret of base64")
}

/// Without padding, so that it is found in whatever the reader takes for the same.
pub(super) fn sign(id: &str, at: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY).expect("HMAC takes a key of any length");
    mac.update(&[id.as_bytes(), b".", at.as_bytes(), b".", body].concat());
    format!("v1,{}", STANDARD_NO_PAD.encode(mac.finalize().into_bytes()))
}

/// `None` for what no HTTP server would let in.
pub(super) fn headers(id: &str, at: &str, signatures: &str) -> Option<HeaderMap> {
    let fields = [("webhook-id", id), ("webhook-timestamp", at), ("webhook-signature", signatures)];
    let fields = fields.map(|(name, value)| (name.parse(), HeaderValue::from_str(value)));
    fields.into_iter().map(|(name, value)| Some((name.ok()?, value.ok()?))).collect()
}
