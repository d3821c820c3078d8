//! Card terminals: the places, the codes that pair an agent with one, and who is paired.

use desk_domain::audit::AuditEntry;
use desk_domain::{MerchantId, StaffId, TerminalId, Timestamp};
use serde_json::{Value as Json, json};

use crate::error::{Broken, Result, StoreError};
use crate::records::{NewPairingCode, Pairing, Terminal};
use crate::sql::{Connection, Row, Statement, sql};
use crate::transaction::Transaction;

/// Who pairs: nobody is signed in at the POS PC, the code stands for a manager.
const AGENT: &str = "agent";

pub(crate) async fn add(
    tx: &mut Transaction,
    terminal: &Terminal,
    code: &NewPairingCode,
    actor: &StaffId,
    now: Timestamp,
) -> Result<()> {
    let fields = vec![
        ("id", (&terminal.id).into()),
        ("merchant_id", (&terminal.merchant_id).into()),
        ("name", (&terminal.name).into()),
        ("created_at", now.into()),
    ];
    let inserted = tx.run(Statement::insert("terminals", fields)).await;
    inserted.map_err(|error| error.on(Broken::ForeignKey, StoreError::NotFound("merchant")))?;
    put_code(tx, code).await?;
    let body = json!({ "name": terminal.name, "code_until": code.expires_at });
    note(tx, terminal, (actor.as_str(), "terminal.added"), now, &body);
    Ok(())
}

pub(crate) async fn of_merchants(
    connection: &mut Connection,
    merchants: &[MerchantId],
) -> Result<Vec<Terminal>> {
    if merchants.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = sql("SELECT * FROM terminals WHERE merchant_id IN ");
    statement.push_list(merchants);
    statement.push(" ORDER BY name, id");
    connection.rows(statement).await?.iter().map(read).collect()
}

pub(crate) async fn find(connection: &mut Connection, id: &TerminalId) -> Result<Option<Terminal>> {
    one(connection, sql("SELECT * FROM terminals WHERE id = $1").bind(id)).await
}

pub(crate) async fn of_token(
    connection: &mut Connection,
    token_hash: &str,
) -> Result<Option<Terminal>> {
    one(connection, sql("SELECT * FROM terminals WHERE token_hash = $1").bind(token_hash)).await
}

pub(crate) async fn renew_code(
    tx: &mut Transaction,
    code: &NewPairingCode,
    actor: &StaffId,
    now: Timestamp,
) -> Result<()> {
    let terminal = known(tx, &code.terminal_id).await?;
    put_code(tx, code).await?;
    let body = json!({ "code_until": code.expires_at });
    note(tx, &terminal, (actor.as_str(), "terminal.code_given"), now, &body);
    Ok(())
}

/// The code goes in the same statement that reads it: of two agents with one code, one is paired.
pub(crate) async fn pair(
    tx: &mut Transaction,
    pairing: &Pairing,
    now: Timestamp,
) -> Result<Option<Terminal>> {
    let used = sql("DELETE FROM pairing_codes WHERE code_hash = $1 AND expires_at > $2 \
         RETURNING terminal_id");
    let Some(row) = tx.row(used.bind(&pairing.code_hash).bind(now)).await? else {
        return Ok(None);
    };
    let id: TerminalId = row.parsed("terminal_id")?;
    let fields = vec![
        ("cat_id", (&pairing.cat_id).into()),
        ("driver", (&pairing.driver).into()),
        ("agent_version", (&pairing.agent_version).into()),
        ("token_hash", (&pairing.token_hash).into()),
        ("paired_at", now.into()),
        ("revoked_at", None::<Timestamp>.into()),
        ("last_seen_at", now.into()),
    ];
    tx.run(Statement::update("terminals", fields, id.as_str())).await?;
    let terminal = known(tx, &id).await?;
    let body = json!({ "cat_id": pairing.cat_id, "driver": pairing.driver });
    note(tx, &terminal, (AGENT, "terminal.paired"), now, &body);
    Ok(Some(terminal))
}

/// The token stays, so that an agent that still holds it is told why it is turned away.
pub(crate) async fn revoke(
    tx: &mut Transaction,
    id: &TerminalId,
    actor: &StaffId,
    now: Timestamp,
) -> Result<Terminal> {
    tx.run(sql("DELETE FROM pairing_codes WHERE terminal_id = $1").bind(id)).await?;
    let revoke = sql("UPDATE terminals SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL");
    let was_standing = tx.run(revoke.bind(now).bind(id)).await? == 1;
    let terminal = known(tx, id).await?;
    if was_standing {
        note(tx, &terminal, (actor.as_str(), "terminal.revoked"), now, &json!({}));
    }
    Ok(terminal)
}

pub(crate) async fn note_seen(
    connection: &mut Connection,
    id: &TerminalId,
    agent_version: &str,
    now: Timestamp,
) -> Result<()> {
    let seen = sql("UPDATE terminals SET last_seen_at = $1, agent_version = $2 WHERE id = $3");
    connection.run(seen.bind(now).bind(agent_version).bind(id)).await.map(drop)
}

async fn put_code(tx: &mut Transaction, code: &NewPairingCode) -> Result<()> {
    let put = sql("INSERT INTO pairing_codes (terminal_id, code_hash, expires_at) \
         VALUES ($1, $2, $3) ON CONFLICT (terminal_id) \
         DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at");
    let put = put.bind(&code.terminal_id).bind(&code.code_hash).bind(code.expires_at);
    tx.run(put).await.map(drop)
}

async fn known(connection: &mut Connection, id: &TerminalId) -> Result<Terminal> {
    find(connection, id).await?.ok_or(StoreError::NotFound("terminal"))
}

async fn one(connection: &mut Connection, statement: Statement) -> Result<Option<Terminal>> {
    connection.row(statement).await?.as_ref().map(read).transpose()
}

fn note(
    tx: &mut Transaction,
    terminal: &Terminal,
    (actor, action): (&str, &str),
    now: Timestamp,
    body: &Json,
) {
    let entry = AuditEntry {
        at: now.0,
        actor: actor.to_owned(),
        action: action.to_owned(),
        subject: terminal.id.to_string(),
        body: body.to_string(),
    };
    tx.audit(entry, Some(terminal.merchant_id.clone()));
}

fn read(row: &Row) -> Result<Terminal> {
    Ok(Terminal {
        id: row.parsed("id")?,
        merchant_id: row.parsed("merchant_id")?,
        name: row.text("name")?,
        cat_id: row.maybe_text("cat_id")?,
        driver: row.maybe_text("driver")?,
        agent_version: row.maybe_text("agent_version")?,
        paired_at: row.maybe_at("paired_at")?,
        revoked_at: row.maybe_at("revoked_at")?,
        last_seen_at: row.maybe_at("last_seen_at")?,
    })
}
