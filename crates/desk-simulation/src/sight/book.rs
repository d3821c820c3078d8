//! The desk's book, read with plain SQL that either database understands, without any of the desk's code.

use std::future::Future;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnection;
use sqlx::{Column as _, ColumnIndex, Database, Decode, Row, Type};

use super::Sight;
use crate::violation::{HARNESS, Violation};

/// PostgreSQL adds up to a NUMERIC, hence the casts.
const PAYMENTS: &str = "SELECT p.id, p.channel, p.gateway_payment_id, p.book_status, p.amount_won, \
     p.cancelled_won, p.reserved_won, p.rebilled_won, \
     COALESCE(p.gateway_checked_at, 0) AS checked_at, p.check_at, \
     (SELECT CAST(COALESCE(SUM(amount_won), 0) AS BIGINT) FROM ledger_entries l \
         WHERE l.payment_id = p.id AND l.kind = 'pay') AS ledger_paid_won, \
     (SELECT CAST(-COALESCE(SUM(amount_won), 0) AS BIGINT) FROM ledger_entries l \
         WHERE l.payment_id = p.id AND l.kind = 'cancel') AS ledger_cancelled_won FROM payments p";
const DUTIES: &str =
    "SELECT id, payment_id, cause, amount_at_risk_won FROM follow_ups WHERE closed_at IS NULL";
const CANCELLATIONS: &str = "SELECT id, payment_id, kind, state, amount_won, \
     gateway_cancellation_id, gateway_key, attention, \
     (SELECT a.actor FROM audit_events a WHERE a.subject = c.id \
         AND a.action = 'cancellation.adopted') AS adopted_by, \
     (SELECT CAST(COALESCE(SUM(b.amount_won), 0) AS BIGINT) FROM bounces b \
         WHERE b.cancellation_id = c.id) AS bounced_won FROM cancellations c";
const JOBS: &str = "SELECT kind, gateway_payment_id, run_at FROM jobs ORDER BY run_at";
const HOOKS: &str = "SELECT h.hook_id, h.gateway_payment_id, h.received_at, p.channel FROM hooks h \
     JOIN payments p ON p.gateway_payment_id = h.gateway_payment_id";
const BILLS: &str = "SELECT b.id, b.status, b.amount_won, b.held_won, b.rebill_of, b.payment_id, \
     COALESCE(b.bill_number, p.gateway_payment_id) AS number \
     FROM bills b LEFT JOIN payments p ON p.id = b.payment_id";

/// A row by the names of its columns; there are only numbers and texts.
pub type Cells = Map<String, Value>;

/// A connection to the book.
pub trait Rows {
    /// What the statement selects.
    fn rows(
        &mut self,
        statement: &'static str,
    ) -> impl Future<Output = Result<Vec<Cells>, sqlx::Error>>;
}

impl Rows for SqliteConnection {
    async fn rows(&mut self, statement: &'static str) -> Result<Vec<Cells>, sqlx::Error> {
        sqlx::query(statement).fetch_all(self).await?.iter().map(cells).collect()
    }
}

impl Rows for PgConnection {
    async fn rows(&mut self, statement: &'static str) -> Result<Vec<Cells>, sqlx::Error> {
        sqlx::query(statement).fetch_all(self).await?.iter().map(cells).collect()
    }
}

impl Sight {
    /// The book's half of what can be seen; the vendors' half is empty yet.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub async fn of_book(book: &mut impl Rows) -> Result<Self, Violation> {
        Ok(Self {
            payments: typed(book.rows(PAYMENTS).await?)?,
            duties: typed(book.rows(DUTIES).await?)?,
            cancellations: typed(book.rows(CANCELLATIONS).await?)?,
            jobs: typed(book.rows(JOBS).await?)?,
            hooks: typed(book.rows(HOOKS).await?)?,
            bills: typed(book.rows(BILLS).await?)?,
            ..Self::default()
        })
    }
}

fn cells<R>(row: &R) -> Result<Cells, sqlx::Error>
where
    R: Row,
    usize: ColumnIndex<R>,
    for<'r> Option<i64>: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Option<String>: Decode<'r, R::Database> + Type<R::Database>,
    R::Database: Database,
{
    let cell = |at: usize| match row.try_get::<Option<i64>, _>(at) {
        Ok(number) => Ok(Value::from(number)),
        Err(_) => row.try_get::<Option<String>, _>(at).map(Value::from),
    };
    let columns = row.columns().iter();
    columns.map(|column| Ok((column.name().to_owned(), cell(column.ordinal())?))).collect()
}

fn typed<T: DeserializeOwned>(rows: Vec<Cells>) -> Result<Vec<T>, Violation> {
    serde_json::from_value(Value::Array(rows.into_iter().map(Value::Object).collect()))
        .map_err(|error| Violation::of(HARNESS, error))
}
