//! PostgreSQL, and what speaks its protocol: several replicas over one database.

mod backup;
mod listener;

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnection, PgPool, PgPoolOptions};
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
                    wait_for_the_disk(connection).await
                })
            })
            .connect(url)
            .await?;
        let listener = Listener::start(&pool).await?;
        Ok(Self::over(Postgres { pool, listener }))
    }
}

impl Postgres {
    /// In a task of its own, which goes on when nobody waits for it any more. A `begin` of sqlx 0.9.0 that is
    /// dropped before its answer leaves a transaction in the pool's connection, and the next one to borrow it
    /// works in there: <https://github.com/transact-rs/sqlx/issues/4393>.
    async fn begin(&self, statement: &'static str) -> Result<Connection> {
        let pool = self.pool.clone();
        let begun = tokio::spawn(async move { pool.begin_with(statement).await }).await;
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

    /// sqlx holds an advisory lock meanwhile, so replicas that start together take turns.
    async fn migrate(&self) -> Result<()> {
        Ok(steps().run(&self.pool).await?)
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
