//! What holds of money that is asked for again.

use desk_simulator::payssam::BillState;

use crate::sight::{BillSeen, Sight};

/// Re-billed and given up never come to more than was cancelled: what bills hold is what the payment
/// says, and whoever can still be paid holds all of its amount.
pub(super) fn never_more_than_was_cancelled(sight: &Sight) -> Option<String> {
    sight.payments.iter().find_map(|payment| {
        let bills: Vec<_> = sight.bills_over(&payment.id).collect();
        let held_won: i64 = bills.iter().map(|bill| bill.held_won).sum();
        let asked_won: i64 =
            bills.iter().filter(|bill| !bill.is_void()).map(|bill| bill.amount_won).sum();
        let is_wrong = payment.rebilled_won != held_won
            || held_won != asked_won
            || held_won > payment.cancelled_won;
        is_wrong.then(|| format!("{asked_won} won asked for: {payment:?}\n  {bills:#?}"))
    })
}

/// What customers can pay at the vendor, what they have paid there and what was recorded as paid never come
/// to more than the payment says is asked for again, whatever our book says of the single bills.
pub(super) fn never_more_than_is_owed(sight: &Sight) -> Option<String> {
    sight.payments.iter().find_map(|payment| {
        let bills: Vec<_> = sight.bills_over(&payment.id).collect();
        let payable_won: i64 =
            bills.iter().map(|bill| payable_won(sight, bill) + recorded_won(sight, bill)).sum();
        let is_wrong = payable_won > payment.rebilled_won;
        is_wrong.then(|| {
            let sent = &sight.sent;
            format!("{payable_won} won payable: {payment:?}\n  {bills:#?}\n  there {sent:#?}")
        })
    })
}

/// What the customer can pay at the vendor, or has.
fn payable_won(sight: &Sight, bill: &BillSeen) -> i64 {
    let at_vendor = sight.sent.iter().filter(|sent| Some(&sent.number) == bill.number.as_ref());
    let payable = at_vendor.filter(|sent| match sent.state {
        BillState::Waiting | BillState::Paid => true,
        BillState::Cancelled | BillState::Voided => false,
    });
    payable.map(|sent| sent.amount_won).sum()
}

fn recorded_won(sight: &Sight, bill: &BillSeen) -> i64 {
    if is_recorded(sight, bill) { bill.amount_won } else { 0 }
}

/// One bill of ours is one bill there, and no message goes out without a click of its own.
pub(super) fn no_bill_sent_twice(sight: &Sight) -> Option<String> {
    let nobodys = sight.sent.iter().find(|sent| {
        sight.bills.iter().filter(|bill| bill.number.as_ref() == Some(&sent.number)).count() != 1
    });
    if let Some(nobodys) = nobodys {
        return Some(format!("{nobodys:?} among {:#?}", sight.bills));
    }
    let wanted = sight.sent.len() + sight.reminders;
    (sight.messages > wanted).then(|| format!("{} messages for {wanted}", sight.messages))
}

pub(super) fn no_bill_stuck(sight: &Sight) -> Option<String> {
    sight.bills.iter().find(|bill| bill.status == "sending").map(|bill| format!("{bill:?}"))
}

/// What was paid there is in the book once; what was withdrawn there, nobody can pay here.
pub(super) fn as_at_the_vendor(sight: &Sight) -> Option<String> {
    sight.bills.iter().find_map(|bill| {
        let sent = sight.sent.iter().find(|sent| Some(&sent.number) == bill.number.as_ref());
        let is_right = match sent.map(|sent| sent.state) {
            None => bill.is_unsent() || is_recorded(sight, bill),
            Some(BillState::Waiting) => bill.status == "waiting",
            Some(BillState::Paid) => bill.status == "paid" && is_booked_once(sight, bill),
            Some(BillState::Cancelled) => bill.status == "cancelled",
            Some(BillState::Voided) => bill.is_void(),
        };
        let is_duty = bill.payment_id.as_ref().is_some_and(|id| sight.duty_of(id).is_some());
        (!is_right && !is_duty).then(|| format!("{bill:?}, there {sent:?}"))
    })
}

fn is_booked_once(sight: &Sight, bill: &BillSeen) -> bool {
    let booked = sight
        .payments
        .iter()
        .filter(|payment| Some(&payment.gateway_payment_id) == bill.number.as_ref());
    let paid_won: Vec<_> = booked.map(|payment| payment.ledger_paid_won).collect();
    paid_won == [bill.amount_won]
}

fn is_recorded(sight: &Sight, bill: &BillSeen) -> bool {
    sight
        .payments
        .iter()
        .any(|payment| Some(&payment.id) == bill.payment_id.as_ref() && payment.is_recorded())
}
