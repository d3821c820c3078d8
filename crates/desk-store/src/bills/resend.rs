//! The same message once more. It costs a fee each time, so the click is kept before the vendor is
//! called, and a click that is known calls nobody.

use desk_domain::bill::BillAction;
use desk_domain::{BillId, Timestamp};
use serde_json::json;

use super::click::{keep, repeated};
use super::row::lock;
use crate::error::Result;
use crate::records::{BillClick, BillStep};
use crate::transaction::{Deed, Transaction};

/// Anything but `Done` is to be rolled back.
pub(crate) async fn begin_resending(tx: &mut Transaction, click: &BillClick) -> Result<BillStep> {
    let row = lock(tx, &click.bill).await?;
    if let Some(answer) = repeated(tx, click.staff.as_str(), &click.intent).await? {
        return Ok(answer);
    }
    if !row.bill.status.allows(BillAction::Resend) || row.bill.came_late() {
        return Ok(BillStep::NotNow(row));
    }
    if !keep(tx, click.staff.as_str(), &click.intent, &click.bill).await? {
        return Ok(BillStep::KeyReused);
    }
    let (actor, at) = (click.staff.as_str(), click.at);
    let body = json!({ "amount_won": row.bill.amount });
    tx.bill_changed(&row.bill, Deed { actor, action: "bill.resending", at, body });
    Ok(BillStep::Done(row))
}

pub(crate) async fn note_resent(tx: &mut Transaction, id: &BillId, now: Timestamp) -> Result<()> {
    let row = lock(tx, id).await?;
    let body = json!({ "amount_won": row.bill.amount });
    let deed = Deed { actor: "gateway", action: "bill.resent", at: now, body };
    tx.bill_changed(&row.bill, deed);
    Ok(())
}
