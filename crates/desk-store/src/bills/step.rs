//! Keeping bills in step with the payments they are: the one place where a bill becomes sent, paid,
//! cancelled or void by what a vendor said, and gives back what it held.

use desk_domain::bill::{Bill, BillItem, BillStatus, id_of};
use desk_domain::payment::{Channel, Payment};
use desk_domain::{BillId, PaymentId, Timestamp, Won};
use serde_json::json;

use super::held::{hold_again, release};
use super::late;
use super::row::{find_by_number, insert, lock, update};
use crate::error::Result;
use crate::payments;
use crate::records::BillRow;
use crate::sql::sql;
use crate::transaction::{Deed, Transaction};

/// A payment of a vendor of bills has come into the book: it is the bill of ours that was sent under its
/// number, or one that was sent elsewhere.
pub(crate) async fn enter(
    tx: &mut Transaction,
    payment: &Payment,
    actor: &str,
    now: Timestamp,
) -> Result<()> {
    if payment.channel != Channel::Payssam {
        return Ok(());
    }
    let number = &payment.gateway_payment_id;
    let ours = find_by_number(tx, &payment.merchant_id, number).await?;
    if let Some(Bill { id, rebill_of, payment_id: None, .. }) = &ours
        && join(tx, id, rebill_of.as_ref(), payment, (actor, now)).await?
    {
        return Ok(());
    }
    // Recorded as paid otherwise, or none of ours.
    let mut bill = told_first(payment);
    if ours.is_some() {
        late::mark(&mut bill);
    }
    let row = BillRow { bill, payment: Some(payment.clone()) };
    insert(tx, &row).await?;
    if row.bill.came_late() {
        late::withdraw(tx, &row.bill, now).await?;
        tell(tx, &row.bill, "bill.came_late", (actor, now));
    }
    Ok(())
}

/// A bill of which the vendor told first.
fn told_first(payment: &Payment) -> Bill {
    Bill {
        id: id_of(&payment.id),
        merchant_id: payment.merchant_id.clone(),
        status: BillStatus::of_payment(payment.book_status),
        customer: payment.customer.clone(),
        items: what_for(payment),
        amount: payment.amounts.paid,
        held: Won::ZERO,
        rebill_of: None,
        payment_id: Some(payment.id.clone()),
        channel_id: payment.channel_id.clone(),
        number: None,
        delivery: None,
        message: None,
        last_day: None,
        link: None,
        note: String::new(),
        trouble: None,
        created_at: payment.requested_at,
        created_by: None,
        sent_at: Some(payment.requested_at),
        version: 1,
    }
}

fn what_for(payment: &Payment) -> Vec<BillItem> {
    vec![BillItem { name: payment.order_name.clone(), amount: payment.amounts.paid }]
}

/// Makes a bill of ours the payment that it asked for. One that was withdrawn meanwhile is joined as
/// well: whoever has the link can pay it, so it counts until it is void there, too. False: somebody has recorded
/// it as paid otherwise since it was looked for.
async fn join(
    tx: &mut Transaction,
    id: &BillId,
    origin: Option<&PaymentId>,
    payment: &Payment,
    (actor, now): (&str, Timestamp),
) -> Result<bool> {
    if let Some(origin) = origin {
        payments::lock(tx, origin).await?;
    }
    let before = lock(tx, id).await?;
    if before.bill.payment_id.is_some() {
        return Ok(false);
    }
    let mut after = before.clone();
    after.payment = Some(payment.clone());
    after.bill.payment_id = Some(payment.id.clone());
    after.bill.customer.id.clone_from(&payment.customer.id);
    after.bill.status = BillStatus::of_payment(payment.book_status);
    after.bill.trouble = None;
    after.bill.sent_at = before.bill.sent_at.or(Some(payment.requested_at));
    after.bill.held = settle_held(tx, &after.bill).await?;
    if before.bill.status == BillStatus::Void {
        late::mark(&mut after.bill);
    }
    update(tx, &before, &mut after).await?;
    if after.bill.came_late() {
        late::withdraw(tx, &after.bill, now).await?;
        tell(tx, &after.bill, "bill.came_late", (actor, now));
    } else {
        tell(tx, &after.bill, "bill.sent", (actor, now));
    }
    if let Some(action) = news(after.bill.status) {
        tell(tx, &after.bill, action, (actor, now));
    }
    Ok(true)
}

/// The bill follows its payment after a change of that.
pub(crate) async fn keep_in_step(
    tx: &mut Transaction,
    payment: &Payment,
    actor: &str,
    now: Timestamp,
) -> Result<()> {
    let of_payment = sql("SELECT id, rebill_of, status FROM bills WHERE payment_id = $1");
    let Some(known) = tx.row(of_payment.bind(&payment.id)).await? else { return Ok(()) };
    if let Some(origin) = known.maybe_parsed("rebill_of")? {
        payments::lock(tx, &origin).await?;
    }
    let mut before = lock(tx, &known.parsed("id")?).await?;
    // What was read beside the changed payment is where the bill is to stand, not where it stood.
    before.bill.status = known.parsed("status")?;
    let mut after = before.clone();
    after.payment = Some(payment.clone());
    after.bill.status = BillStatus::of_payment(payment.book_status);
    after.bill.held = settle_held(tx, &after.bill).await?;
    if after.bill.created_by.is_none() {
        after.bill.customer = payment.customer.clone();
        after.bill.amount = payment.amounts.paid;
        after.bill.items = what_for(payment);
    }
    let was_ours_and_void =
        before.bill.created_by.is_some() && before.bill.status == BillStatus::Void;
    if before.bill.came_late() || was_ours_and_void {
        late::mark(&mut after.bill);
    }
    if after.bill == before.bill {
        return Ok(());
    }
    update(tx, &before, &mut after).await?;
    if after.bill.came_late() && !before.bill.came_late() {
        late::withdraw(tx, &after.bill, now).await?;
        tell(tx, &after.bill, "bill.came_late", (actor, now));
    }
    let is_ours = after.bill.created_by.is_some() && after.bill.status != before.bill.status;
    if let Some(action) = news(after.bill.status).filter(|_| is_ours) {
        tell(tx, &after.bill, action, (actor, now));
    }
    Ok(())
}

/// What it holds from now on: nothing once nobody can pay it, else its amount as far as that is left.
async fn settle_held(tx: &mut Transaction, bill: &Bill) -> Result<Won> {
    let Some(origin) = &bill.rebill_of else { return Ok(Won::ZERO) };
    if bill.status == BillStatus::Void {
        release(tx, origin, bill.held).await?;
        return Ok(Won::ZERO);
    }
    let missing = bill.amount.saturating_sub(bill.held);
    if missing.is_zero() {
        return Ok(bill.held);
    }
    let more = hold_again(tx, origin, missing).await?;
    Ok([bill.held, more].into_iter().sum())
}

/// The line of the story that a new standing is.
const fn news(status: BillStatus) -> Option<&'static str> {
    match status {
        BillStatus::Paid => Some("bill.paid"),
        BillStatus::Cancelled => Some("bill.cancelled"),
        BillStatus::Void => Some("bill.void"),
        BillStatus::Unsent | BillStatus::Sending | BillStatus::Waiting => None,
    }
}

fn tell(tx: &mut Transaction, bill: &Bill, action: &'static str, (actor, now): (&str, Timestamp)) {
    let body = json!({
        "amount_won": bill.amount,
        "rebill_of": bill.rebill_of,
        "payment_id": bill.payment_id,
    });
    tx.bill_changed(bill, Deed { actor, action, at: now, body });
}
