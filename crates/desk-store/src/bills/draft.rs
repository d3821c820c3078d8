//! 재청구: cancelled money becomes unpaid again, or a draft of that is withdrawn.

use desk_domain::bill::{Bill, BillStatus};
use desk_domain::{BillId, StaffId, Timestamp, Won};
use serde_json::json;

use super::click::{keep, repeated};
use super::held::{hold, release};
use super::late;
use super::row::{find, insert, lock, update};
use crate::error::{Result, StoreError};
use crate::records::{BillRow, BillStep, NewRebill, Rebilled};
use crate::transaction::{Deed, Transaction};
use crate::{follow_ups, payments};

/// Anything but `Created` is to be rolled back.
pub(crate) async fn create_rebill(tx: &mut Transaction, new: &NewRebill) -> Result<Rebilled> {
    let bill = &new.bill;
    let (Some(origin), Some(staff)) = (&bill.rebill_of, &bill.created_by) else {
        return Err(StoreError::NotFound("payment"));
    };
    let payment = payments::lock(tx, origin).await?;
    match repeated(tx, staff.as_str(), &new.intent).await? {
        Some(BillStep::Repeated(row) | BillStep::Done(row)) => return Ok(Rebilled::Repeated(row)),
        Some(BillStep::KeyReused | BillStep::NotNow(_) | BillStep::DutyOpen) => {
            return Ok(Rebilled::KeyReused);
        }
        None => {}
    }
    if follow_ups::is_owed(tx, &payment).await? {
        return Ok(Rebilled::DutyOpen);
    }
    if !hold(tx, origin, bill.amount).await? {
        return Ok(Rebilled::Exceeds { rebillable: payment.rebillable() });
    }
    let row = BillRow { bill: bill.clone(), payment: None };
    insert(tx, &row).await?;
    if !keep(tx, staff.as_str(), &new.intent, &bill.id).await? {
        return Ok(Rebilled::KeyReused);
    }
    tell(tx, bill, staff, "bill.created", bill.created_at);
    Ok(Rebilled::Created(row))
}

/// Withdraws what nobody was asked to pay yet, and gives its amount back.
pub(crate) async fn withdraw(
    tx: &mut Transaction,
    id: &BillId,
    staff: &StaffId,
    now: Timestamp,
) -> Result<BillStep> {
    let known = find(tx, id).await?.ok_or(StoreError::NotFound("bill"))?;
    if let Some(origin) = &known.bill.rebill_of {
        payments::lock(tx, origin).await?;
    }
    let before = lock(tx, id).await?;
    match before.bill.status {
        BillStatus::Unsent => {}
        BillStatus::Void => return Ok(BillStep::Repeated(before)),
        BillStatus::Sending | BillStatus::Waiting | BillStatus::Paid | BillStatus::Cancelled => {
            return Ok(BillStep::NotNow(before));
        }
    }
    let mut after = before.clone();
    after.bill.status = BillStatus::Void;
    after.bill.held = Won::ZERO;
    update(tx, &before, &mut after).await?;
    if let Some(origin) = &before.bill.rebill_of {
        release(tx, origin, before.bill.held).await?;
    }
    late::watch(tx, &after.bill, now).await?;
    tell(tx, &after.bill, staff, "bill.void", now);
    Ok(BillStep::Done(after))
}

fn tell(tx: &mut Transaction, bill: &Bill, staff: &StaffId, action: &'static str, now: Timestamp) {
    let body = json!({ "amount_won": bill.amount, "rebill_of": bill.rebill_of });
    tx.bill_changed(bill, Deed { actor: staff.as_str(), action, at: now, body });
}
