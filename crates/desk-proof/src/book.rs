//! The desk's book, read with plain SQL of either database, without any of the desk's code.

use std::collections::BTreeMap;

use desk_simulation::{HARNESS, Sight, Violation};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{
    Column as _, ColumnIndex, ConnectOptions as _, Connection as _, Database, Decode, Row, Type,
};

use crate::vendors::{Vendor, Vendors};

/// PostgreSQL adds up to a NUMERIC, hence the casts.
const PAYMENTS: &str = "SELECT p.id, p.channel, p.gateway_payment_id, p.amount_won, p.cancelled_won, \
     p.reserved_won, p.rebilled_won, p.book_status, COALESCE(p.gateway_checked_at, 0) AS checked_at, p.check_at, \
     (SELECT CAST(COALESCE(SUM(amount_won), 0) AS BIGINT) FROM ledger_entries l \
         WHERE l.payment_id = p.id AND l.kind = 'pay') AS ledger_paid_won, \
     (SELECT CAST(-COALESCE(SUM(amount_won), 0) AS BIGINT) FROM ledger_entries l \
         WHERE l.payment_id = p.id AND l.kind = 'cancel') AS ledger_cancelled_won, \
     (SELECT COUNT(*) FROM follow_ups f \
         WHERE f.payment_id = p.id AND f.closed_at IS NULL) AS open_follow_ups FROM payments p";
const CANCELLATIONS: &str = "SELECT id, payment_id, kind, state, amount_won, \
     gateway_cancellation_id, gateway_key, attention FROM cancellations";
const DOUBTS: &str =
    "SELECT id FROM cancellations WHERE attention = 'no_proof' AND state IN ('sent', 'unknown')";
const JOBS: &str = "SELECT kind, gateway_payment_id, run_at FROM jobs ORDER BY run_at";
const HOOKS: &str = "SELECT h.gateway_payment_id, h.received_at, p.channel FROM hooks h \
     JOIN payments p ON p.gateway_payment_id = h.gateway_payment_id";

/// Where the desk keeps its book.
#[derive(Clone, Debug)]
pub(crate) enum Book {
    File(std::path::PathBuf),
    Server(String),
}

/// A payment that can be clicked at.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) channel: String,
    pub(crate) gateway_payment_id: String,
}

impl Listed {
    pub(crate) fn vendor(&self) -> Option<Vendor> {
        Vendor::of_channel(&self.channel)
    }
}

impl Book {
    /// As `--database-url` names it.
    pub(crate) fn url(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Server(url) => url.clone(),
        }
    }

    pub(crate) async fn payments(&self) -> Result<Vec<Listed>, Violation> {
        rows(self.select(PAYMENTS).await?)
    }

    /// When the next job is due, in µs, leases of the dead included.
    pub(crate) async fn next_job_at(&self) -> Result<Option<i64>, Violation> {
        let jobs = self.select(JOBS).await?;
        Ok(jobs.first().and_then(|job| job["run_at"].as_i64()))
    }

    /// Whether a person is asked how a cancel ended.
    pub(crate) async fn has_doubts(&self) -> Result<bool, Violation> {
        Ok(!self.select(DOUBTS).await?.is_empty())
    }

    /// Everything the laws are held against.
    pub(crate) async fn look(&self, vendors: Vendors) -> Result<Sight, Violation> {
        let mut truths = BTreeMap::new();
        for payment in self.payments().await? {
            if let Some(vendor) = payment.vendor() {
                let truth = vendors.truth(vendor, &payment.gateway_payment_id).await?;
                truths.insert(payment.id, truth);
            }
        }
        let mut payments = self.select(PAYMENTS).await?;
        for payment in &mut payments {
            let is_recorded = payment["channel"] == "recorded";
            let is_unpaid = payment["book_status"] == "unpaid" || payment["book_status"] == "void";
            payment.insert("is_recorded".to_owned(), is_recorded.into());
            payment.insert("is_unpaid".to_owned(), is_unpaid.into());
        }
        let mut hooks = self.select(HOOKS).await?;
        for hook in &mut hooks {
            let is_portone = hook["channel"] == "portone";
            hook.insert("is_portone".to_owned(), is_portone.into());
        }
        let kept = hooks.iter().filter(|hook| hook["is_portone"] == true).count();
        let (taken, sent) = vendors.webhooks().await?;
        Ok(Sight {
            payments: rows(payments)?,
            cancellations: rows(self.select(CANCELLATIONS).await?)?,
            jobs: rows(self.select(JOBS).await?)?,
            hooks: rows(hooks)?,
            truths,
            // A kill may come between keeping one and saying so: more may be kept than were taken.
            acknowledged: kept.clamp(taken, sent.max(taken)),
            // No bill is made and no terminal stands there.
            ..Sight::default()
        })
    }

    /// What the database says of its own file, when it has one.
    pub(crate) async fn check_integrity(&self) -> Result<(), Violation> {
        let Self::File(_) = self else { return Ok(()) };
        let found = self.select("PRAGMA integrity_check").await?;
        let is_whole = found.len() == 1 && found[0].values().all(|word| word == "ok");
        if is_whole {
            Ok(())
        } else {
            Err(Violation::of("the file is whole", format!("{found:?}")))
        }
    }

    async fn select(&self, statement: &'static str) -> Result<Vec<Map<String, Value>>, Violation> {
        match self {
            Self::File(path) => {
                let options = SqliteConnectOptions::new().filename(path).create_if_missing(false);
                let mut book: SqliteConnection = options.connect().await?;
                let rows = sqlx::query(statement).fetch_all(&mut book).await?;
                book.close().await?;
                rows.iter().map(|row| Ok(cells(row)?)).collect()
            }
            Self::Server(url) => {
                let mut book = PgConnection::connect(url).await?;
                let rows = sqlx::query(statement).fetch_all(&mut book).await?;
                book.close().await?;
                rows.iter().map(|row| Ok(cells(row)?)).collect()
            }
        }
    }
}

/// A row by the names of its columns; there are only numbers and texts.
fn cells<R>(row: &R) -> Result<Map<String, Value>, sqlx::Error>
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

fn rows<T: DeserializeOwned>(cells: Vec<Map<String, Value>>) -> Result<Vec<T>, Violation> {
    serde_json::from_value(Value::Array(cells.into_iter().map(Value::Object).collect()))
        .map_err(|error| Violation::of(HARNESS, error))
}
