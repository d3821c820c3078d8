//! A bill of which an order may still be on its way: it stays `sending`, and holds its money.

use desk_domain::bill::BillStatus;
use desk_domain::{BillId, Text, Timestamp};
use serde_json::json;

use super::row::{lock, update};
use crate::error::Result;
use crate::records::HandedOver;
use crate::transaction::{Deed, Transaction};

/// Written down before each call: from now on an order may be on its way. `None` where the bill is not being
/// sent any more; then nobody may be called.
pub(crate) async fn note_ordered(
    tx: &mut Transaction,
    id: &BillId,
    now: Timestamp,
) -> Result<Option<HandedOver>> {
    let before = lock(tx, id).await?;
    if before.bill.status != BillStatus::Sending {
        return Ok(None);
    }
    let mut after = before.clone();
    after.bill.sent_at = Some(now);
    update(tx, &before, &mut after).await?;
    Ok(Some(HandedOver { at: now, doubted_at: before.bill.sent_at }))
}

/// Nobody knows yet whether it arrived. Told once, however often it is tried.
pub(crate) async fn note_unclear(
    tx: &mut Transaction,
    id: &BillId,
    trouble: &Text,
    why: &str,
    now: Timestamp,
) -> Result<()> {
    let before = lock(tx, id).await?;
    if before.bill.status != BillStatus::Sending || before.bill.trouble.is_some() {
        return Ok(());
    }
    let mut after = before.clone();
    after.bill.trouble = Some(trouble.clone());
    update(tx, &before, &mut after).await?;
    let body = json!({ "amount_won": after.bill.amount, "words": why });
    tx.bill_changed(&after.bill, Deed { actor: "system", action: "bill.unclear", at: now, body });
    Ok(())
}

/// The vendor refused `order`, and one before it may still arrive. Only that one keeps the bill in doubt: what
/// was refused is on its way no more. Told once.
pub(crate) async fn note_refused_in_doubt(
    tx: &mut Transaction,
    id: &BillId,
    order: &HandedOver,
    trouble: &Text,
    now: Timestamp,
) -> Result<()> {
    let before = lock(tx, id).await?;
    if before.bill.status != BillStatus::Sending {
        return Ok(());
    }
    let mut after = before.clone();
    // Not where another worker has handed over one of its own meanwhile.
    if before.bill.sent_at == Some(order.at) {
        after.bill.sent_at = order.doubted_at;
    }
    after.bill.trouble = Some(trouble.clone());
    if after.bill == before.bill {
        return Ok(());
    }
    update(tx, &before, &mut after).await?;
    if after.bill.trouble != before.bill.trouble {
        let body = json!({ "amount_won": after.bill.amount, "words": trouble });
        let deed = Deed { actor: "gateway", action: "bill.refused_in_doubt", at: now, body };
        tx.bill_changed(&after.bill, deed);
    }
    Ok(())
}
