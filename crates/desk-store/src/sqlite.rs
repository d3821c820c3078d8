//! SQLite: one file of data, one writer, many readers beside it.

mod backup;

use std::path::{Path, PathBuf};
use std::time::Duration;

use async_trait::async_trait;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::sync::watch;

use crate::desk::Desk;
use crate::engine::Engine;
use crate::error::{Result, StoreError};
use crate::keeping;
use crate::migration::{migrator, newest, up_to};
use crate::records::Inventory;
use crate::sql::{Connection, Held};

/// The store in a file.
pub type SqliteStore = Desk<Sqlite>;

/// Readers do not wait for the writer in WAL mode; more of them than cores gain nothing.
const READERS: u32 = 4;
/// Only a backup or a second process can hold the file; our own writers queue for the connection.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a caller waits in the queue before it hears that the database is busy.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(10);
/// Lists are put together from filters, so there are more statements than in sqlx's default of 100.
const PREPARED_STATEMENTS: usize = 300;

#[derive(Debug)]
pub struct Sqlite {
    path: PathBuf,
    writer: SqlitePool,
    readers: SqlitePool,
    changes: watch::Sender<u64>,
}

impl Desk<Sqlite> {
    /// Opens the file, or creates it empty. Nothing is migrated yet.
    ///
    /// # Errors
    /// When the file cannot be opened or is no SQLite database.
    pub async fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref().to_owned();
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A cancel that was acknowledged must survive a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT)
            .statement_cache_capacity(PREPARED_STATEMENTS);
        let pool = || SqlitePoolOptions::new().acquire_timeout(QUEUE_TIMEOUT);
        let writer = pool()
            .max_connections(1)
            .after_release(|connection, _| Box::pin(is_between_transactions(connection)))
            .connect_with(options.clone())
            .await
            .map_err(unusable(&path))?;
        let readers = pool()
            .max_connections(READERS)
            .after_release(|connection, _| Box::pin(is_between_transactions(connection)))
            .connect_with(options.pragma("query_only", "on"))
            .await
            .map_err(unusable(&path))?;
        Ok(Self::over(Sqlite { path, writer, readers, changes: watch::Sender::new(0) }))
    }

    /// Opens a copy that nobody writes into: nothing is changed, and no file is made beside it.
    ///
    /// # Errors
    /// When the file cannot be opened or is no SQLite database.
    pub async fn open_copy(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref().to_owned();
        let options = SqliteConnectOptions::new().filename(&path).read_only(true).immutable(true);
        let pool = SqlitePoolOptions::new().max_connections(READERS).connect_with(options).await?;
        let (writer, readers) = (pool.clone(), pool);
        Ok(Self::over(Sqlite { path, writer, readers, changes: watch::Sender::new(0) }))
    }

    /// As `migrate`, for a file that is a copy itself.
    ///
    /// # Errors
    /// When a step fails, or the file was written by a newer program.
    pub(crate) async fn migrate_without_copy(&self) -> Result<()> {
        steps().run(&self.engine().writer).await?;
        self.fill_keys().await
    }
}

impl Sqlite {
    /// A file that may only be read takes part in every migration that has nothing to do, and in every lock, which
    /// SQLite then makes a read: only a statement that would write finds out, and else that is somebody's click.
    async fn try_to_write(&self) -> sqlx::Result<()> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let tried = sqlx::query("CREATE TABLE try_to_write (column_of_it)")
            .execute(&mut *transaction)
            .await;
        transaction.rollback().await?;
        tried.map(drop)
    }
}

fn unusable(path: &Path) -> impl FnOnce(sqlx::Error) -> StoreError {
    |cause| StoreError::Unusable { path: path.to_owned(), cause }
}

