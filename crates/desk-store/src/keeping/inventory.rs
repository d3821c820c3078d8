//! Counting what a store holds.

use std::collections::BTreeMap;

use desk_domain::audit::AuditHead;

use crate::error::Result;
use crate::records::{ChannelSums, Inventory};
use crate::sql::{Connection, Name, sql};

pub(crate) async fn audit_head(connection: &mut Connection) -> Result<AuditHead> {
    let statement = sql("SELECT audit_seq, audit_hash FROM stream_heads WHERE id = 1");
    let row = connection.only_row(statement).await?;
    Ok(AuditHead { seq: row.integer("audit_seq")?, hash: row.text("audit_hash")? })
}

/// Counts on a connection that sees one state.
pub(crate) async fn inventory(connection: &mut Connection) -> Result<Inventory> {
    Ok(Inventory {
        migration: migration(connection).await?,
        rows: rows(connection).await?,
        channels: channels(connection).await?,
        audit: audit_head(connection).await?,
    })
}

async fn migration(connection: &mut Connection) -> Result<i64> {
    let statement = sql("SELECT MAX(version) AS version FROM _sqlx_migrations");
    connection.only_row(statement).await?.integer("version")
}

async fn rows(connection: &mut Connection) -> Result<BTreeMap<String, i64>> {
    let names = match connection {
        Connection::Sqlite(_) => sql("SELECT name FROM sqlite_schema WHERE type = 'table' \
             AND name NOT LIKE 'sqlite%' AND name <> '_sqlx_migrations'"),
        Connection::Postgres(_) => sql("SELECT tablename::text AS name FROM pg_tables \
             WHERE schemaname = current_schema() AND tablename <> '_sqlx_migrations'"),
    };
    let mut counted = BTreeMap::new();
    for row in connection.rows(names).await? {
        // A table with a stranger's name is no part of the desk.
        let Some(name) = Name::parse(&row.text("name")?) else { continue };
        let mut count = sql("SELECT COUNT(*) AS rows_there FROM ");
        count.push_name(&name);
        let rows = connection.only_row(count).await?.integer("rows_there")?;
        counted.insert(name.as_str().to_owned(), rows);
    }
    Ok(counted)
}

async fn channels(connection: &mut Connection) -> Result<Vec<ChannelSums>> {
    let statement = sql("SELECT channel, COUNT(*) AS payments, \
         CAST(SUM(amount_won) AS BIGINT) AS amount_won, \
         CAST(SUM(cancelled_won) AS BIGINT) AS cancelled_won, \
         CAST(SUM(reserved_won) AS BIGINT) AS reserved_won \
         FROM payments GROUP BY channel ORDER BY channel");
    let rows = connection.rows(statement).await?;
    rows.iter()
        .map(|row| {
            Ok(ChannelSums {
                channel: row.text("channel")?,
                payments: row.integer("payments")?,
                amount_won: row.won("amount_won")?,
                cancelled_won: row.won("cancelled_won")?,
                reserved_won: row.won("reserved_won")?,
            })
        })
        .collect()
}
