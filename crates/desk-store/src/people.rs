//! Merchants, staff, and who is signed in.

mod passwords;
mod sessions;
mod staff;

use desk_domain::Timestamp;
use desk_domain::audit::AuditEntry;
use serde_json::Value as Json;

use crate::error::Result;
use crate::records::Merchant;
use crate::sql::{Connection, sql};

pub(crate) use passwords::{failed_logins, note_failed_login, note_wrong_password};
pub(crate) use sessions::{close_session, open_session, session, step_up_session, touch_session};
pub(crate) use staff::{add_staff, change_staff, staff, staff_by_login, staff_list};

pub(crate) async fn upsert_merchant(
    connection: &mut Connection,
    merchant: &Merchant,
) -> Result<()> {
    let statement = sql("INSERT INTO merchants (id, name) VALUES ($1, $2) \
         ON CONFLICT (id) DO UPDATE SET name = excluded.name");
    connection.run(statement.bind(&merchant.id).bind(&merchant.name)).await.map(drop)
}

pub(crate) async fn merchants(connection: &mut Connection) -> Result<Vec<Merchant>> {
    let rows = connection.rows(sql("SELECT id, name FROM merchants ORDER BY name, id")).await?;
    rows.iter().map(|row| Ok(Merchant { id: row.parsed("id")?, name: row.text("name")? })).collect()
}

/// What `actor` did with or as the person `subject`; no merchant's own, as people may work for several.
fn told(actor: &str, action: &str, subject: &str, now: Timestamp, body: &Json) -> AuditEntry {
    AuditEntry {
        at: now.0,
        actor: actor.to_owned(),
        action: action.to_owned(),
        subject: subject.to_owned(),
        body: body.to_string(),
    }
}
