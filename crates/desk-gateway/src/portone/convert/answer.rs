//! What an answer that is no success means.

use desk_domain::cancellation::VendorWords;

use crate::ReadError;
use crate::http::Answer;
use crate::portone::wire::ErrorBody;

impl From<ErrorBody> for VendorWords {
    fn from(error: ErrorBody) -> Self {
        Self {
            code: error.error_type,
            message: error.message.unwrap_or_default(),
            pg_code: error.pg_code,
            pg_message: error.pg_message,
        }
    }
}

/// The vendor passes on a fault of the PG behind it (502).
const PG_FAULT: &str = "PG_PROVIDER";

/// An answer that is not a plain no: why, and the PG's words where it was the PG that spoke.
pub(super) type Unclear = (String, Option<VendorWords>);

/// Tells an explicit no from everything else. `refusals` are the pairs of HTTP status and `type`
/// that the vendor's description gives for "not done".
///
/// Not among them, and therefore unclear: `PG_PROVIDER` (the PG may have executed all the same),
/// `IDEMPOTENCY_OUTSTANDING_REQUEST` (409, the first of two calls still runs), 429, any 5xx, and
/// every pair that the description does not know.
pub(crate) fn refused(answer: &Answer, refusals: &[(u16, &str)]) -> Result<VendorWords, Unclear> {
    let Ok(error) = serde_json::from_slice::<ErrorBody>(&answer.body) else {
        return Err((format!("HTTP {} without the vendor's words", answer.status), None));
    };
    let explicit = refusals.contains(&(answer.status, error.error_type.as_str()));
    let why = format!("HTTP {} {}", answer.status, error.error_type);
    let is_pg_fault = error.error_type == PG_FAULT;
    let words = VendorWords::from(error);
    if explicit { Ok(words) } else { Err((why, is_pg_fault.then_some(words))) }
}

/// Why a read was answered with something else than its document.
pub(crate) fn read_error(answer: &Answer) -> ReadError {
    let error = serde_json::from_slice::<ErrorBody>(&answer.body).ok();
    let error_type = error.as_ref().map_or("", |error| error.error_type.as_str());
    let message = error.as_ref().and_then(|error| error.message.as_deref()).unwrap_or_default();
    let said = format!("HTTP {} {error_type} {message}", answer.status).trim_end().to_owned();
    match (answer.status, error_type) {
        (404, "PAYMENT_NOT_FOUND") => ReadError::NotFound,
        (401 | 403, _) => ReadError::Unauthorized(said),
        (408 | 429 | 500..=599, _) => ReadError::Unavailable(said),
        _ => ReadError::Malformed(said),
    }
}

/// Where a document does not fit. The parser's own words would quote the document, and documents
/// hold names and account numbers.
pub(crate) fn unreadable(error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    format!("does not fit the vendor's description at line {line}, column {column}")
}
