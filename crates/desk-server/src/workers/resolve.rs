//! Finding out how a cancel ended that was sent and has no final word.
//!
//! Only the vendor's word ends it here: its list of cancellations shows ours, or it refuses in words that
//! leave no doubt. That nothing shows ends nothing, since the PG behind the vendor may know more: then it
//! is in doubt, and people look. While the vendor cannot be read it stays open, for ever if need be.

use desk_domain::cancellation::{Cancellation, CancellationState};
use desk_domain::limits::PAGE_SIZE_MAX;
use desk_domain::payment::Method;
use desk_domain::{CancellationId, Timestamp, Won};
use desk_gateway::{Found, FoundCancellation, FoundCancellationState, ReadError, Reading};
use desk_store::{CancellationFilter, PageRequest, Sending, Settlement, Sort, StoreError};

use super::answer::{failed, later, lost, unproven, vendor_words, write_down};
use super::by_state::settle_by_state;
use super::doubt::{hear_nothing, leave_in_doubt};
use super::order::order_of;
use super::sum::settle_by_sum;
use super::{Next, read_again};
use crate::desk::{Connection, Desk};
use crate::limits::{
    DOUBT_BACKOFF_SECONDS, IDEMPOTENCY_MARGIN_SECONDS, NO_PROOF_ALARM_SECONDS,
    PENDING_BACKOFF_SECONDS, PENDING_PATIENCE_SECONDS, PENDING_REFUND_PATIENCE_SECONDS,
    PROOF_BY_ABSENCE_SECONDS, RESOLVE_BACKOFF_SECONDS, backoff,
};
use crate::usecases::booking::reference_in;

pub(super) async fn resolve(
    desk: &Desk,
    id: &CancellationId,
    repeats: u32,
) -> Result<Next, StoreError> {
    let sending = desk.store.sending(id).await?.ok_or(StoreError::NotFound("cancellation"))?;
    if !sending.cancellation.state.may_have_moved_money() {
        read_again(desk, id).await?;
        return Ok(Next::Done);
    }
    let Some(connection) = desk.connection_of(&sending.payment) else {
        tracing::error!(cancellation = %id, "its connection is gone; configure it again");
        return unproven(desk, &sending, RESOLVE_BACKOFF_SECONDS, repeats).await;
    };
    if connection.is_book_only() {
        return send_again(desk, connection, &sending, repeats).await;
    }
    match connection.gateway.find(&sending.payment.gateway_payment_id).await {
        Ok(found) => decide(desk, connection, &sending, &found, repeats).await,
        Err(_) if sending.cancellation.is_in_doubt() => {
            Ok(later(desk, DOUBT_BACKOFF_SECONDS, repeats))
        }
        Err(error) if is_given_up(desk, connection, &sending, &error) => {
            tracing::error!(cancellation = %id, %error, "nobody can tell how it ended");
            leave_in_doubt(desk, &sending, vendor_words("not_shown", NOT_TOLD)).await
        }
        // It was taken up; that nobody can be asked just now is no doubt about it.
        Err(error) if sending.cancellation.accepted_at.is_some() => {
            tracing::warn!(cancellation = %id, %error, "what the vendor has in hand cannot be read");
            if repeats == 0 {
                desk.store.note_gateway_silent(&sending.payment, desk.now()).await?;
            }
            wait_on(desk, &sending, repeats).await
        }
        Err(error) => {
            tracing::warn!(cancellation = %id, %error, "the vendor owes us an answer");
            if repeats == 0 {
                desk.store.note_gateway_silent(&sending.payment, desk.now()).await?;
            }
            lost(desk, &sending, &error.to_string(), repeats).await
        }
    }
}

