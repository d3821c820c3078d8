//! Sending one cancel, once.
//!
//! The order of steps is the whole safety of it:
//! 1. the vendor is read while the cancellation is still `requested` (a read moves nothing), where
//!    there is one;
//! 2. `sent` is written down;
//! 3. the vendor is called, under a key that follows from the row;
//! 4. the answer is written down.
//!
//! A crash before 2 starts over. A crash after 2 leaves `sent`, and whoever finds that asks the
//! vendor instead of sending ([`super::resolve`]).

use desk_domain::cancellation::CancellationState;
use desk_domain::payment::GatewayStatus;
use desk_domain::{CancellationId, Won};
use desk_gateway::{Found, FoundCancellation, ReadError};
use desk_store::{CancellationRow, StoreError};

use super::answer::{failed, vendor_words, write_down};
use super::order::order_of;
use super::{Next, read_again, resolve};
use crate::desk::{Connection, Desk};
use crate::limits::{LEASE_SECONDS, PREFLIGHT_PATIENCE_SECONDS, RESOLVE_BACKOFF_SECONDS, backoff};

pub(super) async fn send(
    desk: &Desk,
    id: &CancellationId,
    repeats: u32,
) -> Result<Next, StoreError> {
    let row = desk.store.cancellation(id).await?.ok_or(StoreError::NotFound("cancellation"))?;
    match row.cancellation.state {
        CancellationState::AwaitingApproval
        | CancellationState::Rejected
        | CancellationState::Withdrawn => Ok(Next::Done),
        CancellationState::Requested => begin(desk, &row, repeats).await,
        // Somebody died between 2 and 4.
        CancellationState::Sent if row.cancellation.accepted_at.is_none() => {
            resolve::resolve(desk, id, repeats).await
        }
        // Answered as far as it was; a job to resolve it was left with the answer.
        CancellationState::Sent | CancellationState::Unknown => Ok(Next::Done),
        CancellationState::Succeeded | CancellationState::Failed => {
            read_again(desk, id).await?;
            Ok(Next::Done)
        }
    }
}

async fn begin(desk: &Desk, row: &CancellationRow, repeats: u32) -> Result<Next, StoreError> {
    let cancellation = &row.cancellation;
    let now = desk.now();
    if let Some(until) = cancellation.withdraw_until.filter(|until| now < *until) {
        return Ok(Next::Again { at: until });
    }
    let Some(connection) = desk.connection_of(&row.payment) else {
        let words = "the desk has no connection to this vendor";
        return give_up(desk, &cancellation.id, "not_connected", words).await;
    };
    if connection.is_book_only() {
        return call(desk, connection, &cancellation.id).await;
    }
    match connection.gateway.find(&row.payment.gateway_payment_id).await {
        // This very click went out before the book was restored from a copy that does not know it.
        Ok(found) if resolve::ours(&found, cancellation).is_some() => {
            desk.store.begin_sending(&cancellation.id, now).await?;
            resolve::resolve(desk, &cancellation.id, repeats).await
        }
        Ok(found) => match refused_by_read(connection, &found, row) {
            None => call(desk, connection, &cancellation.id).await,
            Some((code, words)) => give_up(desk, &cancellation.id, code, words).await,
        },
        // Whoever carries it out refuses what is cancelled already.
        Err(ReadError::Untold(_)) => call(desk, connection, &cancellation.id).await,
        Err(ReadError::Unavailable(_) | ReadError::Malformed(_) | ReadError::Unauthorized(_))
            if now.seconds_since(due_at(row)) < PREFLIGHT_PATIENCE_SECONDS =>
        {
            let seconds = backoff(RESOLVE_BACKOFF_SECONDS, repeats);
            Ok(Next::Again { at: now.plus_seconds(seconds) })
        }
        Err(error) => give_up(desk, &cancellation.id, code_of(&error), &error.to_string()).await,
    }
}

