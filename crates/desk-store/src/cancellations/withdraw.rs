//! Taking a cancellation back before it is sent.

use desk_domain::cancellation::CancellationEvent;
use desk_domain::payment::Agreement;
use desk_domain::{CancellationId, Timestamp};
use serde_json::json;

use super::row::{lock, update};
use super::sending::erase_refund_account;
use crate::error::Result;
use crate::follow_ups::{self, Occasion};
use crate::payments;
use crate::records::Withdrawn;
use crate::transaction::{Deed, Transaction};

/// Its job stays in the queue and finds nothing to send.
pub(crate) async fn withdraw(
    tx: &mut Transaction,
    id: &CancellationId,
    actor: &str,
    now: Timestamp,
) -> Result<Withdrawn> {
    let (mut payment, mut cancellation) = lock(tx, id).await?;
    let Ok(state) = cancellation.state.after(CancellationEvent::Withdraw) else {
        return Ok(Withdrawn::TooLate(cancellation));
    };
    cancellation.state = state;
    cancellation.settled_at = Some(now);
    update(tx, &cancellation).await?;
    payment.amounts.reserved = payment.amounts.reserved.saturating_sub(cancellation.amount);
    let was = payment.agreement;
    // What the gateway had cancelled may have passed for ours until now. Where it was silent, it
    // still is.
    if payment.agreement != Agreement::Unknown {
        payments::derive_statuses(&mut payment);
    }
    payments::update(tx, &mut payment).await?;
    follow_ups::keep_in_step(tx, was, &payment, &Occasion::read(actor, now)).await?;
    erase_refund_account(tx, id).await?;
    let deed = Deed {
        actor,
        action: "cancellation.withdrawn",
        at: now,
        body: json!({ "payment_id": payment.id, "amount_won": cancellation.amount }),
    };
    tx.cancellation_changed(&payment.merchant_id, &payment.id, id, deed);
    Ok(Withdrawn::Done(cancellation))
}
