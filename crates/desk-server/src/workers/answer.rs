//! What a vendor answered, and what is written down of it.

use desk_domain::cancellation::{CancellationState, VendorWords};
use desk_gateway::{CancelOutcome, Reading};
use desk_store::{Sending, Settlement, StoreError};

use super::by_state::take_over;
use super::doubt::doubt;
use super::{Next, read_again};
use crate::desk::{Connection, Desk};
use crate::limits::{
    NO_PROOF_ALARM_SECONDS, PENDING_BACKOFF_SECONDS, RESOLVE_BACKOFF_SECONDS, backoff,
};

/// Writes down the end of one cancel call. `repeats` is 0 for the first call of an order.
///
/// Some answers are not believed by themselves, but only after reads that show nothing of ours
/// ([`super::doubt`]): a refusal of a repeat (had the first call gone through, the vendor would now
/// refuse for that very reason), a fault that the vendor passes on from the PG behind it, and a refusal
/// that proves nothing.
pub(super) async fn write_down(
    desk: &Desk,
    sending: &Sending,
    outcome: CancelOutcome,
    repeats: u32,
) -> Result<Next, StoreError> {
    let now = desk.now();
    match outcome {
        CancelOutcome::Succeeded(done) => {
            let settlement = Settlement::Succeeded {
                gateway_cancellation_id: Some(done.gateway_cancellation_id),
                receipt_url: done.receipt_url,
            };
            end(desk, sending, settlement).await
        }
        CancelOutcome::Pending(accepted) => {
            let settlement = Settlement::Accepted {
                gateway_cancellation_id: Some(accepted.gateway_cancellation_id),
                check_at: now.plus_seconds(backoff(PENDING_BACKOFF_SECONDS, 0)),
            };
            desk.store.settle_cancellation(&sending.cancellation.id, &settlement, now).await?;
            Ok(Next::Done)
        }
        CancelOutcome::Refused(words) if repeats == 0 && is_a_no(desk, sending, &words) => {
            let is_done_already = desk.explain(&sending.payment, &words).converges;
            let next = end(desk, sending, Settlement::Failed(words)).await?;
            if is_done_already {
                take_over(desk, sending).await?;
            }
            Ok(next)
        }
        CancelOutcome::Refused(words) => doubt(desk, sending, words).await,
        CancelOutcome::Unknown { words: Some(words), .. } => doubt(desk, sending, words).await,
        CancelOutcome::Unknown { why, words: None } => lost(desk, sending, &why, repeats).await,
    }
}

/// Whether a refusal ends the cancel. Not where the vendor says that another one is under way; and "cancelled
/// already" only of one whose reads show it: at Bootpay a cancel in the PG's own site never arrives, and nobody
/// would be told that the money has moved.
fn is_a_no(desk: &Desk, sending: &Sending, words: &VendorWords) -> bool {
    let advice = desk.explain(&sending.payment, words);
    let reading = desk.connection_of(&sending.payment).map(Connection::reading);
    let is_seen = !advice.converges || reading != Some(Reading::SumOnly);
    is_seen && !advice.outcome_unknown
}

pub(super) async fn end(
    desk: &Desk,
    sending: &Sending,
    settlement: Settlement,
) -> Result<Next, StoreError> {
    let id = &sending.cancellation.id;
    desk.store.settle_cancellation(id, &settlement, desk.now()).await?;
    read_again(desk, id).await?;
    Ok(Next::Done)
}

/// No answer. `sent` is then shown as what it is: unknown, with a job of its own to resolve it. One
/// that is known to be unknown is not written down again and again; only its job waits longer.
pub(super) async fn lost(
    desk: &Desk,
    sending: &Sending,
    why: &str,
    repeats: u32,
) -> Result<Next, StoreError> {
    let cancellation = &sending.cancellation;
    tracing::warn!(cancellation = %cancellation.id, why, "the vendor owes us an answer");
    let unanswered =
        cancellation.state == CancellationState::Sent && cancellation.accepted_at.is_none();
    if !unanswered {
        return unproven(desk, sending, RESOLVE_BACKOFF_SECONDS, repeats).await;
    }
    let check_at = desk.now().plus_seconds(backoff(RESOLVE_BACKOFF_SECONDS, 0));
    let why = why.to_owned();
    let settlement = Settlement::Unknown { why, words: None, quiet_since: None, check_at };
    desk.store.settle_cancellation(&cancellation.id, &settlement, desk.now()).await?;
    Ok(Next::Done)
}

/// Looks again later at what nothing proves yet. After a day it is in doubt: people can ask the vendor in
/// words, and settle it by what they see there.
pub(super) async fn unproven(
    desk: &Desk,
    sending: &Sending,
    steps: &[i64],
    repeats: u32,
) -> Result<Next, StoreError> {
    let cancellation = &sending.cancellation;
    let sent_at = cancellation.sent_at.unwrap_or(cancellation.requested_at);
    let is_overdue = desk.now().seconds_since(sent_at) >= NO_PROOF_ALARM_SECONDS;
    if is_overdue && !cancellation.is_in_doubt() {
        tracing::error!(cancellation = %cancellation.id, "sent a day ago, and nothing proves how it ended");
        desk.store.note_no_proof(&cancellation.id, desk.now()).await?;
    }
    Ok(later(desk, steps, repeats))
}

/// A failure in our own words.
pub(super) fn failed(code: &str, words: &str) -> Settlement {
    Settlement::Failed(vendor_words(code, words))
}

pub(super) fn vendor_words(code: &str, message: &str) -> VendorWords {
    let (code, message) = (code.to_owned(), message.to_owned());
    VendorWords { code, message, ..VendorWords::default() }
}

pub(super) fn later(desk: &Desk, steps: &[i64], repeats: u32) -> Next {
    Next::Again { at: desk.now().plus_seconds(backoff(steps, repeats)) }
}
