//! Keeping follow-ups in step with the payments: the one place where they open by themselves and
//! close by what a gateway said.

use desk_domain::advice::Proof;
use desk_domain::cancellation::{Cancellation, CancellationState};
use desk_domain::follow_up::{Closing, FollowUp, FollowUpCause, amount_at_risk, due_on, id_of};
use desk_domain::outside::OutsideCancel;
use desk_domain::payment::{Agreement, Channel, Method, Payment};
use desk_domain::{CancellationId, StaffId, Timestamp, Won};
use serde_json::json;

use super::duties::Duties;
use super::outside::written;
use super::row::{count_of, has_doubt, insert, open_of, update};
use crate::cancellations;
use crate::error::Result;
use crate::records::Adoption;
use crate::transaction::{Deed, Transaction};

/// What changed a payment, and on whose account.
pub(crate) struct Occasion<'a> {
    pub(crate) actor: &'a str,
    pub(crate) now: Timestamp,
    /// The cancel that left the duty, where one did, and who asked for it: a force-cancel that parted book
    /// and gateway, or one whose end nobody knows.
    pub(crate) left: Option<(&'a CancellationId, Option<&'a StaffId>)>,
    /// A person's explanation of what the gateway did without us.
    pub(crate) adoption: Option<&'a Adoption>,
    /// What a person says was cancelled outside, with the force-cancel that follows it.
    pub(crate) outside: Option<&'a OutsideCancel>,
}

impl<'a> Occasion<'a> {
    /// Anything that a gateway said or did not say.
    pub(crate) const fn read(actor: &'a str, now: Timestamp) -> Self {
        Self { actor, now, left: None, adoption: None, outside: None }
    }
}

/// Opens, follows or closes the payment's follow-up after a change of its sums, or of where its refunds are.
/// `was` is how book and gateway stood before it.
pub(crate) async fn keep_in_step(
    tx: &mut Transaction,
    was: Agreement,
    payment: &Payment,
    occasion: &Occasion<'_>,
) -> Result<()> {
    let has_agreed = was == Agreement::Agrees && payment.agreement == Agreement::Agrees;
    if has_agreed && !may_agree_and_trouble(payment) {
        return Ok(());
    }
    bring_in_step(tx, payment, occasion).await
}

/// The same, whatever was before. While nothing is known, an open one stays as it is; so it does while a cancel of
/// the payment is in doubt, of which no sums tell.
pub(crate) async fn bring_in_step(
    tx: &mut Transaction,
    payment: &Payment,
    occasion: &Occasion<'_>,
) -> Result<()> {
    let open = open_of(tx, &payment.id).await?;
    if has_doubt(tx, &payment.id).await? {
        return Ok(());
    }
    let duties = Duties::of(tx, payment).await?;
    if payment.agreement == Agreement::Agrees {
        duties.outlive(tx, occasion.now).await?;
    }
    let is_known = payment.agreement != Agreement::Unknown;
    match (open, duties.gravest()) {
        (None, Some(duty)) => begin(tx, payment, duty, occasion).await,
        (Some(open), Some(duty)) if is_known || open.cause == duty.0 => {
            follow(tx, payment, open, duty, occasion).await
        }
        (Some(open), None) if is_known => end(tx, payment, open, occasion).await,
        (Some(_), Some(_)) | (Some(_) | None, None) => Ok(()),
    }
}

/// Whether the customer of a payment may be without money that the book counts as given back, and nobody has brought
/// a proof. While nothing is known, by the duty that is open.
pub(crate) async fn is_owed(tx: &mut Transaction, payment: &Payment) -> Result<bool> {
    let open = open_of(tx, &payment.id).await?;
    let by_open = open.is_some_and(|open| open.cause.is_owed());
    Ok(by_open || Duties::of(tx, payment).await?.is_owed())
}

/// Bills may come late, and refunds to an account may come back, while all sums agree.
fn may_agree_and_trouble(payment: &Payment) -> bool {
    payment.channel == Channel::Payssam || payment.method == Method::VirtualAccount
}

/// Opens one for a cancel that nothing proves: no sums differ, and the money may have moved all the same.
/// An open one becomes it; what it was about before comes back with the end of the doubt.
pub(crate) async fn open_doubt(
    tx: &mut Transaction,
    payment: &Payment,
    doubted: &Cancellation,
    now: Timestamp,
) -> Result<()> {
    let left = Some((&doubted.id, doubted.requested_by.as_ref()));
    let occasion = Occasion { left, ..Occasion::read("system", now) };
    let (cause, amount_at_risk) = (FollowUpCause::Unproven, doubted.amount);
    let Some(open) = open_of(tx, &payment.id).await? else {
        return begin(tx, payment, (cause, amount_at_risk), &occasion).await;
    };
    let cancellation_id = Some(doubted.id.clone());
    let turned = FollowUp { cause, amount_at_risk, cancellation_id, ..open.clone() };
    replace(tx, payment, (&open, &turned), &occasion).await
}

/// Opens one for a cancel that its vendor has in hand for too long, unless there is a graver one.
pub(crate) async fn open_pending(
    tx: &mut Transaction,
    payment: &Payment,
    pending: &Cancellation,
    now: Timestamp,
) -> Result<()> {
    if open_of(tx, &payment.id).await?.is_some() {
        return Ok(());
    }
    let left = Some((&pending.id, pending.requested_by.as_ref()));
    let occasion = Occasion { left, ..Occasion::read("system", now) };
    begin(tx, payment, (FollowUpCause::PendingLong, pending.amount), &occasion).await
}

