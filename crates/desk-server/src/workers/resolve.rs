//! Finding out how a cancel ended that was sent and has no final word.
//!
//! Only two things end it: the vendor's list of cancellations shows ours, or there is proof that it
//! never will. While the vendor cannot be read it stays open, for ever if need be; nobody guesses.

use desk_domain::cancellation::Cancellation;
use desk_domain::{CancellationId, Timestamp};
use desk_gateway::{Found, FoundCancellation, FoundCancellationState};
use desk_store::{Sending, Settlement, StoreError};

use super::answer::{failed, later, lost, write_down};
use super::by_state::{proves_by_state, settle_by_state};
use super::order::order_of;
use super::{Next, read_again};
use crate::desk::{Connection, Desk};
use crate::limits::{
    IDEMPOTENCY_MARGIN_SECONDS, PENDING_BACKOFF_SECONDS, PROOF_BY_ABSENCE_SECONDS,
    RESOLVE_BACKOFF_SECONDS, backoff,
};
use crate::usecases::booking::reference_in;

pub(super) async fn resolve(
    desk: &Desk,
    id: &CancellationId,
    repeats: u32,
) -> Result<Next, StoreError> {
    let Some(sending) = desk.store.sending(id).await? else { return Ok(Next::Done) };
    if !sending.cancellation.state.may_have_moved_money() {
        read_again(desk, id).await?;
        return Ok(Next::Done);
    }
    let Some(connection) = desk.connection_of(&sending.payment) else {
        tracing::error!(cancellation = %id, "its connection is gone; configure it again");
        return Ok(later(desk, RESOLVE_BACKOFF_SECONDS, repeats));
    };
    if connection.is_book_only() {
        return send_again(desk, connection, &sending, repeats).await;
    }
    match connection.gateway.find(&sending.payment.gateway_payment_id).await {
        Ok(found) => decide(desk, connection, &sending, &found, repeats).await,
        Err(error) => {
            tracing::warn!(cancellation = %id, %error, "the vendor owes us an answer");
            if repeats == 0 {
                desk.store.note_gateway_silent(&sending.payment.id, desk.now()).await?;
            }
            lost(desk, &sending, &error.to_string(), repeats).await
        }
    }
}

async fn decide(
    desk: &Desk,
    connection: &Connection,
    sending: &Sending,
    found: &Found,
    repeats: u32,
) -> Result<Next, StoreError> {
    match settle_by_proof(desk, sending, found).await? {
        Proof::Final => {
            read_again(desk, &sending.cancellation.id).await?;
            return Ok(Next::Done);
        }
        // The settlement has left a job of its own.
        Proof::Accepted => return Ok(Next::Done),
        Proof::StillPending => return Ok(later(desk, PENDING_BACKOFF_SECONDS, repeats)),
        Proof::None if sending.cancellation.accepted_at.is_some() => {
            return Ok(later(desk, PENDING_BACKOFF_SECONDS, repeats));
        }
        Proof::None => {}
    }
    if is_unexplained(found, sending) {
        tracing::error!(cancellation = %sending.cancellation.id, "the vendor gave back money under a name that is not ours");
        return Ok(later(desk, RESOLVE_BACKOFF_SECONDS, repeats));
    }
    match absence(connection, &sending.cancellation, desk.now()) {
        // The only repeat there is: to the vendor it is the same request.
        Absence::SendAgain => send_again(desk, connection, sending, repeats).await,
        Absence::Proves => {
            let id = &sending.cancellation.id;
            let settlement = failed("not_executed", NOT_EXECUTED);
            desk.store.settle_cancellation(id, &settlement, desk.now()).await?;
            read_again(desk, id).await?;
            Ok(Next::Done)
        }
        Absence::TooEarly => Ok(later(desk, RESOLVE_BACKOFF_SECONDS, repeats)),
    }
}

/// The same order once more. Only for a vendor that takes it as the same request, and for the book,
/// which takes a line once.
async fn send_again(
    desk: &Desk,
    connection: &Connection,
    sending: &Sending,
    repeats: u32,
) -> Result<Next, StoreError> {
    let Ok(order) = order_of(desk, sending) else {
        tracing::error!(cancellation = %sending.cancellation.id, "its refund account does not open");
        return Ok(later(desk, RESOLVE_BACKOFF_SECONDS, repeats));
    };
    let outcome = connection.gateway.cancel(&order).await;
    write_down(desk, connection, sending, outcome, repeats.saturating_add(1)).await
}

