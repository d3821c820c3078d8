//! Finding a payment, a cancellation or a bill for somebody who may see it.

use desk_api::ProblemCode;
use desk_domain::payment::Payment;
use desk_domain::{BillId, CancellationId, PaymentId};
use desk_store::{BillRow, CancellationRow, PaymentRow};

use crate::desk::{Connection, Desk};
use crate::problem::Refusal;
use crate::session::Person;

/// A payment of another merchant is as unknown as one that does not exist.
pub(crate) async fn payment_for(
    desk: &Desk,
    person: &Person,
    id: &str,
) -> Result<PaymentRow, Refusal> {
    let unknown = || Refusal::new(ProblemCode::PaymentNotFound);
    let id: PaymentId = id.parse().map_err(|_| unknown())?;
    let row = desk.store.payment(&id).await?.ok_or_else(unknown)?;
    if person.sees(&row.payment.merchant_id) { Ok(row) } else { Err(unknown()) }
}

/// As [`payment_for`].
pub(crate) async fn cancellation_for(
    desk: &Desk,
    person: &Person,
    id: &str,
) -> Result<CancellationRow, Refusal> {
    let unknown = || Refusal::new(ProblemCode::CancellationNotFound);
    let id: CancellationId = id.parse().map_err(|_| unknown())?;
    let row = desk.store.cancellation(&id).await?.ok_or_else(unknown)?;
    if person.sees(&row.cancellation.merchant_id) { Ok(row) } else { Err(unknown()) }
}

/// As [`payment_for`].
pub(crate) async fn bill_for(desk: &Desk, person: &Person, id: &str) -> Result<BillRow, Refusal> {
    let unknown = || Refusal::new(ProblemCode::BillNotFound);
    let id: BillId = id.parse().map_err(|_| unknown())?;
    let row = desk.store.bill(&id).await?.ok_or_else(unknown)?;
    if person.sees(&row.bill.merchant_id) { Ok(row) } else { Err(unknown()) }
}

/// The connection to ask or to tell about a payment.
pub(crate) fn connection_for<'a>(
    desk: &'a Desk,
    payment: &Payment,
) -> Result<&'a Connection, Refusal> {
    desk.connection_of(payment).ok_or_else(|| {
        Refusal::new(ProblemCode::CancelBlocked).because(
            "이 결제의 PG와 연결되어 있지 않아요. PG에서 직접 처리해 주세요.",
            "The desk has no connection to this payment's gateway. Do it at the gateway.",
        )
    })
}
