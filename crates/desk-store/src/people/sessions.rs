//! Signed-in browsers.

use desk_domain::Timestamp;
use serde_json::json;

use super::{staff, told};
use crate::error::{Result, StoreError};
use crate::records::{Session, SessionEnd, Staff};
use crate::sql::{Connection, Statement, sql};
use crate::transaction::Transaction;

/// Sessions past their end are swept whenever a new one opens. False where the person was changed since the
/// password was found to be right: whoever changes somebody signs them out, and must not be overtaken.
pub(crate) async fn open_session(
    tx: &mut Transaction,
    session: &Session,
    password_hash: &str,
) -> Result<bool> {
    let mut statement =
        sql("SELECT id FROM staff WHERE id = $1 AND password_hash = $2 AND active = 1")
            .bind(&session.staff_id)
            .bind(password_hash);
    statement.push(tx.for_update());
    if tx.row(statement).await?.is_none() {
        return Ok(false);
    }
    let sweep = sql("DELETE FROM sessions WHERE expires_at <= $1").bind(session.created_at);
    tx.run(sweep).await?;
    let fields = vec![
        ("token_hash", (&session.token_hash).into()),
        ("staff_id", (&session.staff_id).into()),
        ("created_at", session.created_at.into()),
        ("last_seen_at", session.last_seen_at.into()),
        ("expires_at", session.expires_at.into()),
        ("stepped_up_until", session.stepped_up_until.into()),
    ];
    tx.run(Statement::insert("sessions", fields)).await?;
    let (staff, body) = (session.staff_id.as_str(), json!({ "until": session.expires_at }));
    tx.audit(told(staff, "session.signed_in", staff, session.created_at, &body), None);
    Ok(true)
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
    tx: &mut Transaction,
    token_hash: &str,
    until: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let statement = sql("UPDATE sessions SET stepped_up_until = $1 WHERE token_hash = $2 \
         RETURNING staff_id");
    if let Some(row) = tx.row(statement.bind(until).bind(token_hash)).await? {
        let (staff, body) = (row.text("staff_id")?, json!({ "until": until }));
        tx.audit(told(&staff, "session.stepped_up", &staff, now, &body), None);
    }
    Ok(())
}

pub(crate) async fn close_session(
    tx: &mut Transaction,
    token_hash: &str,
    end: SessionEnd,
    now: Timestamp,
) -> Result<()> {
    let statement = sql("DELETE FROM sessions WHERE token_hash = $1 RETURNING staff_id");
    if let Some(row) = tx.row(statement.bind(token_hash)).await? {
        let staff = row.text("staff_id")?;
        let action = match end {
            SessionEnd::SignedOut => "session.signed_out",
            SessionEnd::Replaced => "session.replaced",
            SessionEnd::Expired => "session.expired",
        };
        tx.audit(told(&staff, action, &staff, now, &json!({})), None);
    }
    Ok(())
}
