//! Cancellations that the vendor lists and the book does not know.

use std::collections::HashSet;

use desk_domain::Won;
use desk_domain::cancellation::{
    Attention, Cancellation, CancellationKind, CancellationOrigin, CancellationState, RefundArrival,
};
use desk_domain::payment::{Method, Payment};
use desk_domain::reconcile::watch_until;

use crate::records::{
    OutsideCancellations, PaymentSnapshot, SnapshotCancellation, SnapshotCancellationState,
};

/// Takes the unknown cancellations of a snapshot over into the sums of `payment` and returns their
/// rows, oldest first. `known` holds the vendor's ids and our own ids of those already in the book.
///
/// Only what fits is taken: never more than was paid, never more than the vendor's own total where
/// the book has cancellations already (one of ours may be among them under a name we cannot see),
/// and one pending cancellation at most. What is left over shows as a disagreement.
///
/// With `Notice` only a pending one is taken, so that the book shows it is under way and nobody sends
/// another beside it. Where the vendor's sum is ahead already, that comes first: money set aside
/// would pass for the difference.
pub(super) fn adopt(
    payment: &mut Payment,
    snapshot: &PaymentSnapshot,
    known: &HashSet<String>,
    outside: OutsideCancellations,
) -> Vec<Cancellation> {
    let is_ahead = snapshot.cancelled > payment.amounts.cancelled;
    let is_taken = |listed: &SnapshotCancellation| match outside {
        OutsideCancellations::Adopt => true,
        OutsideCancellations::Notice => {
            listed.state == SnapshotCancellationState::Pending && !is_ahead
        }
    };
    let mut unknown: Vec<&SnapshotCancellation> = snapshot
        .cancellations
        .iter()
        .filter(|listed| is_taken(listed) && !is_known(listed, known))
        .filter(|listed| listed.amount.is_positive())
        .collect();
    unknown.sort_by_key(|listed| listed.requested_at);
    // A force-cancel has no name at the vendor, and what the vendor lists may be what it waited for.
    let is_new = known.is_empty() && payment.amounts.cancelled.is_zero();
    let total =
        if is_new { payment.amounts.paid } else { payment.amounts.paid.min(snapshot.cancelled) };
    let mut seen = HashSet::new();
    unknown
        .into_iter()
        .filter(|listed| seen.insert(listed.gateway_cancellation_id.as_str()))
        .filter_map(|listed| take(payment, listed, total))
        .collect()
}

fn is_known(listed: &SnapshotCancellation, known: &HashSet<String>) -> bool {
    known.contains(&listed.gateway_cancellation_id)
        || listed.reference.as_ref().is_some_and(|ours| known.contains(ours.as_str()))
}

fn take(payment: &mut Payment, listed: &SnapshotCancellation, total: Won) -> Option<Cancellation> {
    let cancellable = payment.amounts.cancellable();
    match listed.state {
        SnapshotCancellationState::Failed => None,
        SnapshotCancellationState::Succeeded => {
            let cancelled = payment.amounts.cancelled.checked_add(listed.amount)?;
            if listed.amount > cancellable || cancelled > total {
                return None;
            }
            let settled_at = listed.cancelled_at.unwrap_or(listed.requested_at);
            payment.amounts.cancelled = cancelled;
            payment.cancelled_at = payment.cancelled_at.max(Some(settled_at));
            let attention =
                (listed.arrival == RefundArrival::Failed).then_some(Attention::RefundFailed);
            if payment.method == Method::VirtualAccount {
                // The bank may send it back days later.
                payment.watch_until = payment.watch_until.max(Some(watch_until(settled_at)));
            }
            Some(Cancellation {
                state: CancellationState::Succeeded,
                settled_at: Some(settled_at),
                attention,
                ..found(payment, listed, cancellable)
            })
        }
        SnapshotCancellationState::Pending => {
            if !payment.amounts.reserved.is_zero() || listed.amount > cancellable {
                return None;
            }
            payment.amounts.reserved = listed.amount;
            Some(Cancellation {
                accepted_at: Some(listed.requested_at),
                ..found(payment, listed, cancellable)
            })
        }
    }
}

/// A cancellation set off outside, as one that is under way.
fn found(payment: &Payment, listed: &SnapshotCancellation, cancellable: Won) -> Cancellation {
    let is_full = listed.amount == payment.amounts.paid;
    Cancellation {
        id: listed.new_id.clone(),
        payment_id: payment.id.clone(),
        merchant_id: payment.merchant_id.clone(),
        kind: if is_full { CancellationKind::Full } else { CancellationKind::Partial },
        origin: CancellationOrigin::Gateway,
        amount: listed.amount,
        tax_free: Some(listed.tax_free),
        retain_option: None,
        state: CancellationState::Sent,
        reason_code: listed.reason_code,
        note: listed.note.clone(),
        requested_by: listed.requested_by.clone(),
        requested_at: listed.requested_at,
        withdraw_until: None,
        sent_at: Some(listed.requested_at),
        settled_at: None,
        accepted_at: None,
        gateway_cancellation_id: Some(listed.gateway_cancellation_id.clone()),
        gateway_key: listed.gateway_cancellation_id.clone(),
        expected_cancellable: cancellable,
        refund_account_hint: None,
        holder_differs: false,
        failure: None,
        quiet_since: None,
        attention: None,
        receipt_url: listed.receipt_url.clone(),
        outside: None,
        terminal_id: None,
    }
}
