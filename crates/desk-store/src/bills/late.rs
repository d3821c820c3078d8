//! A bill that stands open or paid at its vendor when our book has let go of it: withdrawn, or recorded as
//! paid. Its money may have been asked for a second time, so nobody may pay it: the desk withdraws it there
//! by itself. What was paid all the same is somebody's duty (`FollowUpCause::PaidAfterAll`).

use desk_domain::bill::{Bill, BillStatus};
use desk_domain::{PaymentId, Text, Timestamp};

use crate::error::Result;
use crate::jobs;
use crate::records::JobKind;
use crate::sql::{Connection, sql};
use crate::transaction::Transaction;

/// What the bill says of itself from now on. `trouble` is what tells it from a bill that is open by right.
pub(super) fn mark(bill: &mut Bill) {
    bill.trouble = match bill.status {
        BillStatus::Waiting => Some(Text::new(
            "이미 끝낸 청구서가 결제사에 늦게 도착했어요. 데스크가 결제사에서 파기하고 있어요.",
            "This bill reached the vendor after it was given up here. The desk is voiding it there.",
        )),
        BillStatus::Paid => Some(Text::new(
            "이미 끝낸 청구서를 고객이 결제했어요. 같은 금액을 두 번 받았는지 확인해 주세요.",
            "The customer paid this bill after it was given up here. See whether the money came in twice.",
        )),
        BillStatus::Unsent | BillStatus::Sending | BillStatus::Cancelled | BillStatus::Void => None,
    };
}

/// Leaves the job that looks for a bill which was tried once, and which the book lets go of now: its vendor
/// tells of bills only when they are paid.
pub(super) async fn watch(tx: &mut Transaction, bill: &Bill, now: Timestamp) -> Result<()> {
    if bill.number.is_none() {
        return Ok(());
    }
    jobs::enqueue(tx, &JobKind::WithdrawBill(bill.id.clone()), now).await
}

/// Leaves the job that voids it at the vendor, if it is open there.
pub(super) async fn withdraw(tx: &mut Transaction, bill: &Bill, now: Timestamp) -> Result<()> {
    if bill.status != BillStatus::Waiting {
        return Ok(());
    }
    jobs::enqueue(tx, &JobKind::WithdrawBill(bill.id.clone()), now).await
}

/// Whether the bill that the payment is came in when the book had let go of it.
pub(crate) async fn came_late(connection: &mut Connection, payment: &PaymentId) -> Result<bool> {
    let statement = sql("SELECT 1 FROM bills WHERE payment_id = $1 AND trouble IS NOT NULL");
    Ok(connection.row(statement.bind(payment)).await?.is_some())
}
