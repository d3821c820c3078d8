//! How far a pull of a vendor's list has come.

use desk_domain::id::ChannelId;

use crate::error::Result;
use crate::records::ImportProgress;
use crate::sql::{Connection, sql};

pub(crate) async fn progress(
    connection: &mut Connection,
    channel: &ChannelId,
) -> Result<Option<ImportProgress>> {
    let statement = sql("SELECT * FROM imports WHERE channel_id = $1").bind(channel);
    let Some(row) = connection.row(statement).await? else { return Ok(None) };
    Ok(Some(ImportProgress {
        channel_id: row.parsed("channel_id")?,
        from: row.at("from_at")?,
        until: row.at("until_at")?,
        cursor: row.maybe_text("cursor")?,
        imported: row.integer("imported")?,
        done: row.flag("done")?,
    }))
}

pub(crate) async fn save_progress(
    connection: &mut Connection,
    progress: &ImportProgress,
) -> Result<()> {
    let statement = sql("INSERT INTO imports \
         (channel_id, from_at, until_at, cursor, imported, done) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (channel_id) DO UPDATE SET from_at = excluded.from_at, \
         until_at = excluded.until_at, cursor = excluded.cursor, imported = excluded.imported, \
         done = excluded.done");
    let statement = statement
        .bind(&progress.channel_id)
        .bind(progress.from)
        .bind(progress.until)
        .bind(&progress.cursor)
        .bind(progress.imported)
        .bind(progress.done);
    connection.run(statement).await.map(drop)
}
