//! Signed-in browsers, and sign-ins that failed.

use desk_domain::Timestamp;

use super::staff;
use crate::error::{Result, StoreError};
use crate::records::{Session, Staff};
use crate::sql::{Connection, Statement, sql};

/// Failed sign-ins older than this are swept; no rate limit looks back so far.
const FAILED_LOGINS_KEPT_SECONDS: i64 = 24 * 60 * 60;

/// Sessions past their end are swept whenever a new one opens.
pub(crate) async fn open_session(connection: &mut Connection, session: &Session) -> Result<()> {
    let sweep = sql("DELETE FROM sessions WHERE expires_at <= $1").bind(session.created_at);
    connection.run(sweep).await?;
    let fields = vec![
        ("token_hash", (&session.token_hash).into()),
        ("staff_id", (&session.staff_id).into()),
        ("created_at", session.created_at.into()),
        ("last_seen_at", session.last_seen_at.into()),
        ("expires_at", session.expires_at.into()),
        ("stepped_up_until", session.stepped_up_until.into()),
    ];
    connection.run(Statement::insert("sessions", fields)).await.map(drop)
}

/// Also one that is past its end: what that means is for the caller to say.
pub(crate) async fn session(
    connection: &mut Connection,
    token_hash: &str,
) -> Result<Option<(Session, Staff)>> {
    let statement = sql("SELECT * FROM sessions WHERE token_hash = $1").bind(token_hash);
    let Some(row) = connection.row(statement).await? else { return Ok(None) };
    let session = Session {
        token_hash: row.text("token_hash")?,
        staff_id: row.parsed("staff_id")?,
        created_at: row.at("created_at")?,
        last_seen_at: row.at("last_seen_at")?,
        expires_at: row.at("expires_at")?,
        stepped_up_until: row.maybe_at("stepped_up_until")?,
    };
    let staff = staff(connection, &session.staff_id).await?;
    Ok(Some((session, staff.ok_or(StoreError::NotFound("staff"))?)))
}

pub(crate) async fn touch_session(
    connection: &mut Connection,
    token_hash: &str,
    now: Timestamp,
) -> Result<()> {
    let statement = sql("UPDATE sessions SET last_seen_at = $1 WHERE token_hash = $2");
    connection.run(statement.bind(now).bind(token_hash)).await.map(drop)
}

pub(crate) async fn step_up_session(
    connection: &mut Connection,
    token_hash: &str,
    until: Timestamp,
) -> Result<()> {
    let statement = sql("UPDATE sessions SET stepped_up_until = $1 WHERE token_hash = $2");
    connection.run(statement.bind(until).bind(token_hash)).await.map(drop)
}

pub(crate) async fn close_session(connection: &mut Connection, token_hash: &str) -> Result<()> {
    let statement = sql("DELETE FROM sessions WHERE token_hash = $1").bind(token_hash);
    connection.run(statement).await.map(drop)
}

pub(crate) async fn note_failed_login(
    connection: &mut Connection,
    key: &str,
    now: Timestamp,
) -> Result<()> {
    let oldest = now.plus_seconds(-FAILED_LOGINS_KEPT_SECONDS);
    connection.run(sql("DELETE FROM failed_logins WHERE at < $1").bind(oldest)).await?;
    let statement = sql("INSERT INTO failed_logins (login_key, at) VALUES ($1, $2)");
    connection.run(statement.bind(key).bind(now)).await.map(drop)
}

pub(crate) async fn failed_logins(
    connection: &mut Connection,
    key: &str,
    since: Timestamp,
) -> Result<u32> {
    let statement = sql("SELECT COUNT(*) AS failures FROM failed_logins \
         WHERE login_key = $1 AND at >= $2");
    let failures =
        connection.only_row(statement.bind(key).bind(since)).await?.integer("failures")?;
    Ok(u32::try_from(failures).unwrap_or(u32::MAX))
}
