//! A bill on the wire, and what of a payment was billed again.

use desk_api::{Bill, BillItem, RebillOrigin, Rebilling};
use desk_domain::bill::{Bill as Known, BillAction, BillStatus};
use desk_domain::payment::{Channel, Payment};
use desk_store::{BillRow, BillsAround};

use super::names::StaffNames;
use super::payment::customer;
use crate::desk::Desk;

pub(crate) fn bill(desk: &Desk, names: &StaffNames, row: BillRow) -> Bill {
    let actions = actions(desk, &row);
    let BillRow { bill, payment } = row;
    let at_vendor = payment.filter(|payment| payment.channel == Channel::Payssam);
    let number = bill.number.map(String::from);
    Bill {
        actions,
        bill_number: number.or(at_vendor.map(|payment| payment.gateway_payment_id)),
        created_by: bill.created_by.as_ref().map(|id| names.of(id)),
        customer: customer(bill.customer),
        items: bill.items.into_iter().map(item).collect(),
        id: bill.id,
        merchant_id: bill.merchant_id,
        amount_won: bill.amount,
        status: bill.status,
        message: bill.message,
        last_day: bill.last_day,
        delivery: bill.delivery,
        link: bill.link,
        rebill_of: bill.rebill_of,
        payment_id: bill.payment_id,
        created_at: bill.created_at,
        sent_at: bill.sent_at,
        trouble: bill.trouble,
        version: bill.version,
    }
}

/// Those of its status that can be done for this one: sending needs a connection, and billing again
/// needs cancelled money that no bill asks for.
fn actions(desk: &Desk, row: &BillRow) -> Vec<BillAction> {
    let bill = &row.bill;
    let is_open = |action: &BillAction| match action {
        BillAction::Send => desk.connection_of_bill(bill).is_some(),
        BillAction::Resend => desk.connection_of_bill(bill).is_some() && !bill.came_late(),
        BillAction::BillAgain => match bill.status {
            BillStatus::Void => bill.rebill_of.is_some(),
            BillStatus::Unsent
            | BillStatus::Sending
            | BillStatus::Waiting
            | BillStatus::Paid
            | BillStatus::Cancelled => {
                row.payment.as_ref().is_some_and(|payment| payment.rebillable().is_positive())
            }
        },
        BillAction::Record | BillAction::Void | BillAction::Cancel => true,
    };
    bill.status.allowed().iter().copied().filter(is_open).collect()
}

fn item(known: desk_domain::bill::BillItem) -> BillItem {
    BillItem { name: known.name, amount_won: known.amount }
}

/// `None` where nothing was cancelled and no bill over cancelled money led to the payment.
pub(crate) fn rebilling(
    desk: &Desk,
    names: &StaffNames,
    payment: &Payment,
    around: BillsAround,
) -> Option<Rebilling> {
    let own = around.own.map(|row| row.bill);
    let came_from_bill = own.as_ref().is_some_and(|bill| bill.rebill_of.is_some());
    if !payment.amounts.cancelled.is_positive() && !came_from_bill {
        return None;
    }
    Some(Rebilling {
        rebillable_won: payment.rebillable(),
        rebilled_won: payment.rebilled,
        items: first_items(payment, own.as_ref()),
        bills: around.made.into_iter().map(|row| bill(desk, names, row)).collect(),
        origin: own.map(|bill| RebillOrigin { bill_id: bill.id, payment_id: bill.rebill_of }),
    })
}

/// The items of the bill behind the payment, where all of it can be billed again; else one over what is
/// left. Nothing left, nothing to begin with.
fn first_items(payment: &Payment, own: Option<&Known>) -> Vec<BillItem> {
    let left = payment.rebillable();
    match own {
        Some(bill) if bill.amount == left => bill.items.iter().cloned().map(item).collect(),
        Some(_) | None if left.is_positive() => {
            vec![BillItem { name: payment.order_name.clone(), amount_won: left }]
        }
        Some(_) | None => Vec::new(),
    }
}
