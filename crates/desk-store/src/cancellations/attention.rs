//! What a person has to look at: a cancel without proof, a refund that did not arrive.

use desk_domain::cancellation::{
    Attention, Cancellation, CancellationKind, CancellationState, RefundArrival,
};
use desk_domain::payment::{Method, Payment};
use desk_domain::reconcile::watch_until;
use desk_domain::{CancellationId, PaymentId, Timestamp, Won};
use serde_json::json;

use super::row::{all_of, lock, update};
use crate::error::Result;
use crate::follow_ups;
use crate::records::{PaymentSnapshot, SnapshotCancellation, SnapshotCancellationState};
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
    draw(tx, before, Some(Attention::NoProof), "cancellation.no_proof", "system", now).await
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
    let attention = Some(Attention::PendingLong);
    draw(tx, before, attention, "cancellation.pending_long", "system", now).await
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

/// What of a payment was sent to an account and came back; nothing where nothing did.
pub(crate) async fn bounced(connection: &mut Connection, payment: &Payment) -> Result<Option<Won>> {
    if payment.method != Method::VirtualAccount {
        return Ok(None);
    }
    let bounced = sql("SELECT CAST(COALESCE(SUM(amount_won), 0) AS BIGINT) AS bounced_won \
         FROM cancellations \
         WHERE payment_id = $1 AND state = 'succeeded' AND attention = 'refund_failed'");
    let won = connection.only_row(bounced.bind(&payment.id)).await?.won("bounced_won")?;
    // Of a force-cancel only a part may have come back: never more than the gateway has sent.
    let won = won.min(payment.gateway_cancelled);
    Ok(won.is_positive().then_some(won))
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
    let mut news = false;
    for (one, arrival) in arrivals(all_of(tx, &payment.id).await?, snapshot) {
        let has_failed = one.attention == Some(Attention::RefundFailed);
        let (attention, action) = match arrival {
            RefundArrival::Failed if !has_failed => {
                (Some(Attention::RefundFailed), "cancellation.refund_failed")
            }
            RefundArrival::Arrived if has_failed => (None, "cancellation.refund_arrived"),
            RefundArrival::Unsaid | RefundArrival::Arrived | RefundArrival::Failed => continue,
        };
        if attention.is_some() {
            payment.watch_until = Some(watch_until(now));
        }
        draw(tx, one, attention, action, "gateway", now).await?;
        news = true;
    }
    Ok(news)
}

/// What the vendor says of the money of each refund in the book. One that was forced here and made in the vendor's
/// own console has no name on both sides: it is known by its amount, or as the whole of which a part came back.
fn arrivals(
    booked: Vec<Cancellation>,
    snapshot: &PaymentSnapshot,
) -> Vec<(Cancellation, RefundArrival)> {
    let listed = &snapshot.cancellations;
    let done = booked.iter().filter(|one| one.state.may_have_moved_money() || is_done(one));
    let mut nameless: Vec<_> = listed
        .iter()
        .filter(|listed| listed.state == SnapshotCancellationState::Succeeded)
        .filter(|listed| !done.clone().any(|one| is_named(one, listed)))
        .collect();
    nameless.sort_by_key(|listed| listed.requested_at);
    let mut told = Vec::new();
    for one in booked.into_iter().filter(is_done) {
        let same = listed.iter().find(|listed| is_named(&one, listed)).or_else(|| {
            let place = (one.kind == CancellationKind::Force)
                .then(|| place_of(&one, &nameless))
                .flatten()?;
            Some(nameless.remove(place))
        });
        told.push((one, same.map_or(RefundArrival::Unsaid, |listed| listed.arrival)));
    }
    told
}

fn is_done(one: &Cancellation) -> bool {
    one.state == CancellationState::Succeeded
}

/// By the vendor's id of it, or by our own in its reason and the same amount.
fn is_named(one: &Cancellation, listed: &SnapshotCancellation) -> bool {
    one.gateway_cancellation_id.as_ref() == Some(&listed.gateway_cancellation_id)
        || (listed.reference.as_ref() == Some(&one.id) && listed.amount == one.amount)
}

fn place_of(forced: &Cancellation, nameless: &[&SnapshotCancellation]) -> Option<usize> {
    let whole = nameless.iter().position(|listed| listed.amount == forced.amount);
    let is_news = |arrival| match arrival {
        RefundArrival::Failed => true,
        RefundArrival::Arrived => forced.attention == Some(Attention::RefundFailed),
        RefundArrival::Unsaid => false,
    };
    let is_part =
        |listed: &&SnapshotCancellation| listed.amount < forced.amount && is_news(listed.arrival);
    whole.or_else(|| nameless.iter().position(is_part))
}

async fn draw(
    tx: &mut Transaction,
    mut cancellation: Cancellation,
    attention: Option<Attention>,
    action: &'static str,
    actor: &str,
    now: Timestamp,
) -> Result<()> {
    cancellation.attention = attention;
    update(tx, &cancellation).await?;
    let body = json!({
        "payment_id": cancellation.payment_id,
        "amount_won": cancellation.amount,
        "gateway_cancellation_id": cancellation.gateway_cancellation_id,
    });
    let deed = Deed { actor, action, at: now, body };
    let (payment, id) = (&cancellation.payment_id, &cancellation.id);
    tx.cancellation_changed(&cancellation.merchant_id, payment, id, deed);
    Ok(())
}
