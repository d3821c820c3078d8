//! What a manager writes who was asked how a cancel ended, and has looked into the PG's own records.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::sight::{CancellationSeen, Sight};

const WORDS: &str = "PG 관리자 화면에서 직접 확인했어요";

/// The body that closes the follow-up of a doubt with what the vendor's ledger shows. `None`: there is nobody
/// to ask about it.
#[must_use]
pub fn signature(sight: &Sight, row: &CancellationSeen, today: NaiveDate) -> Option<Value> {
    let finding = match sight.was_carried_out(row)? {
        true => json!({ "outcome": "cancelled", "on": today, "amount_won": row.amount_won }),
        false => json!({ "outcome": "not_cancelled" }),
    };
    Some(json!({ "proof": "signed_note", "evidence": WORDS, "finding": finding }))
}
