//! People who may sign in, and the merchants they may see.

use desk_domain::{StaffId, Timestamp};
use serde_json::json;

use super::told;
use crate::error::{Broken, Result, StoreError};
use crate::records::Staff;
use crate::sql::{Connection, Row, Statement, sql};
use crate::transaction::Transaction;

pub(crate) async fn add_staff(
    tx: &mut Transaction,
    staff: &Staff,
    actor: &str,
    now: Timestamp,
) -> Result<()> {
    let fields = vec![
        ("id", (&staff.id).into()),
        ("login", (&staff.login).into()),
        ("name", (&staff.name).into()),
        ("role", (&staff.role).into()),
        ("password_hash", (&staff.password_hash).into()),
        ("active", staff.active.into()),
        ("created_at", now.into()),
    ];
    let inserted = tx.run(Statement::insert("staff", fields)).await;
    inserted.map_err(|error| error.on(Broken::Unique, StoreError::Exists("login")))?;
    let rows = staff.merchants.iter().map(|merchant| vec![(&staff.id).into(), merchant.into()]);
    tx.insert_many("staff_merchants", &["staff_id", "merchant_id"], rows.collect())
        .await
        .map_err(|error| error.on(Broken::ForeignKey, StoreError::NotFound("merchant")))?;
    let body = json!({ "login": staff.login, "role": staff.role, "merchants": staff.merchants });
    tx.audit(told(actor, "staff.added", staff.id.as_str(), now, &body), None);
    Ok(())
}

pub(crate) async fn staff_by_login(
    connection: &mut Connection,
    login: &str,
) -> Result<Option<Staff>> {
    one(connection, sql("SELECT * FROM staff WHERE login = $1").bind(login)).await
}

pub(crate) async fn staff(connection: &mut Connection, id: &StaffId) -> Result<Option<Staff>> {
    one(connection, sql("SELECT * FROM staff WHERE id = $1").bind(id)).await
}

pub(crate) async fn staff_list(connection: &mut Connection) -> Result<Vec<Staff>> {
    let rows = connection.rows(sql("SELECT * FROM staff ORDER BY login")).await?;
    let mut list: Vec<Staff> = rows.iter().map(read).collect::<Result<_>>()?;
    for staff in &mut list {
        add_merchants(connection, staff).await?;
    }
    Ok(list)
}

async fn one(connection: &mut Connection, statement: Statement) -> Result<Option<Staff>> {
    let Some(row) = connection.row(statement).await? else { return Ok(None) };
    let mut staff = read(&row)?;
    add_merchants(connection, &mut staff).await?;
    Ok(Some(staff))
}

async fn add_merchants(connection: &mut Connection, staff: &mut Staff) -> Result<()> {
    let statement =
        sql("SELECT merchant_id FROM staff_merchants WHERE staff_id = $1 ORDER BY merchant_id");
    let rows = connection.rows(statement.bind(&staff.id)).await?;
    staff.merchants = rows.iter().map(|row| row.parsed("merchant_id")).collect::<Result<_>>()?;
    Ok(())
}

fn read(row: &Row) -> Result<Staff> {
    Ok(Staff {
        id: row.parsed("id")?,
        login: row.text("login")?,
        name: row.text("name")?,
        role: row.text("role")?,
        password_hash: row.text("password_hash")?,
        merchants: Vec::new(),
        active: row.flag("active")?,
    })
}
