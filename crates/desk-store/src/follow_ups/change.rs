//! What people do with a follow-up: take it over, write on it, close it with a proof.

use desk_domain::advice::Proof;
use desk_domain::follow_up::{Closing, FollowUp, FollowUpCause};
use desk_domain::outside::OutsideCancel;
use desk_domain::payment::{GatewayStatus, Payment};
use desk_domain::reconcile::watch_until;
use desk_domain::{FollowUpId, PaymentId, StaffId, Timestamp};
use serde_json::{Value as Json, json};

use super::outside::written;
use super::row::{has_doubt, lock, open_of, update};
use super::step::{Occasion, bring_in_step};
use crate::error::Result;
use crate::payments;
use crate::records::{FollowUpChanged, NewClosing};
use crate::sql::Statement;
use crate::transaction::{Deed, Transaction};

pub(crate) async fn assign(
    tx: &mut Transaction,
    id: &FollowUpId,
    owner: Option<&StaffId>,
    actor: &str,
    now: Timestamp,
) -> Result<FollowUpChanged> {
    let row = lock(tx, id).await?;
    let mut follow_up = row.follow_up;
    if follow_up.closing.is_some() {
        return Ok(FollowUpChanged::AlreadyClosed(follow_up));
    }
    if follow_up.owner.as_ref() != owner {
        follow_up.owner = owner.cloned();
        update(tx, &follow_up).await?;
        let body = json!({ "follow_up_id": follow_up.id, "owner": follow_up.owner });
        tell(tx, &follow_up, Deed { actor, action: "follow_up.assigned", at: now, body });
    }
    Ok(FollowUpChanged::Done(follow_up))
}

/// Words may also be left on a closed one.
pub(crate) async fn note(
    tx: &mut Transaction,
    id: &FollowUpId,
    staff: &StaffId,
    words: &str,
    now: Timestamp,
) -> Result<()> {
    let row = lock(tx, id).await?;
    let fields = vec![
        ("follow_up_id", id.into()),
        ("staff_id", staff.into()),
        ("at", now.into()),
        ("words", words.into()),
    ];
    tx.run(Statement::insert("follow_up_notes", fields)).await?;
    let body = json!({ "follow_up_id": id });
    let deed = Deed { actor: staff.as_str(), action: "follow_up.noted", at: now, body };
    tell(tx, &row.follow_up, deed);
    Ok(())
}

/// Closes a follow-up by a person's proof. Unless the proof speaks for the gateway, what that said stays
/// as it is, and the payment goes on saying that they differ.
pub(crate) async fn close(tx: &mut Transaction, new: &NewClosing) -> Result<FollowUpChanged> {
    let row = lock(tx, &new.id).await?;
    let (mut follow_up, mut payment) = (row.follow_up, row.payment);
    if follow_up.closing.is_some() {
        return Ok(FollowUpChanged::AlreadyClosed(follow_up));
    }
    if has_doubt(tx, &follow_up.payment_id).await? {
        return Ok(FollowUpChanged::InDoubt(follow_up));
    }
    if new.seen.is_some_and(|seen| seen != (follow_up.cause, follow_up.amount_at_risk)) {
        return Ok(FollowUpChanged::AnotherDifference(follow_up));
    }
    let speaks = follow_up.cause == FollowUpCause::BookAhead && new.for_gateway;
    if speaks {
        take_as_given_back(&mut payment);
        // Should a device or a gateway be in reach one day, it is asked all the same.
        payment.watch_until = Some(watch_until(new.at));
        payments::update(tx, &mut payment).await?;
    }
    if follow_up.cause == FollowUpCause::RefundBounced {
        // A bank may send it all the same, or has already.
        payment.watch_until = Some(watch_until(new.at));
        payments::update(tx, &mut payment).await?;
    }
    follow_up.closing = Some(Closing {
        at: new.at,
        by: Some(new.by.clone()),
        proof: new.proof,
        evidence: new.evidence.clone(),
        // Should the gateway say otherwise one day, that is a duty again.
        outlived_at: speaks.then_some(new.at),
    });
    update(tx, &follow_up).await?;
    let body: Json = json!({
        "follow_up_id": follow_up.id,
        "cause": follow_up.cause,
        "amount_at_risk_won": follow_up.amount_at_risk,
        "proof": new.proof,
        "outside": follow_up.outside.as_ref().map(written),
    });
    let deed = Deed { actor: new.by.as_str(), action: "follow_up.closed", at: new.at, body };
    tell(tx, &follow_up, deed);
    // What else is wrong was hidden behind it.
    let occasion = Occasion::read(new.by.as_str(), new.at);
    bring_in_step(tx, &payment, &occasion).await?;
    Ok(FollowUpChanged::Done(follow_up))
}

/// Closes the open follow-up of a payment by the approval number of the cancel, where there is one.
pub(crate) async fn close_of(
    tx: &mut Transaction,
    payment: &PaymentId,
    by: &StaffId,
    outside: &OutsideCancel,
    at: Timestamp,
) -> Result<()> {
    let Some(open) = open_of(tx, payment).await? else { return Ok(()) };
    let (by, evidence) = (by.clone(), outside.approval_number.clone());
    let (id, proof, for_gateway) = (open.id, Proof::ApprovalNumber, true);
    let seen = None;
    close(tx, &NewClosing { id, by, proof, evidence, for_gateway, seen, at }).await.map(drop)
}

fn take_as_given_back(payment: &mut Payment) {
    payment.gateway_cancelled = payment.amounts.cancelled;
    payment.gateway_status = if payment.gateway_cancelled < payment.amounts.paid {
        GatewayStatus::PartiallyCancelled
    } else {
        GatewayStatus::Cancelled
    };
    payments::derive_statuses(payment);
}

pub(super) fn tell(tx: &mut Transaction, follow_up: &FollowUp, deed: Deed<'_>) {
    tx.payment_changed(&follow_up.merchant_id, &follow_up.payment_id, deed);
}
