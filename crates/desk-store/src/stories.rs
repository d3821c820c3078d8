//! Reading the two numbered streams: what happened, and what screens should read again.

use desk_domain::audit::AuditEntry;
use desk_domain::{CancellationId, PaymentId};

use crate::error::Result;
use crate::records::{AuditEvent, ChangeEvent, StoryLine};
use crate::sql::{Connection, Row, Statement, sql};

/// A payment's own events, those of its cancellations, of the bill it came from and of the bills made
/// of it.
pub(crate) async fn of_payment(
    connection: &mut Connection,
    id: &PaymentId,
) -> Result<Vec<StoryLine>> {
    let statement = sql("SELECT * FROM audit_events WHERE subject IN (\
         SELECT CAST($1 AS TEXT) \
         UNION ALL SELECT id FROM cancellations WHERE payment_id = $1 \
         UNION ALL SELECT id FROM bills WHERE payment_id = $1 \
         UNION ALL SELECT id FROM bills WHERE rebill_of = $1) ORDER BY seq");
    story(connection, statement.bind(id)).await
}

pub(crate) async fn of_cancellation(
    connection: &mut Connection,
    id: &CancellationId,
) -> Result<Vec<StoryLine>> {
    let statement = sql("SELECT * FROM audit_events WHERE subject = $1 ORDER BY seq");
    story(connection, statement.bind(id)).await
}

pub(crate) async fn audit_after(
    connection: &mut Connection,
    seq: i64,
    limit: u32,
) -> Result<Vec<AuditEvent>> {
    let statement = sql("SELECT * FROM audit_events WHERE seq > $1 ORDER BY seq LIMIT $2");
    let rows = connection.rows(statement.bind(seq).bind(limit)).await?;
    rows.iter().map(read_event).collect()
}

pub(crate) async fn changes_after(
    connection: &mut Connection,
    seq: i64,
    limit: u32,
) -> Result<Vec<ChangeEvent>> {
    let statement = sql("SELECT * FROM changes WHERE seq > $1 ORDER BY seq LIMIT $2");
    let rows = connection.rows(statement.bind(seq).bind(limit)).await?;
    rows.iter().map(read_change).collect()
}

pub(crate) async fn last_change(connection: &mut Connection) -> Result<i64> {
    let statement = sql("SELECT change_seq FROM stream_heads WHERE id = 1");
    connection.only_row(statement).await?.integer("change_seq")
}

async fn story(connection: &mut Connection, statement: Statement) -> Result<Vec<StoryLine>> {
    let rows = connection.rows(statement).await?;
    rows.iter()
        .map(|row| {
            Ok(StoryLine {
                at: row.at("at")?,
                actor: row.text("actor")?,
                action: row.text("action")?,
                subject: row.text("subject")?,
                body: row.text("body")?,
            })
        })
        .collect()
}

fn read_event(row: &Row) -> Result<AuditEvent> {
    Ok(AuditEvent {
        seq: row.integer("seq")?,
        entry: AuditEntry {
            at: row.integer("at")?,
            actor: row.text("actor")?,
            action: row.text("action")?,
            subject: row.text("subject")?,
            body: row.text("body")?,
        },
        previous: row.text("previous")?,
        hash: row.text("hash")?,
    })
}

fn read_change(row: &Row) -> Result<ChangeEvent> {
    Ok(ChangeEvent {
        seq: row.integer("seq")?,
        merchant_id: row.parsed("merchant_id")?,
        kind: row.text("kind")?,
        payment_id: row.parsed("payment_id")?,
        cancellation_id: row.maybe_parsed("cancellation_id")?,
    })
}
