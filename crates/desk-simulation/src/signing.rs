//! What a manager writes who was asked how a cancel ended, and has looked into the PG's own records.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::sight::{CancellationSeen, DutySeen, Sight};

const WORDS: &str = "PG 관리자 화면에서 직접 확인했어요";

/// The body that closes the follow-up of a doubt, as it was seen, with what the vendor's ledger shows. `None`:
/// there is nobody to ask about it.
#[must_use]
pub fn signature(
    sight: &Sight,
    row: &CancellationSeen,
    duty: &DutySeen,
    today: NaiveDate,
) -> Option<Value> {
    let finding = match sight.was_carried_out(row)? {
        true => json!({ "outcome": "cancelled", "on": today, "amount_won": row.amount_won }),
        false => json!({ "outcome": "not_cancelled" }),
    };
    let seen = json!({ "cause": duty.cause, "amount_at_risk_won": duty.amount_at_risk_won });
    Some(json!({ "proof": "signed_note", "evidence": WORDS, "finding": finding, "seen": seen }))
}