/// Reads the vendor of a cancel in doubt, before a person's word is taken for it. True when the vendor shows it:
/// as ended, which the book says then, or as one that it has in hand. A vendor that cannot be read shows nothing.
pub(crate) async fn look_once_more(desk: &Desk, id: &CancellationId) -> Result<bool, StoreError> {
    let Some(sending) = desk.store.sending(id).await? else { return Ok(false) };
    let connection = desk.connection_of(&sending.payment).filter(|one| !one.is_book_only());
    let Some(connection) = connection else { return Ok(false) };
    let Ok(found) = connection.gateway.find(&sending.payment.gateway_payment_id).await else {
        return Ok(false);
    };
    let proof = settle_by_proof(desk, &sending, &found).await?;
    if proof == Proof::Final {
        read_again(desk, id).await?;
    }
    Ok(proof != Proof::None)
}

/// Where the only witness is an agent on somebody's desk: one whose device cannot tell, or that has been
/// gone for a day, never will. Then people look in the approvals program; the order is not sent again.
fn is_given_up(desk: &Desk, connection: &Connection, sending: &Sending, error: &ReadError) -> bool {
    let cancellation = &sending.cancellation;
    let sent_at = cancellation.sent_at.unwrap_or(cancellation.requested_at);
    let patience = match error {
        ReadError::Untold(_) => PROOF_BY_ABSENCE_SECONDS,
        ReadError::NotFound
        | ReadError::Unauthorized(_)
        | ReadError::Unavailable(_)
        | ReadError::Malformed(_)
        | ReadError::Unsupported(_) => NO_PROOF_ALARM_SECONDS,
    };
    connection.reading() == Reading::Journal && desk.now().seconds_since(sent_at) >= patience
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
        Proof::StillPending => return wait_on(desk, sending, repeats).await,
        Proof::None if sending.cancellation.is_in_doubt() => {
            return Ok(later(desk, DOUBT_BACKOFF_SECONDS, repeats));
        }
        Proof::None if sending.cancellation.accepted_at.is_some() => {
            return unproven(desk, sending, PENDING_BACKOFF_SECONDS, repeats).await;
        }
        // Something is under way, and nobody says whose: it may be ours.
        Proof::None if found.cancellations.iter().any(FoundCancellation::is_pending) => {
            return unproven(desk, sending, PENDING_BACKOFF_SECONDS, repeats).await;
        }
        Proof::None => {}
    }
    if is_unexplained(desk, found, sending).await? {
        tracing::error!(cancellation = %sending.cancellation.id, "the vendor gave back money under a name that is not ours");
        return unproven(desk, sending, RESOLVE_BACKOFF_SECONDS, repeats).await;
    }
    if let Some(words) = &sending.cancellation.failure {
        return hear_nothing(desk, sending, words, repeats).await;
    }
    match absence(connection, &sending.cancellation, desk.now()) {
        // The only repeat there is: to the vendor it is the same request.
        Absence::SendAgain => send_again(desk, connection, sending, repeats).await,
        Absence::Final => leave_in_doubt(desk, sending, vendor_words("not_shown", NOT_SHOWN)).await,
        Absence::TooEarly => unproven(desk, sending, RESOLVE_BACKOFF_SECONDS, repeats).await,
    }
}

/// The vendor has it in hand. It is waited for, for ever if need be; beyond what any settlement takes a person
/// is called, who asks the PG. Nobody's word ends it: the money may move any day.
async fn wait_on(desk: &Desk, sending: &Sending, repeats: u32) -> Result<Next, StoreError> {
    let cancellation = &sending.cancellation;
    let patience = match sending.payment.method {
        Method::VirtualAccount => PENDING_REFUND_PATIENCE_SECONDS,
        _ => PENDING_PATIENCE_SECONDS,
    };
    let accepted_at = cancellation.accepted_at.unwrap_or(cancellation.requested_at);
    let is_overdue = desk.now().seconds_since(accepted_at) >= patience;
    if is_overdue && cancellation.attention.is_none() {
        tracing::error!(cancellation = %cancellation.id, "the vendor has it in hand for too long");
        desk.store.note_pending_long(&cancellation.id, desk.now()).await?;
    }
    Ok(later(desk, PENDING_BACKOFF_SECONDS, repeats))
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
        return unproven(desk, sending, RESOLVE_BACKOFF_SECONDS, repeats).await;
    };
    let outcome = connection.gateway.cancel(&order).await;
    write_down(desk, sending, outcome, repeats.saturating_add(1)).await
}

