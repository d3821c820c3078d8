//! The two numbered streams: the audit chain and the changes that screens follow.
//!
//! A transaction collects its entries and writes them at its very end, under the lock of the one row
//! that says where the streams stand. The lock is held until the commit. So a number never becomes
//! visible before a smaller one, and a reader that asks for "after 17" cannot miss an 18 that
//! commits late, as it could with a sequence. And the lock is short: nothing follows it but inserts.

use desk_domain::audit::{AuditEntry, chain_hash};
use desk_domain::{CancellationId, MerchantId, PaymentId, Timestamp};

use crate::error::Result;
use crate::sql::{Connection, Value, sql};

#[derive(Default)]
pub(crate) struct Journal {
    audit: Vec<(AuditEntry, Option<MerchantId>)>,
    changes: Vec<Change>,
}

/// A change event before it has its number.
pub(crate) struct Change {
    pub(crate) merchant_id: MerchantId,
    pub(crate) kind: &'static str,
    pub(crate) payment_id: PaymentId,
    pub(crate) cancellation_id: Option<CancellationId>,
    pub(crate) at: Timestamp,
}

struct Heads {
    audit_seq: i64,
    audit_hash: String,
    change_seq: i64,
}

impl Journal {
    pub(crate) fn audit(&mut self, entry: AuditEntry, merchant: Option<MerchantId>) {
        self.audit.push((entry, merchant));
    }

    pub(crate) fn change(&mut self, change: Change) {
        self.changes.push(change);
    }

    pub(crate) fn has_changes(&self) -> bool {
        !self.changes.is_empty()
    }

    pub(crate) async fn write(&mut self, connection: &mut Connection) -> Result<()> {
        if self.audit.is_empty() && self.changes.is_empty() {
            return Ok(());
        }
        let mut heads = take_heads(connection).await?;
        self.write_audit(connection, &mut heads).await?;
        self.write_changes(connection, &mut heads).await?;
        keep_heads(connection, heads).await
    }

    async fn write_audit(&mut self, connection: &mut Connection, heads: &mut Heads) -> Result<()> {
        const COLUMNS: [&str; 9] =
            ["seq", "at", "actor", "action", "subject", "body", "merchant_id", "previous", "hash"];
        let rows: Vec<Vec<Value>> = self
            .audit
            .drain(..)
            .map(|(entry, merchant)| {
                let hash = chain_hash(&heads.audit_hash, &entry);
                let previous = std::mem::replace(&mut heads.audit_hash, hash.clone());
                heads.audit_seq += 1;
                vec![
                    heads.audit_seq.into(),
                    entry.at.into(),
                    entry.actor.into(),
                    entry.action.into(),
                    entry.subject.into(),
                    entry.body.into(),
                    merchant.as_ref().into(),
                    previous.into(),
                    hash.into(),
                ]
            })
            .collect();
        connection.insert_many("audit_events", &COLUMNS, rows).await
    }

    async fn write_changes(
        &mut self,
        connection: &mut Connection,
        heads: &mut Heads,
    ) -> Result<()> {
        const COLUMNS: [&str; 6] =
            ["seq", "merchant_id", "kind", "payment_id", "cancellation_id", "at"];
        if self.changes.is_empty() {
            return Ok(());
        }
        let rows: Vec<Vec<Value>> = self
            .changes
            .drain(..)
            .map(|change| {
                heads.change_seq += 1;
                vec![
                    heads.change_seq.into(),
                    (&change.merchant_id).into(),
                    change.kind.into(),
                    (&change.payment_id).into(),
                    change.cancellation_id.as_ref().into(),
                    change.at.into(),
                ]
            })
            .collect();
        connection.insert_many("changes", &COLUMNS, rows).await?;
        connection.announce_changes().await
    }
}

async fn take_heads(connection: &mut Connection) -> Result<Heads> {
    let mut statement =
        sql("SELECT audit_seq, audit_hash, change_seq FROM stream_heads WHERE id = 1");
    statement.push(connection.for_update());
    let row = connection.only_row(statement).await?;
    Ok(Heads {
        audit_seq: row.integer("audit_seq")?,
        audit_hash: row.text("audit_hash")?,
        change_seq: row.integer("change_seq")?,
    })
}

async fn keep_heads(connection: &mut Connection, heads: Heads) -> Result<()> {
    let statement = sql(
        "UPDATE stream_heads SET audit_seq = $1, audit_hash = $2, change_seq = $3 WHERE id = 1",
    );
    connection
        .run(statement.bind(heads.audit_seq).bind(heads.audit_hash).bind(heads.change_seq))
        .await
        .map(drop)
}
