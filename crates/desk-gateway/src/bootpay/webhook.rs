//! What Bootpay's webhooks are worth: a receipt id to read again, and nothing more.
//!
//! V1 puts the merchant's private key into the body, which proves the sender as long as nobody else
//! has read one. V2 documents no signature at all: whoever knows the address can knock. So no word of
//! a body is believed. Neither names its event, so a repeat is the whole body once more, and only for a
//! while: two partial cancels of one amount may have one body (UNVERIFIED; V1 tells no sum of what was
//! cancelled), and somebody could send the body of the next event ahead.

use hmac::{Hmac, Mac};
use reqwest::Url;
use serde::Deserialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::ApiVersion;
use crate::Secret;

/// Receipt ids are 24 hex digits.
const RECEIPT_ID_LENGTH: usize = 24;
/// What differs between two deliveries of one event, and what is nobody's to keep, not even as a digest.
const NO_PART_OF_THE_MARK: [&str; 2] = ["retry_count", "private_key"];

/// What a channel holds against its webhooks.
#[derive(Clone, Debug)]
pub struct HookKeys {
    pub api_version: ApiVersion,
    pub application_id: String,
    pub private_key: Secret,
}

/// A webhook that is worth a read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedHook {
    /// The same for every delivery of one body, and perhaps for two events that look alike.
    pub id: String,
    /// `webhook_type` where there is one, else the number of the status. For the log.
    pub kind: String,
    pub gateway_payment_id: String,
}

/// Why a webhook is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HookError {
    #[error("it is not a document we can read")]
    Unreadable,
    #[error("its keys are not those of the channel")]
    WrongKeys,
}

#[derive(Deserialize)]
struct HookBody {
    receipt_id: String,
    application_id: Option<String>,
    private_key: Option<Secret>,
    webhook_type: Option<String>,
    status: Option<Value>,
}

/// Reads a webhook: JSON, or the form that V1 sends by default.
///
/// # Errors
/// [`HookError::WrongKeys`] when a key is given and is another, and when V1 gives none.
pub fn read_hook(keys: &HookKeys, body: &[u8]) -> Result<ReceivedHook, HookError> {
    let fields = parse(body).ok_or(HookError::Unreadable)?;
    let mark = mark(fields.clone());
    let body: HookBody =
        serde_json::from_value(Value::Object(fields)).map_err(|_| HookError::Unreadable)?;
    check_keys(keys, &body)?;
    let id = body.receipt_id;
    if id.len() != RECEIPT_ID_LENGTH || !id.bytes().all(|sign| sign.is_ascii_hexdigit()) {
        return Err(HookError::Unreadable);
    }
    let status = body.status.map(|status| match status {
        Value::String(text) => text,
        other => other.to_string(),
    });
    let kind = body.webhook_type.or(status).unwrap_or_default();
    Ok(ReceivedHook {
        id: format!("{id}-{mark}"),
        kind: kind.chars().filter(|sign| !sign.is_control()).take(64).collect(),
        gateway_payment_id: id,
    })
}

fn check_keys(keys: &HookKeys, body: &HookBody) -> Result<(), HookError> {
    let private_key = match (&body.private_key, keys.api_version) {
        (Some(given), _) => is_same(given.expose(), keys.private_key.expose()),
        (None, ApiVersion::V1) => false,
        (None, ApiVersion::V2) => true,
    };
    let application = body.application_id.as_ref().is_none_or(|id| *id == keys.application_id);
    if private_key && application { Ok(()) } else { Err(HookError::WrongKeys) }
}

/// Compared in constant time, over digests of one length.
fn is_same(given: &str, ours: &str) -> bool {
    let mac = |text: &str| {
        let mut mac = Hmac::<Sha256>::new_from_slice(b"bootpay private key")
            .expect("HMAC takes a key of any length");
        mac.update(text.as_bytes());
        mac
    };
    mac(ours).verify(&mac(given).finalize().into_bytes()).is_ok()
}

/// What tells one body from another, in whatever order its fields came.
fn mark(mut fields: Map<String, Value>) -> String {
    for name in NO_PART_OF_THE_MARK {
        fields.remove(name);
    }
    format!("{:x}", Sha256::digest(Value::Object(fields).to_string()))
}

fn parse(body: &[u8]) -> Option<Map<String, Value>> {
    serde_json::from_slice(body).ok().or_else(|| {
        let mut form = Url::parse("form:fields").ok()?;
        form.set_query(Some(std::str::from_utf8(body).ok()?));
        let fields = form.query_pairs().into_owned();
        Some(fields.map(|(name, value)| (name, Value::String(value))).collect())
    })
}

#[cfg(test)]
mod tests;
