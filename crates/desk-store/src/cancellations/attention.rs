//! What a person has to look at: a cancel without proof, a refund that did not arrive.

use desk_domain::cancellation::{Attention, Cancellation, CancellationState, RefundArrival};
use desk_domain::payment::{Method, Payment};
use desk_domain::{CancellationId, Timestamp};
use serde_json::json;

use super::row::{all_of, lock, update};
use crate::error::Result;
use crate::follow_ups;
use crate::records::PaymentSnapshot;
use crate::transaction::{Deed, Transaction};

/// Puts a cancel in doubt that stays without proof. Once: the alarm is not rung again with every look.
pub(crate) async fn note_no_proof(
    tx: &mut Transaction,
    id: &CancellationId,
    now: Timestamp,
) -> Result<()> {
    let (payment, before) = lock(tx, id).await?;
    if !before.state.may_have_moved_money() || before.attention.is_some() {
        return Ok(());
    }
    follow_ups::open_doubt(tx, &payment, &before, now).await?;
    draw(tx, before, Some(Attention::NoProof), "cancellation.no_proof", "system", now).await
}

/// Takes over whether the money of refunds to an account arrived. True when that is news. What the
/// vendor does not say changes nothing.
pub(crate) async fn note_refunds(
    tx: &mut Transaction,
    payment: &Payment,
    snapshot: &PaymentSnapshot,
    now: Timestamp,
) -> Result<bool> {
    if snapshot.cancellations.is_empty() || payment.method != Method::VirtualAccount {
        return Ok(false);
    }
    let mut news = false;
    for one in all_of(tx, &payment.id).await? {
        let has_failed = one.attention == Some(Attention::RefundFailed);
        let (attention, action) = match arrival_of(&one, snapshot) {
            RefundArrival::Failed if !has_failed => {
                (Some(Attention::RefundFailed), "cancellation.refund_failed")
            }
            RefundArrival::Arrived if has_failed => (None, "cancellation.refund_arrived"),
            RefundArrival::Unsaid | RefundArrival::Arrived | RefundArrival::Failed => continue,
        };
        draw(tx, one, attention, action, "gateway", now).await?;
        news = true;
    }
    Ok(news)
}

fn arrival_of(one: &Cancellation, snapshot: &PaymentSnapshot) -> RefundArrival {
    let is_listed = |name: &String| one.gateway_cancellation_id.as_ref() == Some(name);
    snapshot
        .cancellations
        .iter()
        .find(|listed| is_listed(&listed.gateway_cancellation_id))
        .filter(|_| one.state == CancellationState::Succeeded)
        .map_or(RefundArrival::Unsaid, |listed| listed.arrival)
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
