//! The way back from a copy: a book that knows nothing of what happened since.
//!
//! Between the copy and its return people clicked, vendors answered, and somebody may have taken back
//! what the copy still holds as asked for. So no order of the copy is sent by itself any more: each is
//! read at its vendor until that shows how it ended, and a person decides about what it does not show.
//! Whatever else may have moved is read before anybody acts on it.

use desk_domain::Timestamp;
use desk_domain::audit::AuditEntry;
use serde_json::json;

use crate::error::Result;
use crate::records::{Restored, TakenAt};
use crate::sql::sql;
use crate::transaction::Transaction;
use crate::{bills, cancellations};

/// Change events that may have been told since the copy was made: their numbers are left out, so that a
/// screen which followed them does not take a new one for an old one.
const CHANGES_LEFT_OUT: i64 = 1_000_000;

pub(crate) async fn catch_up(
    tx: &mut Transaction,
    taken: &TakenAt,
    now: Timestamp,
) -> Result<Restored> {
    let restored = Restored {
        cancellations: cancellations::doubt_in_flight(tx, now).await?,
        bills: bills::doubt_sending(tx, now).await?,
        payments: read_payments_again(tx).await?,
    };
    bills::number_drafts(tx).await?;
    read_lists_again(tx, taken.at).await?;
    release_jobs(tx).await?;
    sign_everybody_out(tx).await?;
    let leave_out = sql("UPDATE stream_heads SET change_seq = change_seq + $1 WHERE id = 1");
    tx.run(leave_out.bind(CHANGES_LEFT_OUT)).await?;
    let entry = AuditEntry {
        at: now.0,
        actor: "system".to_owned(),
        action: "desk.restored".to_owned(),
        subject: "desk".to_owned(),
        body: json!({
            "taken_at": taken.at,
            "audit": taken.audit,
            "cancellations": restored.cancellations,
            "bills": restored.bills,
            "payments": restored.payments,
        })
        .to_string(),
    };
    tx.audit(entry, None);
    Ok(restored)
}

/// All that could have changed at their vendors, the youngest first: `check_at` is told before 1970, the
/// further back the younger the payment is, and what comes first there is read first.
async fn read_payments_again(tx: &mut Transaction) -> Result<i64> {
    let statement = sql("UPDATE payments SET watched = 1, check_at = -sort_at \
         WHERE channel_id IS NOT NULL AND channel <> 'recorded' AND check_at IS NOT NULL");
    Ok(i64::try_from(tx.run(statement).await?).unwrap_or(i64::MAX))
}

/// Each list is read from where it stood, or from the copy on where it never was; at once. A cursor of
/// the vendor's may be long gone.
async fn read_lists_again(tx: &mut Transaction, taken_at: Timestamp) -> Result<()> {
    let unread = sql("INSERT INTO reconcilers (channel_id, run_at, list_done) \
         SELECT DISTINCT channel_id, 0, 1 FROM payments \
         WHERE channel_id IS NOT NULL AND channel <> 'recorded' \
         AND channel_id NOT IN (SELECT channel_id FROM reconcilers)");
    tx.run(unread).await?;
    let statement = sql("UPDATE reconcilers SET run_at = 0, list_cursor = NULL, list_done = 1, \
         list_until = CASE WHEN list_done = 0 THEN list_from ELSE COALESCE(list_until, $1) END, \
         list_from = COALESCE(list_from, $1)");
    tx.run(statement.bind(taken_at)).await.map(drop)
}

/// Whoever had claimed them is gone.
async fn release_jobs(tx: &mut Transaction) -> Result<()> {
    tx.run(sql("UPDATE jobs SET worker = NULL WHERE set_aside IS NULL")).await.map(drop)
}

/// A session may have been ended since, and a pairing code used.
async fn sign_everybody_out(tx: &mut Transaction) -> Result<()> {
    tx.run(sql("DELETE FROM sessions")).await?;
    tx.run(sql("DELETE FROM pairing_codes")).await.map(drop)
}
