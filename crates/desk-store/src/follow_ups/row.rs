//! A follow-up and its row: one to one.

use desk_domain::follow_up::{Closing, FollowUp};
use desk_domain::{FollowUpId, PaymentId, Timestamp};

use crate::error::{Result, StoreError};
use crate::records::{FollowUpNote, FollowUpRow};
use crate::sql::{Connection, Fields, Row, Statement, Value, sql};
use crate::{cancellations, payments};

/// Starts every read: its own columns behind `u_`, because the payment has some of the same names.
pub(super) const SELECT: &str = "SELECT p.*, u.id AS u_id, u.payment_id AS u_payment_id, \
     u.merchant_id AS u_merchant_id, u.cancellation_id AS u_cancellation_id, u.cause AS u_cause, \
     u.amount_at_risk_won AS u_amount_at_risk_won, u.owner AS u_owner, u.due_at AS u_due_at, \
     u.opened_at AS u_opened_at, u.closed_at AS u_closed_at, u.closed_by AS u_closed_by, \
     u.proof AS u_proof, u.evidence AS u_evidence, u.outside_number AS u_outside_number, \
     u.outside_at AS u_outside_at, u.outlived_at AS u_outlived_at \
     FROM follow_ups u JOIN payments p ON p.id = u.payment_id";

pub(crate) async fn find(
    connection: &mut Connection,
    id: &FollowUpId,
) -> Result<Option<FollowUpRow>> {
    let mut statement = sql(SELECT);
    statement.push(" WHERE u.id = ").push_bind(id);
    let Some(row) = connection.row(statement).await? else { return Ok(None) };
    with_notes(connection, &row).await.map(Some)
}

/// The open one of a payment.
pub(super) async fn open_of(
    connection: &mut Connection,
    payment: &PaymentId,
) -> Result<Option<FollowUp>> {
    let mut statement = sql(SELECT);
    statement.push(" WHERE u.closed_at IS NULL AND u.payment_id = ").push_bind(payment);
    connection.row(statement).await?.as_ref().map(read).transpose()
}

/// Whether a cancel of the payment is in doubt.
pub(super) async fn has_doubt(connection: &mut Connection, payment: &PaymentId) -> Result<bool> {
    let statement = sql("SELECT 1 FROM cancellations \
         WHERE payment_id = $1 AND state IN ('sent', 'unknown') AND attention = 'no_proof'");
    Ok(connection.row(statement.bind(payment)).await?.is_some())
}

/// Those of a payment that were closed, the latest first.
pub(super) async fn closed_of(
    connection: &mut Connection,
    payment: &PaymentId,
) -> Result<Vec<FollowUp>> {
    let mut statement = sql(SELECT);
    statement.push(" WHERE u.closed_at IS NOT NULL AND u.payment_id = ").push_bind(payment);
    statement.push(" ORDER BY u.closed_at DESC, u.opened_at DESC, u.id");
    connection.rows(statement).await?.iter().map(read).collect()
}

/// How many a payment has had, open or closed.
pub(super) async fn count_of(connection: &mut Connection, payment: &PaymentId) -> Result<u64> {
    let statement = sql("SELECT COUNT(*) AS n FROM follow_ups WHERE payment_id = $1");
    let row = connection.row(statement.bind(payment)).await?;
    let count = row.map(|row| row.integer("n")).transpose()?.unwrap_or_default();
    Ok(count.unsigned_abs())
}

/// Locks the payment, then reads the follow-up: nobody else changes either until the commit.
pub(super) async fn lock(connection: &mut Connection, id: &FollowUpId) -> Result<FollowUpRow> {
    let statement = sql("SELECT payment_id FROM follow_ups WHERE id = $1").bind(id);
    let row = connection.row(statement).await?.ok_or(StoreError::NotFound("follow-up"))?;
    payments::lock(connection, &row.parsed("payment_id")?).await?;
    find(connection, id).await?.ok_or(StoreError::NotFound("follow-up"))
}

pub(super) async fn with_notes(connection: &mut Connection, row: &Row) -> Result<FollowUpRow> {
    let follow_up = read(row)?;
    let statement = sql("SELECT * FROM follow_up_notes WHERE follow_up_id = $1 ORDER BY id");
    let notes = connection.rows(statement.bind(&follow_up.id)).await?;
    Ok(FollowUpRow {
        notes: notes.iter().map(read_note).collect::<Result<_>>()?,
        payment: payments::read_payment(row)?,
        follow_up,
    })
}

pub(super) async fn insert(connection: &mut Connection, follow_up: &FollowUp) -> Result<()> {
    connection.run(Statement::insert("follow_ups", fields(follow_up))).await.map(drop)
}

pub(super) async fn update(connection: &mut Connection, follow_up: &FollowUp) -> Result<()> {
    let id = follow_up.id.as_str();
    connection.run(Statement::update("follow_ups", fields(follow_up), id)).await.map(drop)
}

fn read(row: &Row) -> Result<FollowUp> {
    let closing = match row.maybe_at("u_closed_at")? {
        None => None,
        Some(at) => Some(Closing {
            at,
            by: row.maybe_parsed("u_closed_by")?,
            proof: row.parsed("u_proof")?,
            evidence: row.text("u_evidence")?,
            outlived_at: row.maybe_at("u_outlived_at")?,
        }),
    };
    Ok(FollowUp {
        id: row.parsed("u_id")?,
        payment_id: row.parsed("u_payment_id")?,
        merchant_id: row.parsed("u_merchant_id")?,
        cancellation_id: row.maybe_parsed("u_cancellation_id")?,
        cause: row.parsed("u_cause")?,
        amount_at_risk: row.won("u_amount_at_risk_won")?,
        owner: row.maybe_parsed("u_owner")?,
        due_on: row.at("u_due_at")?.kst_date(),
        opened_at: row.at("u_opened_at")?,
        outside: cancellations::outside(row, ("u_outside_number", "u_outside_at"))?,
        closing,
    })
}

fn read_note(row: &Row) -> Result<FollowUpNote> {
    Ok(FollowUpNote {
        at: row.at("at")?,
        staff_id: row.parsed("staff_id")?,
        words: row.text("words")?,
    })
}

fn fields(follow_up: &FollowUp) -> Fields {
    let closing = follow_up.closing.as_ref();
    let outside = follow_up.outside.as_ref();
    let evidence = closing.map_or("", |closing| closing.evidence.as_str());
    vec![
        ("id", Value::from(&follow_up.id)),
        ("payment_id", (&follow_up.payment_id).into()),
        ("merchant_id", (&follow_up.merchant_id).into()),
        ("cancellation_id", follow_up.cancellation_id.as_ref().into()),
        ("cause", follow_up.cause.as_str().into()),
        ("amount_at_risk_won", follow_up.amount_at_risk.into()),
        ("owner", follow_up.owner.as_ref().into()),
        ("due_at", Timestamp::start_of_kst_date(follow_up.due_on).into()),
        ("opened_at", follow_up.opened_at.into()),
        ("closed_at", closing.map(|closing| closing.at).into()),
        ("closed_by", closing.and_then(|closing| closing.by.as_ref()).into()),
        ("proof", (&closing.map(|closing| closing.proof.to_string())).into()),
        ("evidence", evidence.into()),
        ("outside_number", outside.map(|one| one.approval_number.as_str()).into()),
        ("outside_at", outside.map(|one| one.cancelled_at).into()),
        ("outlived_at", closing.and_then(|closing| closing.outlived_at).into()),
    ]
}
