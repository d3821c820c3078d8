//! 학원수납저장: the customer paid in another way, and somebody writes it down.

use desk_domain::bill::{BillAction, BillStatus};
use serde_json::json;

use super::click::{keep, repeated};
use super::late;
use super::row::{lock, update};
use crate::customers::Keys;
use crate::error::{Result, StoreError};
use crate::payments;
use crate::records::{BillClick, BillRecord, BillStep, Booked, OutsideCancellations};
use crate::transaction::{Deed, Transaction};

/// Books the payment and makes the bill that payment. Anything but `Done` is to be rolled back.
pub(crate) async fn record(
    tx: &mut Transaction,
    click: &BillClick,
    record: &BillRecord,
    keys: &Keys,
) -> Result<BillStep> {
    let before = lock(tx, &click.bill).await?;
    if let Some(answer) = repeated(tx, click.staff.as_str(), &click.intent).await? {
        return Ok(answer);
    }
    if !before.bill.status.allows(BillAction::Record) {
        return Ok(BillStep::NotNow(before));
    }
    let (actor, now) = (click.staff.as_str(), click.at);
    let outside = OutsideCancellations::Notice;
    let booking = payments::Booking { outside, actor, now, keys, adoption: None };
    let (payment_id, booked) = booking.book(tx, &record.payment).await?;
    if booked != Booked::Inserted {
        return Err(StoreError::Exists("payment"));
    }
    let mut after = before.clone();
    after.payment = Some(payments::lock(tx, &payment_id).await?);
    after.bill.payment_id = Some(payment_id);
    after.bill.status = BillStatus::Paid;
    after.bill.note.clone_from(&record.note);
    after.bill.trouble = None;
    update(tx, &before, &mut after).await?;
    if !keep(tx, actor, &click.intent, &click.bill).await? {
        return Ok(BillStep::KeyReused);
    }
    late::watch(tx, &after.bill, now).await?;
    let body = json!({
        "amount_won": after.bill.amount,
        "method": record.payment.method,
        "payment_id": after.bill.payment_id,
    });
    tx.bill_changed(&after.bill, Deed { actor, action: "bill.recorded", at: now, body });
    Ok(BillStep::Done(after))
}
