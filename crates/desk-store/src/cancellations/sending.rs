//! Handing a cancellation to the sender.

use desk_domain::cancellation::CancellationEvent;
use desk_domain::{CancellationId, Timestamp};
use serde_json::json;

use super::row::{find, lock, update};
use crate::error::Result;
use crate::records::Sending;
use crate::sql::{Connection, sql};
use crate::transaction::{Deed, Transaction};

/// Writes `sent` before the vendor is called: after a crash the desk knows that money may have moved.
pub(crate) async fn begin_sending(
    tx: &mut Transaction,
    id: &CancellationId,
    now: Timestamp,
) -> Result<Option<Sending>> {
    let (payment, mut cancellation) = lock(tx, id).await?;
    let Ok(state) = cancellation.state.after(CancellationEvent::Send) else { return Ok(None) };
    cancellation.state = state;
    cancellation.sent_at = Some(now);
    update(tx, &cancellation).await?;
    let deed = Deed {
        actor: "system",
        action: "cancellation.sent",
        at: now,
        body: json!({ "payment_id": payment.id, "amount_won": cancellation.amount }),
    };
    tx.cancellation_changed(&payment.merchant_id, &payment.id, id, deed);
    let sealed_refund_account = refund_account(tx, id).await?;
    Ok(Some(Sending { cancellation, payment, sealed_refund_account }))
}

pub(crate) async fn sending(
    connection: &mut Connection,
    id: &CancellationId,
) -> Result<Option<Sending>> {
    let Some(row) = find(connection, id).await? else { return Ok(None) };
    let sealed_refund_account = refund_account(connection, id).await?;
    let (cancellation, payment) = (row.cancellation, row.payment);
    Ok(Some(Sending { cancellation, payment, sealed_refund_account }))
}

async fn refund_account(
    connection: &mut Connection,
    id: &CancellationId,
) -> Result<Option<Vec<u8>>> {
    let statement = sql("SELECT sealed FROM refund_accounts WHERE cancellation_id = $1").bind(id);
    connection.row(statement).await?.map(|row| row.get("sealed")).transpose()
}

/// Nobody needs the account once the money has gone there, or never will.
pub(super) async fn erase_refund_account(tx: &mut Transaction, id: &CancellationId) -> Result<()> {
    tx.run(sql("DELETE FROM refund_accounts WHERE cancellation_id = $1").bind(id)).await.map(drop)
}
