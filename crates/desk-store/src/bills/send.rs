//! Sending a bill: written down first, then told as it ends.

use desk_domain::bill::BillStatus;
use desk_domain::{BillId, Text, Timestamp};
use serde_json::json;

use super::click::{keep, repeated};
use super::row::{find, lock, update};
use crate::customers::Keys;
use crate::error::{Result, StoreError};
use crate::records::{
    BillClick, BillOrder, BillStep, JobKind, OutsideCancellations, PaymentSnapshot,
};
use crate::transaction::{Deed, Transaction};
use crate::{follow_ups, jobs, payments};

/// Anything but `Done` is to be rolled back.
pub(crate) async fn begin_sending(
    tx: &mut Transaction,
    click: &BillClick,
    order: &BillOrder,
) -> Result<BillStep> {
    let known = find(tx, &click.bill).await?.ok_or(StoreError::NotFound("bill"))?;
    let origin = match &known.bill.rebill_of {
        Some(origin) => Some(payments::lock(tx, origin).await?),
        None => None,
    };
    let before = lock(tx, &click.bill).await?;
    if let Some(answer) = repeated(tx, click.staff.as_str(), &click.intent).await? {
        return Ok(answer);
    }
    if before.bill.status != BillStatus::Unsent {
        return Ok(BillStep::NotNow(before));
    }
    // The draft may be older than the duty: nobody pays again for what has not arrived.
    if let Some(origin) = origin
        && follow_ups::is_owed(tx, &origin).await?
    {
        return Ok(BillStep::DutyOpen);
    }
    let mut after = before.clone();
    let bill = &mut after.bill;
    bill.status = BillStatus::Sending;
    bill.channel_id.get_or_insert_with(|| order.channel_id.clone());
    bill.number.get_or_insert_with(|| order.number.clone());
    bill.delivery = Some(order.delivery);
    bill.customer.phone = order.phone.clone().or(bill.customer.phone.take());
    bill.message.clone_from(&order.message);
    bill.last_day = order.last_day;
    bill.trouble = None;
    update(tx, &before, &mut after).await?;
    if !keep(tx, click.staff.as_str(), &click.intent, &click.bill).await? {
        return Ok(BillStep::KeyReused);
    }
    jobs::enqueue(tx, &JobKind::SendBill(click.bill.clone()), click.at).await?;
    let body = json!({
        "amount_won": after.bill.amount,
        "bill_number": after.bill.number,
        "delivery": order.delivery,
    });
    let actor = click.staff.as_str();
    tx.bill_changed(&after.bill, Deed { actor, action: "bill.sending", at: click.at, body });
    Ok(BillStep::Done(after))
}

/// The vendor has it: its payment enters the book, unless a read was faster, and with it the bill is
/// sent ([`super::enter`]).
pub(crate) async fn note_sent(
    tx: &mut Transaction,
    id: &BillId,
    payment: &PaymentSnapshot,
    link: Option<&str>,
    keys: &Keys,
    now: Timestamp,
) -> Result<()> {
    let outside = OutsideCancellations::Notice;
    let booking = payments::Booking { outside, actor: "gateway", now, keys, adoption: None };
    booking.book(tx, payment).await?;
    let before = lock(tx, id).await?;
    let mut after = before.clone();
    after.bill.link = link.map(str::to_owned).or(after.bill.link);
    if after.bill.link != before.bill.link {
        update(tx, &before, &mut after).await?;
    }
    Ok(())
}

/// The vendor does not have it, and no order of it can arrive any more: the last one was handed over at
/// `ordered_at`. It can be sent again, or dealt with otherwise.
pub(crate) async fn note_refused(
    tx: &mut Transaction,
    id: &BillId,
    ordered_at: Option<Timestamp>,
    trouble: &Text,
    now: Timestamp,
) -> Result<()> {
    let before = lock(tx, id).await?;
    if before.bill.status != BillStatus::Sending || before.bill.sent_at != ordered_at {
        return Ok(());
    }
    let mut after = before.clone();
    after.bill.status = BillStatus::Unsent;
    after.bill.sent_at = None;
    after.bill.trouble = Some(trouble.clone());
    update(tx, &before, &mut after).await?;
    let body = json!({ "amount_won": after.bill.amount, "words": trouble });
    tx.bill_changed(&after.bill, Deed { actor: "gateway", action: "bill.refused", at: now, body });
    Ok(())
}
