//! What an answer that is no success means.

use desk_domain::cancellation::VendorWords;
use serde_json::Value;

use crate::ReadError;
use crate::bootpay::ApiVersion;
use crate::bootpay::wire::v1::Envelope;
use crate::bootpay::wire::v2::ErrorBody;
use crate::http::{Answer, HttpError};

/// What the vendor's pages call a token that is not taken. The call did nothing.
pub(super) const TOKEN_REFUSED: &str = "TOKEN_KEY_INVALID";
const NOT_FOUND: &str = "RC_NOT_FOUND";

/// What the rulebook calls an error of V1: which number means what is not published, so its words speak. Not where
/// the vendor or the PG behind it is in trouble: nobody knows then what was done.
const V1_ERROR: &str = "V1_ERROR";
const V1_FAULT: &str = "V1_FAULT";

/// The error's words, in either generation. V1's number stands where V2 has the PG's code.
pub(super) fn words(api: ApiVersion, answer: &Answer) -> Option<VendorWords> {
    match api {
        ApiVersion::V1 => {
            let error: Envelope<Value> = serde_json::from_slice(&answer.body).ok()?;
            (error.code != 0).then(|| VendorWords {
                code: v1_code(answer.status.max(error.status)).to_owned(),
                message: error.message.unwrap_or_default(),
                pg_code: Some(error.code.to_string()),
                pg_message: None,
            })
        }
        ApiVersion::V2 => {
            let error: ErrorBody = serde_json::from_slice(&answer.body).ok()?;
            Some(VendorWords {
                code: error.error_code,
                message: error.message.unwrap_or_default(),
                pg_code: error.pg_error_code.as_ref().and_then(plain),
                pg_message: None,
            })
        }
    }
}

const fn v1_code(status: u16) -> &'static str {
    match status {
        401 => TOKEN_REFUSED,
        // Its addresses are fixed, so only the receipt can miss.
        404 => NOT_FOUND,
        500.. => V1_FAULT,
        _ => V1_ERROR,
    }
}

fn plain(code: &Value) -> Option<String> {
    match code {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether the envelope of V1 says no where HTTP says 200.
pub(super) fn says_no(answer: &Answer) -> bool {
    let envelope = serde_json::from_slice::<Envelope<Value>>(&answer.body);
    envelope.is_ok_and(|envelope| envelope.status != 200 && envelope.code != 0)
}

/// For logs and people: the vendor's own code, which is a number in V1.
pub(super) fn said(status: u16, words: &VendorWords) -> String {
    let number =
        words.pg_code.as_deref().filter(|_| [V1_ERROR, V1_FAULT].contains(&words.code.as_str()));
    let code = number.unwrap_or(&words.code);
    format!("HTTP {status} {code} {}", words.message).trim_end().to_owned()
}

/// Whether the token, and not the call, was refused.
pub(crate) fn is_token_refused(api: ApiVersion, answer: &Answer) -> bool {
    let by_code = words(api, answer).is_some_and(|words| words.code == TOKEN_REFUSED);
    by_code || answer.status == 401
}

/// Why a read was answered with something else than its document.
pub(crate) fn read_error(api: ApiVersion, answer: &Answer) -> ReadError {
    let words = words(api, answer).unwrap_or_default();
    let said = said(answer.status, &words);
    match (answer.status, words.code.as_str()) {
        (_, NOT_FOUND) => ReadError::NotFound,
        (_, code) if code.starts_with("APP_") || code == TOKEN_REFUSED => {
            ReadError::Unauthorized(said)
        }
        (401 | 403, _) => ReadError::Unauthorized(said),
        (408 | 429 | 500..=599, _) => ReadError::Unavailable(said),
        _ => ReadError::Malformed(said),
    }
}

/// Why a read brought no whole answer.
pub(crate) fn read_failure(error: &HttpError) -> ReadError {
    match error {
        HttpError::TooLarge | HttpError::Unsendable(_) => ReadError::Malformed(error.to_string()),
        HttpError::Setup(_)
        | HttpError::NoConnection(_)
        | HttpError::TimedOut
        | HttpError::BrokenOff(_) => ReadError::Unavailable(error.to_string()),
    }
}

/// Where a document does not fit. The parser's own words would quote it, and documents hold names
/// and account numbers.
pub(super) fn unreadable(error: &serde_json::Error) -> ReadError {
    let (line, column) = (error.line(), error.column());
    ReadError::Malformed(format!("it is not as described at line {line}, column {column}"))
}

/// Our own no, said before anything of a cancel has left.
pub(crate) fn not_sent(error: &ReadError) -> VendorWords {
    let code = match error {
        ReadError::NotFound => "payment_not_found",
        ReadError::Unsupported(_) => "unsupported_payment",
        ReadError::Unauthorized(_)
        | ReadError::Unavailable(_)
        | ReadError::Malformed(_)
        | ReadError::Untold(_) => "gateway_unreachable",
    };
    our_no(code, &error.to_string())
}

pub(super) fn our_no(code: &str, why: &str) -> VendorWords {
    let (code, message) = (code.to_owned(), format!("not sent: {why}"));
    VendorWords { code, message, ..VendorWords::default() }
}
