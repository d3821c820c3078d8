//! Seeing to it that nobody pays a bill that the book has let go of.

use desk_domain::BillId;
use desk_domain::bill::{Bill, BillStatus};
use desk_gateway::ReadError;
use desk_store::StoreError;

use super::Next;
use crate::desk::{Connection, Desk};
use crate::limits::{LET_GO_BACKOFF_SECONDS, RESOLVE_BACKOFF_SECONDS, backoff};
use crate::usecases::refresh_payment::{Reader, RefreshError, read_and_book};

/// One that is open there is voided, until a read shows that nobody can pay it any more, or that somebody has:
/// the book says then whose duty that is. One that is not there is looked for a while longer.
pub(super) async fn withdraw_bill(
    desk: &Desk,
    id: &BillId,
    repeats: u32,
) -> Result<Next, StoreError> {
    let row = desk.store.bill(id).await?.ok_or(StoreError::NotFound("bill"))?;
    let Some(connection) = desk.connection_of_bill(&row.bill) else {
        // A draft of a restored book, over no connection yet: looked for as long as any.
        if row.bill.channel_id.is_none() && !is_patient(repeats) {
            return Ok(Next::Done);
        }
        return Ok(after(desk, RESOLVE_BACKOFF_SECONDS, repeats));
    };
    match (row.bill.status, row.payment) {
        (BillStatus::Waiting, Some(payment)) if row.bill.came_late() => {
            let letting_go = LettingGo { desk, connection, repeats };
            letting_go.void(id, &payment.gateway_payment_id).await
        }
        (BillStatus::Void | BillStatus::Paid, _) => {
            LettingGo { desk, connection, repeats }.look(&row.bill).await
        }
        _ => Ok(Next::Done),
    }
}

struct LettingGo<'a> {
    desk: &'a Desk,
    connection: &'a Connection,
    repeats: u32,
}

impl LettingGo<'_> {
    /// May be repeated: it moves no money, and of a bill that is void nothing is asked.
    async fn void(&self, id: &BillId, number: &str) -> Result<Next, StoreError> {
        let outcome = self.connection.gateway.void(number, &format!("withdraw-{id}")).await;
        match read_and_book(self.desk, self.connection, number, Reader::DESK).await {
            Ok(_) => {}
            Err(RefreshError::Store(error)) => return Err(error),
            Err(RefreshError::Read(error)) => {
                tracing::warn!(%error, ?outcome, bill = %id, "a bill that came late is still open");
                return Ok(after(self.desk, RESOLVE_BACKOFF_SECONDS, self.repeats));
            }
        }
        let row = self.desk.store.bill(id).await?;
        if row.is_some_and(|row| row.bill.status == BillStatus::Waiting) {
            return Ok(after(self.desk, RESOLVE_BACKOFF_SECONDS, self.repeats));
        }
        Ok(Next::Done)
    }

    /// What the read finds is booked, and goes on as a bill that came late.
    async fn look(&self, bill: &Bill) -> Result<Next, StoreError> {
        let Some(number) = &bill.number else { return Ok(Next::Done) };
        match read_and_book(self.desk, self.connection, number.as_str(), Reader::DESK).await {
            Err(RefreshError::Read(ReadError::NotFound)) => {
                Ok(if is_patient(self.repeats) { self.later() } else { Next::Done })
            }
            Err(RefreshError::Read(error)) => {
                tracing::warn!(%error, bill = %bill.id, "a bill that was let go cannot be looked for");
                Ok(self.later())
            }
            Err(RefreshError::Store(error)) => Err(error),
            Ok(_) => Ok(Next::Done),
        }
    }

    fn later(&self) -> Next {
        after(self.desk, LET_GO_BACKOFF_SECONDS, self.repeats)
    }
}

fn is_patient(repeats: u32) -> bool {
    repeats < LET_GO_BACKOFF_SECONDS.len().try_into().unwrap_or(0)
}

fn after(desk: &Desk, steps: &[i64], repeats: u32) -> Next {
    Next::Again { at: desk.now().plus_seconds(backoff(steps, repeats)) }
}