const NOT_EXECUTED: &str =
    "the vendor's list shows no such cancellation, and the order can no longer arrive";

/// What it means that the vendor's list does not show our cancel.
enum Absence {
    /// Inside the vendor's window the same order under the same key is the same request.
    SendAgain,
    /// The order can no longer be executed late.
    Proves,
    TooEarly,
}

fn absence(connection: &Connection, cancellation: &Cancellation, now: Timestamp) -> Absence {
    let age = now.seconds_since(cancellation.sent_at.unwrap_or(cancellation.requested_at));
    if age < 0 {
        // The clock was set back: nobody knows how much of the vendor's window is left.
        return Absence::TooEarly;
    }
    match connection.gateway.capabilities().idempotency_seconds.map(i64::from) {
        Some(window) if age < window - IDEMPOTENCY_MARGIN_SECONDS => Absence::SendAgain,
        Some(window) if age < window + IDEMPOTENCY_MARGIN_SECONDS => Absence::TooEarly,
        None if age < PROOF_BY_ABSENCE_SECONDS => Absence::TooEarly,
        Some(_) | None => Absence::Proves,
    }
}

/// What a read proves of an unsettled cancellation of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// It has ended, and the book says so now.
    Final,
    /// The vendor has it and settles it later; the book says so now.
    Accepted,
    /// The book said so before.
    StillPending,
    /// The vendor's list does not show it.
    None,
}

/// Settles an unsettled cancellation of ours when `found` proves how it stands. Sends nothing, and
/// does not touch one that was never sent.
pub(crate) async fn settle_by_proof(
    desk: &Desk,
    sending: &Sending,
    found: &Found,
) -> Result<Proof, StoreError> {
    let cancellation = &sending.cancellation;
    if !cancellation.state.may_have_moved_money() {
        return Ok(Proof::None);
    }
    if proves_by_state(desk, sending) {
        return settle_by_state(desk, sending, found).await;
    }
    let Some(listed) = ours(found, cancellation) else { return Ok(Proof::None) };
    let gateway_cancellation_id = Some(listed.gateway_cancellation_id.clone());
    let (settlement, proof) = match listed.state {
        FoundCancellationState::Succeeded => {
            let receipt_url = listed.receipt_url.clone();
            (Settlement::Succeeded { gateway_cancellation_id, receipt_url }, Proof::Final)
        }
        FoundCancellationState::Failed => {
            (failed("cancel_failed", "the vendor lists it as failed"), Proof::Final)
        }
        FoundCancellationState::Pending if cancellation.accepted_at.is_some() => {
            return Ok(Proof::StillPending);
        }
        FoundCancellationState::Pending => {
            let check_at = desk.now().plus_seconds(backoff(PENDING_BACKOFF_SECONDS, 0));
            (Settlement::Accepted { gateway_cancellation_id, check_at }, Proof::Accepted)
        }
    };
    desk.store.settle_cancellation(&cancellation.id, &settlement, desk.now()).await?;
    Ok(proof)
}

/// Whether the vendor's sum has grown by what ours would take, although its list does not name ours.
/// Then its absence proves nothing, and sending it again could be a second refund.
pub(super) fn is_unexplained(found: &Found, sending: &Sending) -> bool {
    let unexplained = found.cancelled.saturating_sub(sending.payment.amounts.cancelled);
    unexplained >= sending.cancellation.amount
}

/// Our cancel in the vendor's list: by the id that the vendor gave it, or by our own in its reason
/// and the same amount, since anybody may quote an id.
fn ours<'a>(found: &'a Found, cancellation: &Cancellation) -> Option<&'a FoundCancellation> {
    found.cancellations.iter().find(|listed| {
        cancellation.gateway_cancellation_id.as_ref() == Some(&listed.gateway_cancellation_id)
            || (reference_in(&listed.reason).as_ref() == Some(&cancellation.id)
                && listed.amount == cancellation.amount)
    })
}
