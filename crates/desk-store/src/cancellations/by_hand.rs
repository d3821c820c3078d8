//! A person's proof, where the vendor's API gives none.

use desk_domain::cancellation::{Cancellation, CancellationEvent, VendorWords};
use desk_domain::payment::{Agreement, Payment};
use desk_domain::{CancellationId, StaffId, Timestamp};
use serde_json::json;

use super::row::{lock, update};
use super::sending::erase_refund_account;
use super::settle::{enter_refund, release};
use crate::error::Result;
use crate::follow_ups::{self, Occasion};
use crate::records::{Finding, Settled};
use crate::transaction::{Deed, Transaction};
use crate::{bills, payments};

/// Settles what is in doubt. Everything else stays as it is: what was not sent can be withdrawn, what the
/// resolver still asks about may yet be answered, and what is settled is settled.
///
/// The vendor's side is not claimed by it: until a read shows the refund, the book is ahead, and the
/// signed finding is the proof of exactly that difference.
pub(crate) async fn settle_by_hand(
    tx: &mut Transaction,
    id: &CancellationId,
    finding: &Finding,
    by: &StaffId,
    now: Timestamp,
) -> Result<Settled> {
    let (mut payment, before) = lock(tx, id).await?;
    if !before.is_in_doubt() {
        return Ok(Settled::AlreadySettled(before));
    }
    let after = found(&before, finding, now)?;
    update(tx, &after).await?;
    release(&mut payment, &after);
    if let Some(at) = finding.cancelled_at {
        payment.amounts.cancelled = [payment.amounts.cancelled, after.amount].into_iter().sum();
        payment.cancelled_at = payment.cancelled_at.max(Some(at));
        enter_refund(tx, &after, at).await?;
    }
    derive_unless_silent(&mut payment);
    payments::update(tx, &mut payment).await?;
    let occasion = Occasion::read(by.as_str(), now);
    follow_ups::end_doubt_by_hand(tx, &payment, &after, (by, &finding.note), &occasion).await?;
    follow_ups::bring_in_step(tx, &payment, &occasion).await?;
    bills::keep_in_step(tx, &payment, by.as_str(), now).await?;
    erase_refund_account(tx, id).await?;
    let deed = Deed {
        actor: by.as_str(),
        action: "cancellation.settled_by_hand",
        at: now,
        body: json!({
            "payment_id": after.payment_id,
            "amount_won": after.amount,
            "state": after.state,
            "cancelled_at": finding.cancelled_at,
            "note": finding.note,
        }),
    };
    tx.cancellation_changed(&after.merchant_id, &after.payment_id, id, deed);
    Ok(Settled::Changed(after))
}

fn found(before: &Cancellation, finding: &Finding, now: Timestamp) -> Result<Cancellation> {
    let mut after = before.clone();
    after.settled_at = finding.cancelled_at.or(Some(now));
    after.attention = None;
    if finding.cancelled_at.is_some() {
        after.state = before.state.after(CancellationEvent::Succeed)?;
        after.failure = None;
    } else {
        after.state = before.state.after(CancellationEvent::Fail)?;
        after.failure = Some(VendorWords {
            code: "settled_by_hand".to_owned(),
            message: finding.note.clone(),
            ..VendorWords::default()
        });
    }
    Ok(after)
}

/// Where the gateway is silent, a person's word does not make it speak.
fn derive_unless_silent(payment: &mut Payment) {
    let agreement = payment.agreement;
    payments::derive_statuses(payment);
    if agreement == Agreement::Unknown {
        payment.agreement = agreement;
    }
}
