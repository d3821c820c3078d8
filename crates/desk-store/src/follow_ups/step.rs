//! Keeping follow-ups in step with the payments: the one place where they open by themselves and
//! close by what a gateway said.

use desk_domain::advice::Proof;
use desk_domain::cancellation::{Cancellation, CancellationState};
use desk_domain::follow_up::{Closing, FollowUp, FollowUpCause, amount_at_risk, due_on, id_of};
use desk_domain::outside::OutsideCancel;
use desk_domain::payment::{Agreement, BookStatus, Channel, Payment};
use desk_domain::{CancellationId, StaffId, Timestamp, Won};
use serde_json::json;

use super::outside::written;
use super::row::{count_of, has_doubt, insert, last_closed_of, open_of, update};
use crate::bills;
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

/// Opens, follows or closes the payment's follow-up after a change of its sums. `was` is how book and
/// gateway stood before it. While nothing is known, an open one stays as it is; so it does while a
/// cancel of the payment is in doubt, of which no sums tell.
pub(crate) async fn keep_in_step(
    tx: &mut Transaction,
    was: Agreement,
    payment: &Payment,
    occasion: &Occasion<'_>,
) -> Result<()> {
    let has_agreed = was == Agreement::Agrees && payment.agreement == Agreement::Agrees;
    if has_agreed && payment.channel != Channel::Payssam {
        return Ok(());
    }
    let open = open_of(tx, &payment.id).await?;
    if has_doubt(tx, &payment.id).await? {
        return Ok(());
    }
    match (open, duty_of(tx, payment).await?) {
        (None, Some(duty)) if is_settled(tx, payment, duty).await? => Ok(()),
        (None, Some(duty)) => begin(tx, payment, duty, occasion).await,
        (Some(open), Some(duty)) => follow(tx, payment, open, duty, occasion).await,
        (Some(open), None) if payment.agreement == Agreement::Agrees => {
            end(tx, payment, open, occasion).await
        }
        (None, None) if payment.agreement == Agreement::Agrees => {
            outlive(tx, payment, occasion.now).await
        }
        (Some(_) | None, None) => Ok(()),
    }
}

/// Book and gateway agree again: what a person proved of their difference is no proof of the next one.
async fn outlive(tx: &mut Transaction, payment: &Payment, now: Timestamp) -> Result<()> {
    let Some(mut last) = last_closed_of(tx, &payment.id).await? else { return Ok(()) };
    match &mut last.closing {
        Some(closing) if closing.outlived_at.is_none() => closing.outlived_at = Some(now),
        Some(_) | None => return Ok(()),
    }
    update(tx, &last).await
}

/// What somebody is to see to, and the money in question: that book and gateway part, or that they agree on a
/// payment that nobody was to make any more.
async fn duty_of(tx: &mut Transaction, payment: &Payment) -> Result<Option<(FollowUpCause, Won)>> {
    if let Some(cause) = FollowUpCause::of(payment.agreement) {
        return Ok(Some((cause, amount_at_risk(payment))));
    }
    let is_kept = payment.agreement == Agreement::Agrees
        && payment.channel == Channel::Payssam
        && matches!(payment.book_status, BookStatus::Paid | BookStatus::PartiallyCancelled);
    let is_late = is_kept && bills::came_late(tx, &payment.id).await?;
    let kept = payment.amounts.paid.saturating_sub(payment.amounts.cancelled);
    Ok(is_late.then_some((FollowUpCause::PaidAfterAll, kept)))
}

/// Whether a person has already brought the proof for exactly this difference, for example that the
/// money was paid out by hand, of which no gateway will ever know. It holds while the two differ.
async fn is_settled(
    tx: &mut Transaction,
    payment: &Payment,
    (cause, amount_at_risk): (FollowUpCause, Won),
) -> Result<bool> {
    let last = last_closed_of(tx, &payment.id).await?;
    Ok(last.is_some_and(|last| {
        let holds = last.closing.is_some_and(|closing| closing.outlived_at.is_none());
        holds && last.cause == cause && last.amount_at_risk == amount_at_risk
    }))
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

/// A vendor's word has ended the doubt. Where book and gateway differ, the duty goes on as that of the
/// difference.
pub(crate) async fn end_doubt(
    tx: &mut Transaction,
    payment: &Payment,
    occasion: &Occasion<'_>,
) -> Result<()> {
    let Some(open) = open_doubt_of(tx, payment).await? else { return Ok(()) };
    match duty_of(tx, payment).await? {
        None => end(tx, payment, open, occasion).await,
        Some(duty) => follow(tx, payment, open, duty, occasion).await,
    }
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

/// The difference grew, shrank or turned round.
async fn follow(
    tx: &mut Transaction,
    payment: &Payment,
    open: FollowUp,
    (cause, amount_at_risk): (FollowUpCause, Won),
    occasion: &Occasion<'_>,
) -> Result<()> {
    let outside = occasion.outside.or(open.outside.as_ref()).cloned();
    let followed = FollowUp { cause, amount_at_risk, outside, ..open.clone() };
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
