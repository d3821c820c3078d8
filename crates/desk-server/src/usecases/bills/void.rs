//! 파기: a bill that nobody was asked to pay is withdrawn; one that waits is closed at its vendor.

use desk_domain::bill::BillStatus;
use desk_store::BillRow;

use super::taken;
use crate::desk::Desk;
use crate::problem::Refusal;
use crate::session::Person;
use crate::usecases::payments::bill_for;
use crate::usecases::void_payment::void_payment;

/// Whoever asks twice finds it void.
pub(crate) async fn void_bill(desk: &Desk, person: &Person, id: &str) -> Result<BillRow, Refusal> {
    let row = bill_for(desk, person, id).await?;
    if let (BillStatus::Waiting, Some(payment)) = (row.bill.status, &row.bill.payment_id) {
        void_payment(desk, person, payment.as_str()).await?;
        return bill_for(desk, person, id).await;
    }
    taken(desk.store.withdraw_bill(&row.bill.id, &person.staff.id, desk.now()).await?)
}
