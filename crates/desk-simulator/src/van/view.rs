//! Answers of the driver, field by field.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::approval::Approval;
use super::attempt::{Attempt, End, Stage};
use super::settings::Settings;

pub(crate) fn attempt(attempt: &Attempt, settings: &Settings) -> Value {
    json!({
        "requestId": attempt.request_id,
        "kind": attempt.kind,
        "approvalNumber": attempt.approval_number,
        "stage": attempt.stage,
        "stageSince": attempt.stage_since,
        "waitUntil": wait_until(attempt, settings),
        "result": attempt.end.as_ref().map(result),
    })
}

pub(crate) fn approval(approval: &Approval) -> Value {
    let state = if approval.cancels.is_empty() { "approved" } else { "cancelled" };
    json!({
        "approvalNumber": approval.number,
        "approvedAt": approval.approved_at,
        "amountWon": approval.amount_won,
        "installmentMonths": approval.installment_months,
        "issuer": approval.issuer,
        "catId": approval.cat_id,
        "kind": approval.kind,
        "state": state,
        "cancel": approval.cancels.last(),
    })
}

/// For the page and the control API, which know the customer as well.
pub(crate) fn row(of: &Approval) -> Value {
    let mut row = approval(of);
    row["customerName"] = json!(of.customer_name.reveal());
    row["phone"] = json!(of.phone.reveal());
    row["orderName"] = json!(of.order_name);
    row["refundCount"] = json!(of.cancels.len());
    row
}

/// When the wait for the card ends by itself.
fn wait_until(attempt: &Attempt, settings: &Settings) -> Option<DateTime<Utc>> {
    let wait = settings.card_wait.filter(|_| attempt.stage == Stage::AwaitingCard)?;
    Some(attempt.stage_since + wait)
}

fn result(end: &End) -> Value {
    match end {
        End::Succeeded { approval_number, approved_at } => json!({
            "kind": "succeeded", "approvalNumber": approval_number, "approvedAt": approved_at,
        }),
        End::Declined(decline) => json!({
            "kind": "declined", "code": decline, "words": decline.words(),
        }),
        End::Aborted(why) => json!({ "kind": "aborted", "why": why }),
        End::Unknown => json!({ "kind": "unknown" }),
    }
}
