//! Clicks on bills: one key, one deed.

use desk_domain::BillId;

use super::row::find;
use crate::error::{Result, StoreError};
use crate::records::{BillRow, BillStep, Intent};
use crate::sql::{Connection, sql};
use crate::transaction::Transaction;

/// What a person's key was used for: the fingerprint of the click, and the bill as it stands.
pub(crate) async fn of_key(
    connection: &mut Connection,
    staff: &str,
    key: &str,
) -> Result<Option<(String, BillRow)>> {
    let statement = sql("SELECT fingerprint, bill_id FROM bill_intents \
         WHERE staff_id = $1 AND intent_key = $2");
    let Some(intent) = connection.row(statement.bind(staff).bind(key)).await? else {
        return Ok(None);
    };
    let row = find(connection, &intent.parsed("bill_id")?).await?;
    Ok(Some((intent.text("fingerprint")?, row.ok_or(StoreError::NotFound("bill"))?)))
}

/// The answer that a key has already, if it has one. What the click is about is locked before, so that
/// the second of two clicks finds what the first has written.
pub(super) async fn repeated(
    tx: &mut Transaction,
    staff: &str,
    intent: &Intent,
) -> Result<Option<BillStep>> {
    let known = of_key(tx, staff, &intent.key).await?;
    Ok(known.map(|(fingerprint, row)| {
        if fingerprint == intent.fingerprint {
            BillStep::Repeated(row)
        } else {
            BillStep::KeyReused
        }
    }))
}

/// False when the same person used the key for something else at this very moment.
pub(super) async fn keep(
    tx: &mut Transaction,
    staff: &str,
    intent: &Intent,
    bill: &BillId,
) -> Result<bool> {
    let statement = sql("INSERT INTO bill_intents (staff_id, intent_key, fingerprint, bill_id) \
         VALUES ($1, $2, $3, $4) ON CONFLICT (staff_id, intent_key) DO NOTHING");
    let statement = statement.bind(staff).bind(&intent.key).bind(&intent.fingerprint).bind(bill);
    Ok(tx.run(statement).await? == 1)
}
