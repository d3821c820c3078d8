//! Keys for payments, and their bills, that were booked before the book had any.

use desk_domain::PaymentId;
use desk_domain::payment::Customer;

use super::keys::Keys;
use crate::error::Result;
use crate::sql::{Row, sql};
use crate::transaction::Transaction;

/// So many rows are written in one transaction.
const BATCH: u32 = 1_000;

/// Fills the next batch; false when none was left. A crash between two batches goes on after the first,
/// and replicas that start together take turns at the row that says how far it is.
pub(crate) async fn fill_missing(tx: &mut Transaction, keys: &Keys) -> Result<bool> {
    let mut statement = sql("SELECT filled_until FROM customer_keys WHERE id = 1");
    statement.push(tx.for_update());
    let Some(after) = tx.only_row(statement).await?.maybe_text("filled_until")? else {
        return Ok(false);
    };
    let batch = sql("SELECT id, merchant_id, customer_id, customer_name, customer_phone \
         FROM payments WHERE id > $1 ORDER BY id LIMIT $2");
    let rows = tx.rows(batch.bind(after).bind(BATCH)).await?;
    let mut last = None;
    for row in &rows {
        let id: PaymentId = row.parsed("id")?;
        let key = keys.of(&row.parsed("merchant_id")?, &customer(row)?);
        let update = sql("UPDATE payments SET customer_id = $1 WHERE id = $2");
        tx.run(update.bind(key.as_ref()).bind(&id)).await?;
        let bill = sql("UPDATE bills SET customer_id = $1 WHERE payment_id = $2");
        tx.run(bill.bind(key.as_ref()).bind(&id)).await?;
        last = Some(id);
    }
    let until = sql("UPDATE customer_keys SET filled_until = $1 WHERE id = 1");
    tx.run(until.bind(last.as_ref())).await?;
    Ok(last.is_some())
}

fn customer(row: &Row) -> Result<Customer> {
    Ok(Customer {
        id: row.maybe_text("customer_id")?,
        name: row.maybe_text("customer_name")?,
        phone: row.maybe_text("customer_phone")?,
    })
}