/// A new file with the schema that a desk had at `version`, to be filled in one transaction. References
/// are not checked row by row: they come from a desk that checks them.
pub(crate) async fn new_file(path: &Path, version: i64) -> Result<SqlitePool> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(false)
        .journal_mode(SqliteJournalMode::Delete)
        // Whoever asked for the copy forces it to the disk once, at its end.
        .synchronous(SqliteSynchronous::Off);
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    up_to(&steps(), version).run(&pool).await?;
    Ok(pool)
}

/// Whether the next one may have this connection. On a full disk, or where a file cannot be read, SQLite rolls a
/// transaction back by itself; the driver's own rollback then fails. A writer would refuse every transaction from
/// there on, and a reader would see the moment of its next one for ever.
async fn is_between_transactions(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    // Behind the rollback that a dropped transaction has queued.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

#[async_trait]
impl Engine for Sqlite {
    async fn reader(&self) -> Result<Connection> {
        Ok(Connection::Sqlite(Held::Single(self.readers.acquire().await?)))
    }

    async fn snapshot(&self) -> Result<Connection> {
        Ok(Connection::Sqlite(Held::Transaction(self.readers.begin().await?)))
    }

    /// `IMMEDIATE` takes the write lock at once: a transaction that first reads and then finds it
    /// cannot write would have to start again.
    async fn writer(&self) -> Result<Connection> {
        Ok(Connection::Sqlite(Held::Transaction(self.writer.begin_with("BEGIN IMMEDIATE").await?)))
    }

    async fn migrate(&self) -> Result<()> {
        self.try_to_write().await.map_err(unusable(&self.path))?;
        let migrator = steps();
        backup::before_migration(&self.writer, &self.path, &migrator).await?;
        Ok(migrator.run(&self.writer).await?)
    }

    fn newest_migration(&self) -> i64 {
        newest(&steps())
    }

    async fn copy_into(&self, file: &Path) -> Result<Inventory> {
        // A connection of its own: readers may only query, and the writer is not to be kept waiting.
        let options = SqliteConnectOptions::new().filename(&self.path).busy_timeout(BUSY_TIMEOUT);
        let mut connection = options.connect().await?;
        backup::copy_into(&mut connection, file).await?;
        connection.close().await?;
        let copy = SqliteStore::open_copy(file).await?;
        let inventory = keeping::inventory(&mut copy.engine().snapshot().await?).await?;
        copy.engine().close().await;
        Ok(inventory)
    }

    async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    fn changed(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }
}

fn steps() -> Migrator {
    migrator!("sqlite")
}

#[cfg(test)]
mod tests {
    use desk_domain::MerchantId;

    use super::*;
    use crate::records::Merchant;
    use crate::sql::sql;
    use crate::store::{PeopleStore as _, Store as _};

    /// On a broken file or a full disk SQLite rolls a read back by itself, and the driver does not know.
    #[tokio::test]
    async fn a_reader_whose_transaction_sqlite_has_ended_does_not_stay_in_its_moment() {
        let folder = tempfile::tempdir().expect("there is room");
        let store = SqliteStore::open(folder.path().join("desk.db")).await.expect("it is new");
        store.migrate().await.expect("it is empty");
        let mut held = Vec::new();
        for _ in 0..READERS {
            let mut reader = store.engine().snapshot().await.expect("a reader is free");
            reader.run(sql("ROLLBACK")).await.expect("it has begun");
            held.push(reader);
        }
        drop(held);
        for number in 0..3 {
            let mut held = Vec::new();
            for _ in 0..READERS {
                let mut reader = store.engine().snapshot().await.expect("a reader is free");
                let row = reader.only_row(sql("SELECT COUNT(*) AS found FROM merchants")).await;
                assert_eq!(row.and_then(|row| row.integer("found")).expect("a number"), number);
                held.push(reader);
            }
            drop(held);
            let id = MerchantId::from_bits(u128::from(number.unsigned_abs()) + 1);
            let merchant = Merchant { id, name: "한빛학원".to_owned() };
            store.upsert_merchant(&merchant).await.expect("nobody holds the file");
        }
    }
}
