//! The vendor's word in an answer, and what it means when there is none.

use desk_domain::cancellation::VendorWords;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::ReadError;
use crate::http::Answer;
use crate::payssam::ApiVersion;
use crate::payssam::wire::Envelope;

const SUCCESS: &str = "0000";
/// Longest code that is written down, in characters; the vendor's have at most 17.
const CODE_MAX_CHARS: usize = 32;

/// No bill of this number, in V1 and V2.
pub(super) const NOT_FOUND: &[&str] = &["9980", "BILL_003"];
/// We are not who we should be. `PARTNER_007` is not among them: its sentence is cut off in what can
/// be read of the documents.
pub(super) const NOT_LET_IN: &[&str] = &[
    "1003",
    "PARTNER_001",
    "PARTNER_002",
    "PARTNER_003",
    "PARTNER_004",
    "PARTNER_005",
    "PARTNER_006",
];
/// The request itself was refused: a field, the hash.
pub(super) const INVALID: &[&str] = &["VALIDATION_001", "VALIDATION_002"];

/// A code with its words, and the document that came with them.
#[derive(Debug)]
pub(in crate::payssam) struct Word {
    status: u16,
    pub(super) words: VendorWords,
    document: Value,
}

/// Reads an answer.
///
/// # Errors
/// Why it holds no word of the vendor, for the log; never quotes it.
pub(in crate::payssam) fn word(version: ApiVersion, answer: &Answer) -> Result<Word, String> {
    let wordless = || format!("HTTP {} without the vendor's words", answer.status);
    let mut document: Value = serde_json::from_slice(&answer.body).map_err(|_| wordless())?;
    if !document.is_object() {
        return Err(wordless());
    }
    let envelope = Envelope::deserialize(&document).map_err(|_| wordless())?;
    if version == ApiVersion::V2 {
        document = document.get_mut("data").map(Value::take).unwrap_or_default();
    }
    let words = VendorWords {
        code: envelope.code.chars().take(CODE_MAX_CHARS).collect(),
        message: envelope.message.or(envelope.msg).unwrap_or_default(),
        ..VendorWords::default()
    };
    Ok(Word { status: answer.status, words, document })
}

impl Word {
    pub(super) fn is_success(&self) -> bool {
        self.status == 200 && self.words.code == SUCCESS
    }

    /// Whether it is one of these explicit noes. They come with HTTP 200 as a rule, with 400 or 404 as
    /// the documents allow; a code behind any other status is not believed.
    pub(super) fn is_no(&self, lists: &[&[&str]]) -> bool {
        matches!(self.status, 200 | 400 | 404)
            && lists.iter().any(|list| list.contains(&self.words.code.as_str()))
    }

    /// For the log.
    pub(super) fn said(&self) -> String {
        format!("HTTP {} {}", self.status, self.words.code)
    }

    /// The document of a success.
    ///
    /// # Errors
    /// When it does not fit, without quoting it: documents hold names and numbers.
    pub(in crate::payssam) fn document<T: DeserializeOwned>(self) -> Result<T, String> {
        let said = self.said();
        serde_json::from_value(self.document)
            .map_err(|_| format!("{said}, but the answer does not fit the vendor's description"))
    }
}

/// A read that was answered by something else than the vendor: a proxy, a maintenance page.
pub(in crate::payssam) fn unread(status: u16, why: String) -> ReadError {
    match status {
        401 | 403 => ReadError::Unauthorized(why),
        408 | 429 | 500..=599 => ReadError::Unavailable(why),
        _ => ReadError::Malformed(why),
    }
}

/// What a read was answered with instead of a bill; `None` when it is the bill.
pub(in crate::payssam) fn read_error(word: &Word) -> Option<ReadError> {
    if word.is_success() {
        return None;
    }
    let said = format!("{} {}", word.said(), word.words.message).trim_end().to_owned();
    Some(if word.is_no(&[NOT_FOUND]) {
        ReadError::NotFound
    } else if word.is_no(&[NOT_LET_IN]) || matches!(word.status, 401 | 403) {
        ReadError::Unauthorized(said)
    } else if word.is_no(&[INVALID]) {
        ReadError::Malformed(said)
    } else {
        ReadError::Unavailable(said)
    })
}
