//! What is late, open or silent, for whoever looks after the desk.

use desk_domain::Timestamp;
use desk_domain::id::ChannelId;

use crate::error::Result;
use crate::records::{Backlog, Overdue, TerminalSeen, Vitals};
use crate::sql::{Connection, Row, Statement, sql};

pub(crate) async fn vitals(connection: &mut Connection, now: Timestamp) -> Result<Vitals> {
    Ok(Vitals {
        database_now: database_now(connection).await?,
        backlog: backlog(connection, now).await?,
        last_hooks: last_hooks(connection).await?,
        terminals: terminals(connection).await?,
    })
}

pub(crate) async fn backlog(connection: &mut Connection, now: Timestamp) -> Result<Backlog> {
    let overdue = "SELECT COUNT(*) AS waiting, MIN(run_at) AS oldest FROM jobs \
         WHERE set_aside IS NULL AND run_at <= $1";
    let unknown = "SELECT COUNT(*) AS waiting, MIN(COALESCE(sent_at, requested_at)) AS oldest \
         FROM cancellations WHERE state = 'unknown'";
    let late = "SELECT COUNT(*) AS waiting, MIN(due_at) AS oldest FROM follow_ups \
         WHERE closed_at IS NULL AND due_at < $1";
    let open = "SELECT COUNT(*) AS waiting, MIN(due_at) AS oldest FROM follow_ups \
         WHERE closed_at IS NULL";
    let set_aside = "SELECT COUNT(*) AS waiting, MIN(run_at) AS oldest FROM jobs \
         WHERE set_aside IS NOT NULL";
    let today = Timestamp::start_of_kst_date(now.kst_date());
    Ok(Backlog {
        overdue_jobs: count(connection, sql(overdue).bind(now)).await?,
        jobs_set_aside: count(connection, sql(set_aside)).await?.count,
        unknown_cancellations: count(connection, sql(unknown)).await?,
        overdue_follow_ups: count(connection, sql(late).bind(today)).await?.count,
        open_follow_ups: count(connection, sql(open)).await?.count,
    })
}

async fn count(connection: &mut Connection, statement: Statement) -> Result<Overdue> {
    let row = connection.only_row(statement).await?;
    Ok(Overdue { count: row.integer("waiting")?, oldest: row.maybe_at("oldest")? })
}

/// SQLite reads the clock of the machine it runs on, which is ours.
async fn database_now(connection: &mut Connection) -> Result<Option<Timestamp>> {
    if matches!(connection, Connection::Sqlite(_)) {
        return Ok(None);
    }
    let clock = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT) AS now_at";
    connection.only_row(sql(clock)).await?.maybe_at("now_at")
}

async fn last_hooks(connection: &mut Connection) -> Result<Vec<(ChannelId, Timestamp)>> {
    let statement = sql("SELECT channel_id, MAX(received_at) AS last_at FROM hooks \
         GROUP BY channel_id ORDER BY channel_id");
    let rows = connection.rows(statement).await?;
    rows.iter().map(|row| Ok((row.parsed("channel_id")?, row.at("last_at")?))).collect()
}

async fn terminals(connection: &mut Connection) -> Result<Vec<TerminalSeen>> {
    let statement = sql("SELECT id, merchant_id, name, last_seen_at FROM terminals \
         WHERE token_hash IS NOT NULL AND revoked_at IS NULL ORDER BY merchant_id, name, id");
    connection.rows(statement).await?.iter().map(terminal).collect()
}

fn terminal(row: &Row) -> Result<TerminalSeen> {
    Ok(TerminalSeen {
        id: row.parsed("id")?,
        merchant_id: row.parsed("merchant_id")?,
        name: row.text("name")?,
        last_seen_at: row.maybe_at("last_seen_at")?,
    })
}
