//! A refund that comes to light after its cancellation was written down as failed.
//!
//! The money is gone, so the book follows it: the row turns into a success, once, and the story says
//! that it was told otherwise before.

use desk_domain::Timestamp;
use desk_domain::cancellation::{Cancellation, CancellationEvent};
use desk_domain::payment::Payment;
use serde_json::json;

use super::row::{all_of, update};
use super::settle::{enter_refund, forced_of, give_back};
use crate::error::Result;
use crate::records::{PaymentSnapshot, SnapshotCancellation, SnapshotCancellationState};
use crate::transaction::{Deed, Transaction};

/// How the vendor shows it.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) gateway_cancellation_id: &'a Option<String>,
    pub(super) receipt_url: &'a Option<String>,
}

/// Turns `failed` into a success and counts it in `payment`, which the caller writes. `None` when it
/// was never sent, or when its amount does not fit beside what is cancelled and set aside: then the
/// disagreement shows, and the next read tries again.
pub(super) async fn contradict(
    tx: &mut Transaction,
    payment: &mut Payment,
    failed: &Cancellation,
    shown: Shown<'_>,
    now: Timestamp,
) -> Result<Option<Cancellation>> {
    if !failed.may_be_contradicted() || failed.amount > payment.amounts.cancellable() {
        return Ok(None);
    }
    let mut done = failed.clone();
    done.state = failed.state.after(CancellationEvent::Contradict)?;
    done.settled_at = Some(now);
    done.gateway_cancellation_id =
        shown.gateway_cancellation_id.clone().or(done.gateway_cancellation_id);
    done.receipt_url = shown.receipt_url.clone().or(done.receipt_url);
    done.failure = None;
    update(tx, &done).await?;
    let forced = forced_of(tx, payment, &done.id).await?;
    give_back(payment, &done, forced, now);
    enter_refund(tx, &done, now).await?;
    let deed = Deed {
        actor: "gateway",
        action: "cancellation.contradicted",
        at: now,
        body: json!({
            "payment_id": done.payment_id,
            "amount_won": done.amount,
            "gateway_cancellation_id": done.gateway_cancellation_id,
            "words": failed.failure,
        }),
    };
    tx.cancellation_changed(&done.merchant_id, &done.payment_id, &done.id, deed);
    Ok(Some(done))
}

/// Corrects every failed cancellation of the payment that the vendor lists as done. True when there
/// was one.
///
/// Never beyond the vendor's own total: what it gave back may be in the book under a stranger's name.
pub(crate) async fn correct_failed(
    tx: &mut Transaction,
    payment: &mut Payment,
    snapshot: &PaymentSnapshot,
    now: Timestamp,
) -> Result<bool> {
    if snapshot.cancelled <= payment.amounts.cancelled {
        return Ok(false);
    }
    let known = all_of(tx, &payment.id).await?;
    let mut corrected = false;
    for failed in known.iter().filter(|one| one.may_be_contradicted()) {
        let Some(listed) = shown_done(failed, &known, snapshot) else { continue };
        let counted = payment.amounts.cancelled.checked_add(failed.amount);
        if counted.is_none_or(|sum| sum > snapshot.cancelled) {
            continue;
        }
        let gateway_cancellation_id = Some(listed.gateway_cancellation_id.clone());
        let shown = Shown {
            gateway_cancellation_id: &gateway_cancellation_id,
            receipt_url: &listed.receipt_url,
        };
        corrected |= contradict(tx, payment, failed, shown, now).await?.is_some();
    }
    Ok(corrected)
}

/// By the vendor's id of it, or by our own in its reason and the same amount, since anybody may quote
/// an id. What the book has under another row's name is that row's.
fn shown_done<'a>(
    failed: &Cancellation,
    known: &[Cancellation],
    snapshot: &'a PaymentSnapshot,
) -> Option<&'a SnapshotCancellation> {
    snapshot.cancellations.iter().find(|listed| {
        let name = Some(&listed.gateway_cancellation_id);
        let is_ours = failed.gateway_cancellation_id.as_ref() == name
            || (listed.reference.as_ref() == Some(&failed.id) && listed.amount == failed.amount);
        let is_taken = known
            .iter()
            .any(|other| other.id != failed.id && other.gateway_cancellation_id.as_ref() == name);
        listed.state == SnapshotCancellationState::Succeeded && is_ours && !is_taken
    })
}
