//! What a vendor answered, and what is written down of it.

use desk_domain::cancellation::{CancellationState, VendorWords};
use desk_gateway::CancelOutcome;
use desk_store::{Sending, Settlement, StoreError};

use super::resolve::{Proof, is_unexplained, settle_by_proof};
use super::{Next, read_again};
use crate::desk::{Connection, Desk};
use crate::limits::{PENDING_BACKOFF_SECONDS, RESOLVE_BACKOFF_SECONDS, backoff};

/// Writes down the end of one cancel call. `repeats` is 0 for the first call of an order.
///
/// Two answers are not believed by themselves, but only beside a read that shows nothing of ours: a
/// refusal of a repeat (had the first call gone through, the vendor would now refuse for that very
/// reason), and a fault that the vendor passes on from the PG behind it.
pub(super) async fn write_down(
    desk: &Desk,
    connection: &Connection,
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
        CancelOutcome::Refused(words) if repeats == 0 => {
            end(desk, sending, Settlement::Failed(words)).await
        }
        CancelOutcome::Refused(words) | CancelOutcome::Unknown { words: Some(words), .. } => {
            believe_beside_a_read(desk, connection, sending, words, repeats).await
        }
        CancelOutcome::Unknown { why, words: None } => lost(desk, sending, &why, repeats).await,
    }
}

async fn believe_beside_a_read(
    desk: &Desk,
    connection: &Connection,
    sending: &Sending,
    words: VendorWords,
    repeats: u32,
) -> Result<Next, StoreError> {
    let found = match connection.gateway.find(&sending.payment.gateway_payment_id).await {
        Ok(found) => found,
        Err(error) => return lost(desk, sending, &error.to_string(), repeats).await,
    };
    match settle_by_proof(desk, sending, &found).await? {
        Proof::None if is_unexplained(&found, sending) => {
            lost(desk, sending, &words.message, repeats).await
        }
        Proof::None => end(desk, sending, Settlement::Failed(words)).await,
        Proof::Final => {
            read_again(desk, &sending.cancellation.id).await?;
            Ok(Next::Done)
        }
        Proof::Accepted => Ok(Next::Done),
        Proof::StillPending => Ok(later(desk, PENDING_BACKOFF_SECONDS, repeats)),
    }
}

async fn end(desk: &Desk, sending: &Sending, settlement: Settlement) -> Result<Next, StoreError> {
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
        return Ok(later(desk, RESOLVE_BACKOFF_SECONDS, repeats));
    }
    let check_at = desk.now().plus_seconds(backoff(RESOLVE_BACKOFF_SECONDS, 0));
    let settlement = Settlement::Unknown { why: why.to_owned(), check_at };
    desk.store.settle_cancellation(&cancellation.id, &settlement, desk.now()).await?;
    Ok(Next::Done)
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
