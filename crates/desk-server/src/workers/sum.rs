//! Proof where a vendor tells only how much is cancelled in all.
//!
//! An order goes out only while the vendor has left exactly what the book has left, so the sum it was
//! sent at is known. When the sum has grown by our amount since, ours is written down as done. Somebody
//! else's cancel of the same amount in the same moments would look no different. The money is right in
//! either case, as book and vendor then say the same sum and nothing is sent again; the name may be
//! wrong, and the story of the cancellation says so.

use desk_domain::audit::AuditEntry;
use desk_domain::cancellation::CancellationState;
use desk_domain::{Timestamp, Won};
use desk_gateway::{Found, sum_id};
use desk_store::{Sending, Settlement, StoreError};
use serde_json::json;

use super::resolve::Proof;
use crate::desk::Desk;
use crate::limits::{LEASE_SECONDS, PROOF_BY_ABSENCE_SECONDS};

/// Settles an unsettled cancellation of ours when the vendor's sum proves it.
pub(super) async fn settle_by_sum(
    desk: &Desk,
    sending: &Sending,
    found: &Found,
) -> Result<Proof, StoreError> {
    let now = desk.now();
    if !proves(sending, found, now) {
        return Ok(Proof::None);
    }
    let cancellation = &sending.cancellation;
    let body = json!({ "sum_before_won": sent_at_sum(sending, found), "sum_won": found.cancelled });
    // Before the settlement: told twice is better than not told.
    let entry = AuditEntry {
        at: now.0,
        actor: "system".to_owned(),
        action: "cancellation.proved_by_sum".to_owned(),
        subject: cancellation.id.to_string(),
        body: body.to_string(),
    };
    desk.store.audit(&entry, Some(&cancellation.merchant_id)).await?;
    let sum = sent_at_sum(sending, found).0.saturating_add(cancellation.amount.0);
    let gateway_cancellation_id = Some(sum_id(Won(sum)));
    let settlement = Settlement::Succeeded { gateway_cancellation_id, receipt_url: None };
    desk.store.settle_cancellation(&cancellation.id, &settlement, now).await?;
    Ok(Proof::Final)
}

/// What was cancelled at the vendor when the order went out.
fn sent_at_sum(sending: &Sending, found: &Found) -> Won {
    found.amount.saturating_sub(sending.cancellation.expected_cancellable)
}

/// - Grown by less than ours: ours is not in it.
/// - By exactly ours: it is ours, unless our own call may still be answered; that word is better.
/// - By more: ours and another, or another alone. Once ours can no longer be executed late, either
///   reading leaves the same money; what is beyond ours then shows as cancelled outside.
fn proves(sending: &Sending, found: &Found, now: Timestamp) -> bool {
    let cancellation = &sending.cancellation;
    let age = now.seconds_since(cancellation.sent_at.unwrap_or(cancellation.requested_at));
    let is_awaited = cancellation.state == CancellationState::Sent && age < LEASE_SECONDS;
    let grown = found.cancelled.saturating_sub(sent_at_sum(sending, found));
    match grown.cmp(&cancellation.amount) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => !is_awaited,
        std::cmp::Ordering::Greater => age >= PROOF_BY_ABSENCE_SECONDS,
    }
}
