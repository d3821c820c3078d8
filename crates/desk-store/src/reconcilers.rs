//! Whose turn it is to compare a connection's payments with its vendor, and which payment is next.

use desk_domain::Timestamp;
use desk_domain::id::ChannelId;

use crate::error::Result;
use crate::records::{Listing, Round};
use crate::sql::{Connection, Row, sql};
use crate::transaction::Transaction;

/// One round at a time, in whichever replica comes first. One that is put off beyond the next was put off by a
/// clock that ran ahead and is right again: nobody waits for that.
pub(crate) async fn claim_round(
    tx: &mut Transaction,
    channel: &ChannelId,
    now: Timestamp,
    next_at: Timestamp,
) -> Result<Option<Round>> {
    let first = sql("INSERT INTO reconcilers (channel_id, run_at, list_done) VALUES ($1, $2, 1) \
         ON CONFLICT (channel_id) DO NOTHING");
    if tx.run(first.bind(channel).bind(next_at)).await? == 1 {
        return Ok(Some(Round::default()));
    }
    let turn = sql("UPDATE reconcilers SET run_at = $1 WHERE channel_id = $2 \
         AND (run_at <= $3 OR run_at > $1) RETURNING *");
    let row = tx.row(turn.bind(next_at).bind(channel).bind(now)).await?;
    row.map(|row| Ok(Round { listing: listing(&row)? })).transpose()
}

fn listing(row: &Row) -> Result<Option<Listing>> {
    let (Some(from), Some(until)) = (row.maybe_at("list_from")?, row.maybe_at("list_until")?)
    else {
        return Ok(None);
    };
    let (cursor, done) = (row.maybe_text("list_cursor")?, row.flag("list_done")?);
    Ok(Some(Listing { from, until, cursor, done }))
}

pub(crate) async fn save_listing(
    connection: &mut Connection,
    channel: &ChannelId,
    listing: &Listing,
) -> Result<()> {
    let statement =
        sql("UPDATE reconcilers SET list_from = $1, list_until = $2, list_cursor = $3, \
         list_done = $4 WHERE channel_id = $5");
    let statement = statement
        .bind(listing.from)
        .bind(listing.until)
        .bind(&listing.cursor)
        .bind(listing.done)
        .bind(channel);
    connection.run(statement).await.map(drop)
}

/// Takes the payment that has waited longest, watched ones first, and puts it off: whoever reads it
/// brings its own next time, and one that cannot be read is not asked for again and again.
pub(crate) async fn claim_check(
    tx: &mut Transaction,
    channel: &ChannelId,
    now: Timestamp,
    put_off_until: Timestamp,
) -> Result<Option<String>> {
    for watched in [true, false] {
        let mut statement = sql("UPDATE payments SET check_at = ");
        statement.push_bind(put_off_until);
        statement.push(" WHERE id = (SELECT id FROM payments WHERE channel_id = ");
        statement.push_bind(channel).push(" AND watched = ").push_bind(watched);
        statement.push(" AND check_at <= ").push_bind(now).push(" ORDER BY check_at LIMIT 1");
        statement.push(tx.for_update_of_free_rows()).push(") RETURNING gateway_payment_id");
        if let Some(row) = tx.row(statement).await? {
            return row.text("gateway_payment_id").map(Some);
        }
    }
    Ok(None)
}