const NOT_TOLD: &str = "neither the terminal's agent nor its device can tell how it ended";

const NOT_SHOWN: &str = "the vendor shows no such cancel, and the order can no longer arrive";

/// What it means that the vendor's list does not show our cancel.
enum Absence {
    /// Inside the vendor's window the same order under the same key is the same request.
    SendAgain,
    /// The order can no longer be executed late. The PG may have executed it all the same, and the vendor
    /// may never learn of it.
    Final,
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
        Some(_) | None => Absence::Final,
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
    let reading = desk.connection_of(&sending.payment).map(Connection::reading);
    if reading == Some(Reading::WholeState) {
        return settle_by_state(desk, sending, found).await;
    }
    let Some(listed) = ours(found, cancellation) else {
        return match reading {
            Some(Reading::SumOnly) => settle_by_sum(desk, sending, found).await,
            // Not the journal's word, only the state of the approval.
            Some(Reading::Journal) => settle_by_state(desk, sending, found).await,
            Some(Reading::Named | Reading::WholeState | Reading::BookOnly) | None => {
                Ok(Proof::None)
            }
        };
    };
    let gateway_cancellation_id = Some(listed.gateway_cancellation_id.clone());
    let (settlement, proof) = match listed.state {
        FoundCancellationState::Succeeded => {
            let receipt_url = listed.receipt_url.clone();
            (Settlement::Succeeded { gateway_cancellation_id, receipt_url }, Proof::Final)
        }
        FoundCancellationState::Failed => {
            let words = cancellation.failure.clone().map(Settlement::Failed);
            let listed = || failed("cancel_failed", "the vendor lists it as failed");
            (words.unwrap_or_else(listed), Proof::Final)
        }
        // One in doubt is none any more: the vendor has it in hand after all.
        FoundCancellationState::Pending
            if cancellation.accepted_at.is_some() && !cancellation.is_in_doubt() =>
        {
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
/// Then its absence proves nothing, and sending it again could be a second refund. What comes to
/// light late of an earlier cancel of ours is explained by that one.
async fn is_unexplained(desk: &Desk, found: &Found, sending: &Sending) -> Result<bool, StoreError> {
    let grown = found.cancelled.saturating_sub(sending.payment.amounts.cancelled);
    if grown < sending.cancellation.amount {
        return Ok(false);
    }
    let of_payment = CancellationFilter {
        payment_id: Some(sending.payment.id.clone()),
        states: vec![CancellationState::Failed],
        ..CancellationFilter::default()
    };
    let page = PageRequest { sort: Sort::Newest, cursor: None, size: PAGE_SIZE_MAX };
    let earlier = desk.store.cancellations(&of_payment, &page).await?.items;
    let late: Won = earlier
        .iter()
        .filter(|row| row.cancellation.may_be_contradicted())
        .filter_map(|row| ours(found, &row.cancellation))
        .filter(|listed| listed.state == FoundCancellationState::Succeeded)
        .map(|listed| listed.amount)
        .sum();
    Ok(grown.saturating_sub(late) >= sending.cancellation.amount)
}

/// Our cancel in the vendor's list: by the id that the vendor gave it, or by our own in its reason
/// and the same amount, since anybody may quote an id.
pub(super) fn ours<'a>(
    found: &'a Found,
    cancellation: &Cancellation,
) -> Option<&'a FoundCancellation> {
    found.cancellations.iter().find(|listed| {
        cancellation.gateway_cancellation_id.as_ref() == Some(&listed.gateway_cancellation_id)
            || (reference_in(&listed.reason).as_ref() == Some(&cancellation.id)
                && listed.amount == cancellation.amount)
    })
}
