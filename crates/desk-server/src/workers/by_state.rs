//! Proof where a vendor tells the state of the whole payment and names nobody.
//!
//! Before an order goes out a read shows the payment paid and whole, so whatever cancels it comes
//! later. When a read then shows it cancelled, ours is written down as done, unless the vendor's date
//! says that it cannot have been ours. Somebody else's cancel in the very same minutes would look no
//! different. The money is right in either case: the payment goes back whole, once, and a cancelled one
//! refuses every further cancel. Only the name may be wrong, and the story of the cancellation says so.

use desk_domain::audit::AuditEntry;
use desk_domain::cancellation::{Cancellation, CancellationState};
use desk_domain::payment::GatewayStatus;
use desk_gateway::{Found, FoundCancellation, Reading};
use desk_store::{OutsideCancellations, Sending, Settlement, StoreError};
use serde_json::json;

use super::answer::failed;
use super::resolve::Proof;
use crate::desk::Desk;
use crate::limits::{CLOCKS_APART_SECONDS, LEASE_SECONDS, PROOF_BY_ABSENCE_SECONDS};
use crate::usecases::refresh_payment::{Reader, RefreshError, read_and_book};

/// Settles a cancellation of ours that may have moved money when the state of the payment proves it:
/// done, or never to be done, as somebody else was first.
pub(super) async fn settle_by_state(
    desk: &Desk,
    sending: &Sending,
    found: &Found,
) -> Result<Proof, StoreError> {
    let cancellation = &sending.cancellation;
    let listed = found.cancellations.first();
    let Some(listed) = listed.filter(|_| found.status == GatewayStatus::Cancelled) else {
        return Ok(Proof::None);
    };
    if listed.amount != cancellation.amount || may_still_be_answered(desk, cancellation) {
        return Ok(Proof::None);
    }
    let settlement = if is_of_another_time(listed, cancellation) {
        failed("already_cancelled", "the payment was cancelled whole outside this desk")
    } else {
        // Before the settlement: told twice is better than not told.
        note(desk, cancellation, listed).await?;
        Settlement::Succeeded {
            gateway_cancellation_id: Some(listed.gateway_cancellation_id.clone()),
            receipt_url: listed.receipt_url.clone(),
        }
    };
    desk.store.settle_cancellation(&cancellation.id, &settlement, desk.now()).await?;
    Ok(Proof::Final)
}

/// The vendor said no because the payment is cancelled whole already: what was asked for stands, by
/// somebody else's hand. It goes into the book at once, as theirs, and nobody has to press for it. Should
/// the read fail, the job that came with the no notices it as any cancel outside.
pub(super) async fn take_over(desk: &Desk, sending: &Sending) -> Result<(), StoreError> {
    let payment = &sending.payment;
    let connection = desk.connection_of(payment);
    let Some(connection) = connection.filter(|one| one.reading() == Reading::WholeState) else {
        return Ok(());
    };
    let reader = Reader { outside: OutsideCancellations::Adopt, ..Reader::DESK };
    match read_and_book(desk, connection, &payment.gateway_payment_id, reader).await {
        Ok(_) => Ok(()),
        Err(RefreshError::Read(error)) => {
            tracing::warn!(payment = %payment.id, %error, "cancelled already, and not read yet");
            Ok(())
        }
        Err(RefreshError::Store(error)) => Err(error),
    }
}

/// The vendor's own word is better than any conclusion.
fn may_still_be_answered(desk: &Desk, cancellation: &Cancellation) -> bool {
    let sent_at = cancellation.sent_at.unwrap_or(cancellation.requested_at);
    cancellation.state == CancellationState::Sent
        && desk.now().seconds_since(sent_at) < LEASE_SECONDS
}

/// Whether the vendor dates the cancel before ours was sent, or after ours could still be executed.
fn is_of_another_time(listed: &FoundCancellation, cancellation: &Cancellation) -> bool {
    let Some(cancelled_at) = listed.cancelled_at else { return false };
    let sent_at = cancellation.sent_at.unwrap_or(cancellation.requested_at);
    let age = cancelled_at.seconds_since(sent_at);
    !(-CLOCKS_APART_SECONDS..PROOF_BY_ABSENCE_SECONDS).contains(&age)
}

async fn note(
    desk: &Desk,
    cancellation: &Cancellation,
    listed: &FoundCancellation,
) -> Result<(), StoreError> {
    let body = json!({
        "gateway_cancellation_id": listed.gateway_cancellation_id,
        "cancelled_at": listed.cancelled_at,
    });
    let entry = AuditEntry {
        at: desk.now().0,
        actor: "system".to_owned(),
        action: "cancellation.proved_by_state".to_owned(),
        subject: cancellation.id.to_string(),
        body: body.to_string(),
    };
    desk.store.audit(&entry, Some(&cancellation.merchant_id)).await
}
