//! One connection of either database, for reading or inside a transaction.

use std::ops::{Deref, DerefMut};

use futures::StreamExt as _;
use futures::stream::BoxStream;
use sqlx::pool::PoolConnection;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, AssertSqlSafe, Database, Postgres, Sqlite, Transaction};

use super::{Row, Statement, Value};
use crate::error::{Result, StoreError};
use crate::postgres::{self, STATEMENT_PATIENCE, within};

/// Rows of one insert. SQLite looks a parameter up by walking the list of all of them, so the time of
/// one statement grows with the square of its values, and many small ones are faster.
const ROWS_PER_INSERT: usize = 40;

/// Public only for the sealed [`Engine`](crate::engine::Engine); nothing outside can name it.
#[derive(Debug)]
pub enum Connection {
    Sqlite(Held<Sqlite>),
    Postgres(Held<Postgres>),
}

/// What was taken out of a pool. A transaction that is dropped is rolled back.
#[derive(Debug)]
pub enum Held<D: Database> {
    Single(PoolConnection<D>),
    Transaction(Transaction<'static, D>),
}

impl Connection {
    /// Runs a statement and tells how many rows it touched.
    pub(crate) async fn run(&mut self, statement: Statement) -> Result<u64> {
        Ok(match self {
            Self::Sqlite(held) => {
                for_sqlite(statement)?.execute(&mut **held).await?.rows_affected()
            }
            Self::Postgres(held) => {
                let asked = for_postgres(statement)?.execute(&mut **held);
                within(STATEMENT_PATIENCE, asked).await?.rows_affected()
            }
        })
    }

    pub(crate) async fn rows(&mut self, statement: Statement) -> Result<Vec<Row>> {
        Ok(match self {
            Self::Sqlite(held) => {
                let rows = for_sqlite(statement)?.fetch_all(&mut **held).await?;
                rows.into_iter().map(Row::Sqlite).collect()
            }
            Self::Postgres(held) => {
                let asked = for_postgres(statement)?.fetch_all(&mut **held);
                let rows = within(STATEMENT_PATIENCE, asked).await?;
                rows.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    pub(crate) async fn row(&mut self, statement: Statement) -> Result<Option<Row>> {
        Ok(match self {
            Self::Sqlite(held) => {
                for_sqlite(statement)?.fetch_optional(&mut **held).await?.map(Row::Sqlite)
            }
            Self::Postgres(held) => {
                let asked = for_postgres(statement)?.fetch_optional(&mut **held);
                within(STATEMENT_PATIENCE, asked).await?.map(Row::Postgres)
            }
        })
    }

    /// For more rows than memory should hold.
    pub(crate) fn stream(&mut self, statement: Statement) -> Result<BoxStream<'_, Result<Row>>> {
        Ok(match self {
            Self::Sqlite(held) => {
                let rows = for_sqlite(statement)?.fetch(&mut **held);
                rows.map(|row| Ok(Row::Sqlite(row?))).boxed()
            }
            Self::Postgres(held) => {
                let rows = for_postgres(statement)?.fetch(&mut **held);
                rows.map(|row| Ok(Row::Postgres(row?))).boxed()
            }
        })
    }

    /// For statements that always have a row, such as a count.
    pub(crate) async fn only_row(&mut self, statement: Statement) -> Result<Row> {
        self.row(statement).await?.ok_or(StoreError::Database(sqlx::Error::RowNotFound))
    }

    /// Inserts rows of any number with few statements.
    pub(crate) async fn insert_many(
        &mut self,
        table: &'static str,
        columns: &[&'static str],
        rows: Vec<Vec<Value>>,
    ) -> Result<()> {
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let chunk = rows.by_ref().take(ROWS_PER_INSERT);
            self.run(Statement::insert_many(table, columns, chunk)).await?;
        }
        Ok(())
    }

    /// The clause that keeps a row to this transaction. SQLite has one writer and needs none.
    pub(crate) const fn for_update(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "",
            Self::Postgres(_) => " FOR UPDATE",
        }
    }

    /// The same for a queue: what another worker holds is passed over.
    pub(crate) const fn for_update_of_free_rows(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "",
            Self::Postgres(_) => " FOR UPDATE SKIP LOCKED",
        }
    }

    /// Tells the other replicas, once this transaction is committed, that there are changes.
    pub(crate) async fn announce_changes(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(_) => self.run(postgres::announcement()).await.map(drop),
        }
    }

    pub(crate) async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(Held::Transaction(transaction)) => transaction.commit().await?,
            Self::Postgres(Held::Transaction(transaction)) => {
                within(STATEMENT_PATIENCE, transaction.commit()).await?;
            }
            Self::Sqlite(Held::Single(_)) | Self::Postgres(Held::Single(_)) => {}
        }
        Ok(())
    }
}

impl<D: Database> Deref for Held<D> {
    type Target = D::Connection;

    fn deref(&self) -> &D::Connection {
        match self {
            Self::Single(connection) => connection,
            Self::Transaction(transaction) => transaction,
        }
    }
}

impl<D: Database> DerefMut for Held<D> {
    fn deref_mut(&mut self) -> &mut D::Connection {
        match self {
            Self::Single(connection) => connection,
            Self::Transaction(transaction) => transaction,
        }
    }
}

fn for_sqlite(statement: Statement) -> Result<Query<'static, Sqlite, SqliteArguments>> {
    let mut arguments = SqliteArguments::default();
    for value in statement.values {
        match value {
            Value::Integer(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text),
            Value::Bytes(bytes) => arguments.add(bytes),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(sqlx::query_with(AssertSqlSafe(statement.text), arguments))
}

fn for_postgres(statement: Statement) -> Result<Query<'static, Postgres, PgArguments>> {
    let mut arguments = PgArguments::default();
    for value in statement.values {
        match value {
            Value::Integer(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text),
            Value::Bytes(bytes) => arguments.add(bytes),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(sqlx::query_with(AssertSqlSafe(statement.text), arguments))
}
