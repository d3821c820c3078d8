//! What a person has to look at: a cancel without proof, a refund that did not arrive.

use desk_domain::cancellation::{Attention, Cancellation, CancellationState};
use desk_domain::payment::{Method, Payment};
use desk_domain::reconcile::watch_until;
use desk_domain::{CancellationId, PaymentId, Timestamp, Won};
use serde_json::json;

use super::bounces::{self, Bounce, Change, refunds_of};
use super::row::{all_of, lock, update};
use crate::error::Result;
use crate::follow_ups;
use crate::records::PaymentSnapshot;
use crate::sql::{Connection, sql};
use crate::transaction::{Deed, Transaction};

/// Puts a cancel in doubt that stays without proof. Once: the alarm is not rung again with every look.
pub(crate) async fn note_no_proof(
    tx: &mut Transaction,
    id: &CancellationId,
    now: Timestamp,
) -> Result<()> {
    let (payment, before) = lock(tx, id).await?;
    if !before.state.may_have_moved_money() || before.is_in_doubt() {
        return Ok(());
    }
    follow_ups::open_doubt(tx, &payment, &before, now).await?;
    let told = ("cancellation.no_proof", before.amount);
    draw(tx, before, Some(Attention::NoProof), told, "system", now).await
}

/// Calls for a person where the vendor has had a cancel in hand for too long. Once.
pub(crate) async fn note_pending_long(
    tx: &mut Transaction,
    id: &CancellationId,
    now: Timestamp,
) -> Result<()> {
    let (payment, before) = lock(tx, id).await?;
    let is_pending = before.state == CancellationState::Sent && before.accepted_at.is_some();
    if !is_pending || before.attention.is_some() {
        return Ok(());
    }
    follow_ups::open_pending(tx, &payment, &before, now).await?;
    let told = ("cancellation.pending_long", before.amount);
    draw(tx, before, Some(Attention::PendingLong), told, "system", now).await
}

/// What of a payment its vendor has had in hand for too long; nothing where it has not.
pub(crate) async fn pending_too_long(
    connection: &mut Connection,
    payment: &PaymentId,
) -> Result<Option<Won>> {
    let pending = sql("SELECT amount_won FROM cancellations \
         WHERE payment_id = $1 AND state = 'sent' AND attention = 'pending_long'");
    let row = connection.row(pending.bind(payment)).await?;
    row.map(|row| row.won("amount_won")).transpose()
}

/// Takes over whether the money of refunds to an account arrived. True when that is news. What the
/// vendor does not say changes nothing.
pub(crate) async fn note_refunds(
    tx: &mut Transaction,
    payment: &mut Payment,
    snapshot: &PaymentSnapshot,
    now: Timestamp,
) -> Result<bool> {
    if snapshot.cancellations.is_empty() || payment.method != Method::VirtualAccount {
        return Ok(false);
    }
    let known = bounces::of_payment(tx, &payment.id).await?;
    let booked = all_of(tx, &payment.id).await?;
    let found = refunds_of(&booked, &snapshot.cancellations, &known);
    let mut news = false;
    for (one, refunds) in &found {
        let own = bounces::own(one, refunds, &found, &known);
        let change = Change::of(&one.id, &own, refunds);
        if !change.came_back.is_empty() {
            payment.watch_until = Some(watch_until(now));
        }
        news |= note_bounces(tx, one, &own, change, now).await?;
    }
    Ok(news)
}

/// Writes down what changed of the bounces of one cancel, of which `own` were known. True when that is news.
async fn note_bounces(
    tx: &mut Transaction,
    one: &Cancellation,
    own: &[Bounce],
    change: Change,
    now: Timestamp,
) -> Result<bool> {
    let Change { came_back, arrived, renamed } = change;
    for bounce in arrived.iter().chain(&renamed) {
        bounces::delete(tx, &one.payment_id, bounce).await?;
    }
    let is_gone = |bounce: &&Bounce| arrived.contains(bounce) || renamed.contains(bounce);
    let (_, stay): (Vec<&Bounce>, Vec<&Bounce>) = own.iter().partition(is_gone);
    let moved = stay.iter().copied().filter(|bounce| bounce.cancellation != one.id);
    for bounce in moved.chain(&came_back) {
        let bounce = Bounce { cancellation: one.id.clone(), ..bounce.clone() };
        bounces::write(tx, &one.payment_id, &bounce).await?;
    }
    let is_back = !stay.is_empty() || !came_back.is_empty();
    let attention = is_back.then_some(Attention::RefundFailed);
    // Without a word of the vendor, a name may have told whose refund it was.
    let is_another = (one.attention == Some(Attention::RefundFailed)) != is_back;
    let is_told = !arrived.is_empty() || !came_back.is_empty();
    if is_another && !is_told {
        update(tx, &Cancellation { attention, ..one.clone() }).await?;
    }
    let told =
        [("cancellation.refund_arrived", arrived), ("cancellation.refund_failed", came_back)];
    for (action, bounces) in told.into_iter().filter(|(_, bounces)| !bounces.is_empty()) {
        let won = bounces.iter().map(|bounce| bounce.amount).sum();
        draw(tx, one.clone(), attention, (action, won), "gateway", now).await?;
    }
    Ok(is_another || is_told)
}

async fn draw(
    tx: &mut Transaction,
    mut cancellation: Cancellation,
    attention: Option<Attention>,
    (action, amount): (&'static str, Won),
    actor: &str,
    now: Timestamp,
) -> Result<()> {
    cancellation.attention = attention;
    update(tx, &cancellation).await?;
    let body = json!({
        "payment_id": cancellation.payment_id,
        "amount_won": amount,
        "gateway_cancellation_id": cancellation.gateway_cancellation_id,
    });
    let deed = Deed { actor, action, at: now, body };
    let (payment, id) = (&cancellation.payment_id, &cancellation.id);
    tx.cancellation_changed(&cancellation.merchant_id, payment, id, deed);
    Ok(())
}
