//! People who may sign in, and the merchants they may see.

use desk_domain::{MerchantId, StaffId, Timestamp};
use serde_json::json;

use super::told;
use crate::error::{Broken, Result, StoreError};
use crate::records::{Staff, StaffChange};
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
    insert_merchants(tx, &staff.id, &staff.merchants).await?;
    let body = json!({ "login": staff.login, "role": staff.role, "merchants": staff.merchants });
    tx.audit(told(actor, "staff.added", staff.id.as_str(), now, &body), None);
    Ok(())
}

async fn insert_merchants(
    tx: &mut Transaction,
    staff: &StaffId,
    merchants: &[MerchantId],
) -> Result<()> {
    let rows = merchants.iter().map(|merchant| vec![staff.into(), merchant.into()]);
    let inserted =
        tx.insert_many("staff_merchants", &["staff_id", "merchant_id"], rows.collect()).await;
    inserted.map_err(|error| error.on(Broken::ForeignKey, StoreError::NotFound("merchant")))
}

/// Whoever is signed in as that person is so no more.
pub(crate) async fn change_staff(
    tx: &mut Transaction,
    login: &str,
    change: &StaffChange,
    actor: &str,
    now: Timestamp,
) -> Result<()> {
    let known = staff_by_login(tx, login).await?.ok_or(StoreError::NotFound("staff"))?;
    let StaffChange { name, role, password_hash, merchants, active } = change;
    let fields = vec![
        ("name", name.as_ref().unwrap_or(&known.name).into()),
        ("role", role.as_ref().unwrap_or(&known.role).into()),
        ("password_hash", password_hash.as_ref().unwrap_or(&known.password_hash).into()),
        ("active", active.unwrap_or(known.active).into()),
    ];
    tx.run(Statement::update("staff", fields, known.id.as_str())).await?;
    if let Some(merchants) = merchants {
        let before = sql("DELETE FROM staff_merchants WHERE staff_id = $1");
        tx.run(before.bind(&known.id)).await?;
        insert_merchants(tx, &known.id, merchants).await?;
    }
    tx.run(sql("DELETE FROM sessions WHERE staff_id = $1").bind(&known.id)).await?;
    let body = json!({
        "login": login,
        "role": role,
        "merchants": merchants,
        "active": active,
        "new_name": name.is_some(),
        "new_password": password_hash.is_some(),
    });
    tx.audit(told(actor, "staff.changed", known.id.as_str(), now, &body), None);
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
