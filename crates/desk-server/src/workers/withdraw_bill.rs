//! Voiding a bill at its vendor that came there when the book had let go of it.

use desk_domain::BillId;
use desk_domain::bill::BillStatus;
use desk_store::StoreError;

use super::Next;
use crate::desk::Desk;
use crate::limits::{RESOLVE_BACKOFF_SECONDS, backoff};
use crate::usecases::refresh_payment::{Reader, RefreshError, read_and_book};

/// Tries until a read shows that nobody can pay it any more, or that somebody has: the book says then whose
/// duty that is. A void may be repeated: it moves no money, and of a bill that is void nothing is asked.
pub(super) async fn withdraw_bill(
    desk: &Desk,
    id: &BillId,
    repeats: u32,
) -> Result<Next, StoreError> {
    let again =
        Next::Again { at: desk.now().plus_seconds(backoff(RESOLVE_BACKOFF_SECONDS, repeats)) };
    let Some(row) = desk.store.bill(id).await? else { return Ok(Next::Done) };
    let (BillStatus::Waiting, true, Some(payment)) =
        (row.bill.status, row.bill.came_late(), row.payment)
    else {
        return Ok(Next::Done);
    };
    let Some(connection) = desk.connection_of_bill(&row.bill) else { return Ok(again) };
    let number = payment.gateway_payment_id.as_str();
    let outcome = connection.gateway.void(number, &format!("withdraw-{id}")).await;
    match read_and_book(desk, connection, number, Reader::DESK).await {
        Ok(_) => {}
        Err(RefreshError::Store(error)) => return Err(error),
        Err(RefreshError::Read(error)) => {
            tracing::warn!(%error, ?outcome, bill = %id, "a bill that came late is still open");
            return Ok(again);
        }
    }
    let is_open =
        desk.store.bill(id).await?.is_some_and(|row| row.bill.status == BillStatus::Waiting);
    Ok(if is_open { again } else { Next::Done })
}
