//! One payment: by our id, or by where it stands at its vendor.

use desk_domain::PaymentId;
use desk_domain::payment::Payment;

use super::row::{JOIN_IN_FLIGHT, SELECT, read, read_payment};
use crate::error::{Result, StoreError};
use crate::records::{GatewayPlace, PaymentRow};
use crate::sql::{Connection, Statement, sql};
use crate::transaction::Transaction;

pub(crate) async fn find(
    connection: &mut Connection,
    id: &PaymentId,
) -> Result<Option<PaymentRow>> {
    let mut statement = select();
    statement.push(" WHERE p.id = ").push_bind(id);
    connection.row(statement).await?.as_ref().map(read).transpose()
}

/// Reads a payment and keeps it to this transaction.
pub(crate) async fn lock(connection: &mut Connection, id: &PaymentId) -> Result<Payment> {
    let mut statement = sql("SELECT * FROM payments WHERE id = $1").bind(id);
    statement.push(connection.for_update());
    let row = connection.row(statement).await?;
    read_payment(&row.ok_or(StoreError::NotFound("payment"))?)
}

pub(crate) async fn find_at_gateway(
    connection: &mut Connection,
    place: &GatewayPlace,
) -> Result<Option<PaymentRow>> {
    let mut statement = select();
    push_place(&mut statement, place);
    let rows = connection.rows(statement).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
    the_one(rows, |row| &row.payment)
}

/// The same, kept to this transaction.
pub(super) async fn lock_at_gateway(
    tx: &mut Transaction,
    place: &GatewayPlace,
) -> Result<Option<Payment>> {
    let mut statement = sql("SELECT p.* FROM payments p");
    push_place(&mut statement, place);
    statement.push(tx.for_update());
    let rows = tx.rows(statement).await?;
    let rows = rows.iter().map(read_payment).collect::<Result<Vec<_>>>()?;
    the_one(rows, |payment| payment)
}

/// The merchant stands in an expression, so that only the unique index fits: a PostgreSQL without
/// statistics, as in a first import, takes the larger index of merchant and channel for as good.
fn push_place(statement: &mut Statement, place: &GatewayPlace) {
    statement.push(" WHERE p.channel = ").push_bind(place.channel.as_str());
    statement.push(" AND p.gateway_payment_id = ").push_bind(&place.gateway_payment_id);
    statement.push(" AND COALESCE(p.merchant_id, '') = ").push_bind(&place.merchant_id);
    match &place.channel_id {
        Some(id) => {
            statement.push(" AND (p.channel_id = ").push_bind(id);
            statement.push(" OR p.channel_id IS NULL) ORDER BY p.channel_id IS NULL LIMIT 1");
        }
        None => {
            statement.push(" ORDER BY p.channel_id IS NOT NULL LIMIT 2");
        }
    }
}

/// Of payments that fit, the one that no connection has claimed comes first.
fn the_one<T>(fitting: Vec<T>, payment: impl Fn(&T) -> &Payment) -> Result<Option<T>> {
    let mut fitting = fitting.into_iter();
    let Some(first) = fitting.next() else { return Ok(None) };
    let is_claimed = payment(&first).channel_id.is_some();
    if is_claimed && fitting.next().is_some() {
        return Err(StoreError::Ambiguous("payment"));
    }
    Ok(Some(first))
}

fn select() -> Statement {
    let mut statement = sql(SELECT);
    statement.push("payments p").push(JOIN_IN_FLIGHT);
    statement
}