fn due_at(row: &CancellationRow) -> desk_domain::Timestamp {
    row.cancellation.withdraw_until.unwrap_or(row.cancellation.requested_at)
}

fn code_of(error: &ReadError) -> &'static str {
    match error {
        ReadError::NotFound => "payment_not_found",
        ReadError::Unsupported(_) => "unsupported_payment",
        ReadError::Unauthorized(_)
        | ReadError::Unavailable(_)
        | ReadError::Malformed(_)
        | ReadError::Untold(_) => "gateway_unreachable",
    }
}

/// What the read before sending forbids: money that the book does not know of has moved already, none
/// has come in, or the vendor would be told a price that is not the payment's.
fn refused_by_read(
    connection: &Connection,
    found: &Found,
    row: &CancellationRow,
) -> Option<(&'static str, &'static str)> {
    let known = row.payment.amounts.cancelled;
    if found.cancellations.iter().any(FoundCancellation::is_pending) {
        Some(("pending_outside", "another refund of this payment is under way at the vendor"))
    } else if found.cancelled <= known {
        refused_as_it_stands(connection, found, row)
    } else if found.cancelled >= found.amount && found.amount > Won::ZERO {
        Some(("already_cancelled", "the payment is cancelled at the vendor already"))
    } else {
        Some(("gateway_ahead", "part of the payment was cancelled outside this desk"))
    }
}

fn refused_as_it_stands(
    connection: &Connection,
    found: &Found,
    row: &CancellationRow,
) -> Option<(&'static str, &'static str)> {
    let is_paid = match found.status {
        GatewayStatus::Ready
        | GatewayStatus::Pending
        | GatewayStatus::WaitingForDeposit
        | GatewayStatus::Failed
        | GatewayStatus::Closed => false,
        GatewayStatus::Paid
        | GatewayStatus::PartiallyCancelled
        | GatewayStatus::Cancelled
        | GatewayStatus::None
        | GatewayStatus::Unknown => true,
    };
    let is_whole_only = !connection.gateway.capabilities().partial_cancel;
    if !is_paid {
        Some(("not_paid", "the vendor does not show the payment as paid"))
    } else if is_whole_only && found.amount != row.cancellation.amount {
        Some(("price_differs", "the vendor knows the payment over another amount"))
    } else {
        None
    }
}

/// Another worker was faster, whose lease had run out or whose has. While the order is in its hands somebody must
/// look again, as it may die there.
async fn leave_to_the_other(desk: &Desk, id: &CancellationId) -> Result<Next, StoreError> {
    let row = desk.store.cancellation(id).await?.ok_or(StoreError::NotFound("cancellation"))?;
    Ok(if row.cancellation.state.is_in_flight() {
        Next::Again { at: desk.now().plus_seconds(LEASE_SECONDS) }
    } else {
        Next::Done
    })
}

/// Nothing was sent, and the words say so. When another worker has begun to send it meanwhile, the
/// store leaves it alone.
async fn give_up(
    desk: &Desk,
    id: &CancellationId,
    code: &str,
    words: &str,
) -> Result<Next, StoreError> {
    let words = vendor_words(code, &format!("not sent: {words}"));
    desk.store.fail_unsent(id, &words, desk.now()).await?;
    read_again(desk, id).await?;
    leave_to_the_other(desk, id).await
}

async fn call(
    desk: &Desk,
    connection: &Connection,
    id: &CancellationId,
) -> Result<Next, StoreError> {
    let Some(sending) = desk.store.begin_sending(id, desk.now()).await? else {
        return leave_to_the_other(desk, id).await;
    };
    match order_of(desk, &sending) {
        Ok(order) => {
            let outcome = connection.gateway.cancel(&order).await;
            write_down(desk, &sending, outcome, 0).await
        }
        Err(error) => {
            let settlement = failed("account_unreadable", &format!("not sent: {error}"));
            desk.store.settle_cancellation(id, &settlement, desk.now()).await?;
            Ok(Next::Done)
        }
    }
}
