//! Passwords that were wrong: counted for the limits, and told in the audit chain.

use desk_domain::Timestamp;
use serde_json::json;

use super::told;
use crate::error::Result;
use crate::records::{AskedFor, WrongPassword};
use crate::sql::{Connection, sql};
use crate::transaction::Transaction;

/// Failed tries older than this are swept; no rate limit looks back so far.
const FAILED_LOGINS_KEPT_SECONDS: i64 = 24 * 60 * 60;

/// The chain is kept for ever and strangers may guess from many addresses. So of one person, and of
/// everybody who is not known, it tells this many wrong passwords …
const TOLD_MAX: u32 = 20;
/// … in this many seconds. The last of them says that more may follow untold.
const TOLD_WINDOW_SECONDS: i64 = 60 * 60;

/// Who gave a login that nobody has, and who gave somebody's with a wrong password.
const NOBODY: &str = "unknown";

pub(crate) async fn note_failed_login(
    connection: &mut Connection,
    key: &str,
    now: Timestamp,
) -> Result<()> {
    sweep(connection, now).await?;
    count(connection, key, now).await
}

async fn sweep(connection: &mut Connection, now: Timestamp) -> Result<()> {
    let oldest = now.plus_seconds(-FAILED_LOGINS_KEPT_SECONDS);
    connection.run(sql("DELETE FROM failed_logins WHERE at < $1").bind(oldest)).await.map(drop)
}

async fn count(connection: &mut Connection, key: &str, now: Timestamp) -> Result<()> {
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

pub(crate) async fn note_wrong_password(
    tx: &mut Transaction,
    wrong: &WrongPassword,
    now: Timestamp,
) -> Result<()> {
    sweep(tx, now).await?;
    for key in &wrong.keys {
        count(tx, key, now).await?;
    }
    let subject = wrong.staff.as_ref().map_or(NOBODY, |staff| staff.id.as_str());
    let key = format!("told:{subject}");
    let before = failed_logins(tx, &key, now.plus_seconds(-TOLD_WINDOW_SECONDS)).await?;
    if before >= TOLD_MAX {
        return Ok(());
    }
    count(tx, &key, now).await?;
    let (actor, action) = match wrong.asked_for {
        AskedFor::SigningIn => (NOBODY, "session.sign_in_failed"),
        AskedFor::SteppingUp => (subject, "session.step_up_failed"),
    };
    let login = wrong.staff.as_ref().map(|staff| &staff.login);
    let body = json!({ "login": login, "last_told": before + 1 == TOLD_MAX });
    tx.audit(told(actor, action, subject, now, &body), None);
    Ok(())
}