/// A vendor's word has ended the doubt, or what it had in hand for so long. Where something else is wrong
/// still, the duty goes on as that of it.
pub(crate) async fn end_alarm(
    tx: &mut Transaction,
    payment: &Payment,
    occasion: &Occasion<'_>,
) -> Result<()> {
    let open = open_of(tx, &payment.id).await?;
    let Some(open) = open.filter(|open| is_alarm(open.cause)) else { return Ok(()) };
    match Duties::of(tx, payment).await?.gravest() {
        None => end(tx, payment, open, occasion).await,
        Some(duty) => follow(tx, payment, open, duty, occasion).await,
    }
}

/// About one cancel, and over with it.
const fn is_alarm(cause: FollowUpCause) -> bool {
    matches!(cause, FollowUpCause::Unproven | FollowUpCause::PendingLong)
}

/// A person has signed what became of `settled`: the proof of that, and, where it was done and the vendor
/// does not show it, of exactly that difference. Any other difference stays a duty.
pub(crate) async fn end_doubt_by_hand(
    tx: &mut Transaction,
    payment: &Payment,
    settled: &Cancellation,
    (by, evidence): (&StaffId, &str),
    occasion: &Occasion<'_>,
) -> Result<()> {
    let Some(open) = open_doubt_of(tx, payment).await? else { return Ok(()) };
    let difference = amount_at_risk(payment);
    let (cause, amount_at_risk) = match settled.state {
        CancellationState::Succeeded if difference == settled.amount => {
            (FollowUpCause::BookAhead, difference)
        }
        _ if difference.is_zero() => (open.cause, open.amount_at_risk),
        _ => return Ok(()),
    };
    let closing = Closing {
        at: occasion.now,
        by: Some(by.clone()),
        proof: Proof::SignedNote,
        evidence: evidence.to_owned(),
        outlived_at: None,
    };
    let closed = FollowUp { cause, amount_at_risk, closing: Some(closing), ..open };
    update(tx, &closed).await?;
    tell(tx, payment, &closed, "follow_up.closed", occasion);
    Ok(())
}

async fn open_doubt_of(tx: &mut Transaction, payment: &Payment) -> Result<Option<FollowUp>> {
    let open = open_of(tx, &payment.id).await?;
    Ok(open.filter(|open| open.cause == FollowUpCause::Unproven))
}

async fn begin(
    tx: &mut Transaction,
    payment: &Payment,
    (cause, amount_at_risk): (FollowUpCause, Won),
    occasion: &Occasion<'_>,
) -> Result<()> {
    let (cancellation_id, owner) = occasion.left.unzip();
    let follow_up = FollowUp {
        id: id_of(&payment.id, count_of(tx, &payment.id).await?),
        payment_id: payment.id.clone(),
        merchant_id: payment.merchant_id.clone(),
        cancellation_id: cancellation_id.cloned(),
        cause,
        amount_at_risk,
        owner: owner.flatten().cloned(),
        due_on: due_on(occasion.now),
        opened_at: occasion.now,
        outside: occasion.outside.cloned(),
        closing: None,
    };
    insert(tx, &follow_up).await?;
    tell(tx, payment, &follow_up, "follow_up.opened", occasion);
    Ok(())
}

/// The difference grew, shrank or turned round. What goes on after the alarm about one cancel is no more about that
/// one, but about what was forced before.
async fn follow(
    tx: &mut Transaction,
    payment: &Payment,
    open: FollowUp,
    (cause, amount_at_risk): (FollowUpCause, Won),
    occasion: &Occasion<'_>,
) -> Result<()> {
    let outside = occasion.outside.or(open.outside.as_ref()).cloned();
    let cancellation_id = match is_alarm(open.cause) && !is_alarm(cause) {
        true => cancellations::last_forced_of(tx, &payment.id).await?,
        false => open.cancellation_id.clone(),
    };
    let followed = FollowUp { cause, amount_at_risk, outside, cancellation_id, ..open.clone() };
    replace(tx, payment, (&open, &followed), occasion).await
}

async fn replace(
    tx: &mut Transaction,
    payment: &Payment,
    (before, after): (&FollowUp, &FollowUp),
    occasion: &Occasion<'_>,
) -> Result<()> {
    if before == after {
        return Ok(());
    }
    update(tx, after).await?;
    tell(tx, payment, after, "follow_up.changed", occasion);
    Ok(())
}

async fn end(
    tx: &mut Transaction,
    payment: &Payment,
    mut open: FollowUp,
    occasion: &Occasion<'_>,
) -> Result<()> {
    open.outside = occasion.outside.cloned().or(open.outside);
    open.closing = Some(Closing {
        at: occasion.now,
        by: occasion.adoption.map(|adoption| adoption.by.clone()),
        proof: Proof::GatewayRead,
        evidence: occasion.adoption.map(explanation).unwrap_or_default(),
        outlived_at: Some(occasion.now),
    });
    update(tx, &open).await?;
    tell(tx, payment, &open, "follow_up.closed", occasion);
    Ok(())
}

/// The reason, then whatever was written beside it.
fn explanation(adoption: &Adoption) -> String {
    let words = [adoption.reason_code.words(), adoption.note.as_str()];
    words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn tell(
    tx: &mut Transaction,
    payment: &Payment,
    follow_up: &FollowUp,
    action: &'static str,
    occasion: &Occasion<'_>,
) {
    let body = json!({
        "follow_up_id": follow_up.id,
        "cause": follow_up.cause,
        "amount_at_risk_won": follow_up.amount_at_risk,
        "proof": follow_up.closing.as_ref().map(|closing| closing.proof),
        "outside": follow_up.closing.as_ref().and(follow_up.outside.as_ref()).map(written),
    });
    let deed = Deed { actor: occasion.actor, action, at: occasion.now, body };
    tx.payment_changed(&payment.merchant_id, &payment.id, deed);
}
