//! PostgreSQL, and what speaks its protocol: several replicas over one database.

mod backup;
mod listener;

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnection, PgPool, PgPoolOptions};
use sqlx::{Connection as _, SqlSafeStr as _, Transaction};
use tokio::sync::watch;

use crate::desk::Desk;
use crate::engine::Engine;
use crate::error::Result;
use crate::migration::{migrator, newest, up_to};
use crate::records::Inventory;
use crate::sql::{Connection, Held};

use listener::Listener;
pub(crate) use listener::announcement;

/// The store in a server.
pub type PostgresStore = Desk<Postgres>;

/// Of one replica. The server's own limit is 100 by default, for all of them.
const CONNECTIONS: u32 = 12;
const QUEUE_TIMEOUT: Duration = Duration::from_secs(10);
/// Longest statement, in a desk of many years; a backup reads in a stream and has none.
pub(crate) const STATEMENT_PATIENCE: Duration = Duration::from_secs(60);
/// For a sign of life of a connection that comes back into the pool.
const RELEASE_PATIENCE: Duration = Duration::from_secs(5);
/// What the server does about a client that says nothing any more, and how long a writer waits for another one.
const SERVER_SIDE_LIMITS: [&str; 6] = [
    "SET idle_in_transaction_session_timeout = '30s'",
    "SET lock_timeout = '20s'",
    "SET tcp_keepalives_idle = 10",
    "SET tcp_keepalives_interval = 5",
    "SET tcp_keepalives_count = 4",
    "SET tcp_user_timeout = '30s'",
];

#[derive(Debug)]
pub struct Postgres {
    pool: PgPool,
    listener: Listener,
}

impl Desk<Postgres> {
    /// Connects to `postgres://user@host/database`. Nothing is migrated yet.
    ///
    /// # Errors
    /// When the server cannot be reached or refuses us.
    pub async fn connect(url: &str) -> Result<Self> {
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(QUEUE_TIMEOUT)
            .after_connect(|connection, _| {
                Box::pin(async move {
                    plan_afresh(connection).await?;
                    stand_in_nobodys_way(connection).await?;
                    wait_for_the_disk(connection).await
                })
            })
            .after_release(|connection, _| Box::pin(is_there(connection)))
            .connect(url)
            .await?;
        let listener = Listener::start(&pool).await?;
        Ok(Self::over(Postgres { pool, listener }))
    }
}

impl Postgres {
    /// In a task of its own, which goes on when nobody waits for it any more. A `begin` of sqlx 0.9.0 that is
    /// dropped before its answer leaves a transaction in the pool's connection, and the next one to borrow it
    /// works in there: <https://github.com/transact-rs/sqlx/issues/4393>. Whoever leaves the queue before has
    /// no turn.
    async fn begin(&self, statement: &'static str) -> Result<Connection> {
        let free = self.pool.acquire().await?;
        let begins = Transaction::begin(free, Some(statement.into_sql_str()));
        let begun = tokio::spawn(within(STATEMENT_PATIENCE, begins)).await;
        // It neither panics nor is aborted: the program is ending.
        let transaction = begun.unwrap_or(Err(sqlx::Error::WorkerCrashed))?;
        Ok(Connection::Postgres(Held::Transaction(transaction)))
    }

    /// Brings an empty database to where an older desk stood.
    pub(crate) async fn migrate_to(&self, version: i64) -> Result<()> {
        Ok(up_to(&steps(), version).run(&self.pool).await?)
    }
}

#[async_trait]
impl Engine for Postgres {
    async fn reader(&self) -> Result<Connection> {
        Ok(Connection::Postgres(Held::Single(self.pool.acquire().await?)))
    }

    async fn snapshot(&self) -> Result<Connection> {
        self.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await
    }

    async fn writer(&self) -> Result<Connection> {
        self.begin("BEGIN").await
    }

    /// sqlx holds an advisory lock meanwhile, so replicas that start together take turns, however long one
    /// takes: over a connection without our limits.
    async fn migrate(&self) -> Result<()> {
        let options = self.pool.connect_options().as_ref().clone();
        let unlimited = PgPoolOptions::new().max_connections(1).connect_with(options).await?;
        steps().run(&unlimited).await?;
        unlimited.close().await;
        Ok(())
    }

    fn newest_migration(&self) -> i64 {
        newest(&steps())
    }

    async fn copy_into(&self, file: &Path) -> Result<Inventory> {
        backup::copy_into(self.snapshot().await?, file).await
    }

    async fn close(&self) {
        self.listener.stop();
        self.pool.close().await;
    }

    /// The listener hears our own commits as well.
    fn changed(&self) {}

    fn changes(&self) -> watch::Receiver<u64> {
        self.listener.changes()
    }
}

/// Plans every statement for its own values and today's size of the table. A plan that was kept from
/// when the table was empty reads all of it, and the first import would take time squared.
async fn plan_afresh(connection: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query("SET plan_cache_mode = force_custom_plan").execute(connection).await.map(drop)
}

/// A replica that is gone in the middle of a transaction (power, network, a frozen machine) must not keep the
/// others waiting until TCP notices, which takes hours by default.
async fn stand_in_nobodys_way(connection: &mut PgConnection) -> sqlx::Result<()> {
    for setting in SERVER_SIDE_LIMITS {
        sqlx::query(setting).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Whether the next one may have this connection. One whose server is gone without a word is given up.
async fn is_there(connection: &mut PgConnection) -> sqlx::Result<bool> {
    within(RELEASE_PATIENCE, connection.ping()).await.map(|()| true)
}

/// A server that is gone without a word answers nobody, for ever.
pub(crate) async fn within<T>(
    patience: Duration,
    asked: impl Future<Output = sqlx::Result<T>>,
) -> sqlx::Result<T> {
    let silent = || sqlx::Error::Io(std::io::ErrorKind::TimedOut.into());
    tokio::time::timeout(patience, asked).await.unwrap_or_else(|_| Err(silent()))
}

/// What was acknowledged outlives the server's crash, also where the server was told not to wait for its
/// disk (`synchronous_commit = off`): an order to a vendor may stand on it. Whatever waits for more stays.
async fn wait_for_the_disk(connection: &mut PgConnection) -> sqlx::Result<()> {
    let statement = "SELECT set_config('synchronous_commit', 'local', false) \
         WHERE current_setting('synchronous_commit') = 'off'";
    sqlx::query(statement).execute(connection).await.map(drop)
}

fn steps() -> Migrator {
    migrator!("postgres")
}
