//! Why something was cancelled, in the words that say most.

use desk_api::Cancellation;
use desk_domain::cancellation::ReasonCode;

use crate::i18n::{t, words};

/// The note speaks for "other": what came in from a vendor has its reason only there.
#[must_use]
pub fn reason(cancellation: &Cancellation) -> String {
    let note = cancellation.note.trim();
    if cancellation.reason_code == ReasonCode::Other && !note.is_empty() {
        return note.to_owned();
    }
    t(words::reason(cancellation.reason_code)).to_owned()
}
