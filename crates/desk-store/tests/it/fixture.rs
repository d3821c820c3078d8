//! A fresh, migrated store for each test, and a way behind its back.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Once};

use desk_store::{Merchant, Store};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use tempfile::TempDir;

use crate::samples::{merchant, other_merchant};

const POSTGRES_URL: &str = "CANCEL_DESK_TEST_POSTGRES";

pub(crate) struct Fixture {
    pub(crate) store: Arc<dyn Store>,
    /// What [`desk_store::open`] takes.
    pub(crate) url: String,
}

/// Runs a test on every store there is.
pub(crate) async fn on_each_store(test: impl AsyncFn(&Fixture)) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("desk.db");
    test(&Fixture::open(path.to_str().unwrap()).await).await;

    match std::env::var(POSTGRES_URL) {
        Ok(server) => on_postgres(&server, test).await,
        Err(_) => say_once(&format!("{POSTGRES_URL} is not set: PostgreSQL is skipped")),
    }
}

impl Fixture {
    async fn open(url: &str) -> Self {
        let store = desk_store::open(url).await.unwrap();
        store.migrate().await.unwrap();
        for (id, name) in [(merchant(), "한빛학원"), (other_merchant(), "다올학원")] {
            store.upsert_merchant(&Merchant { id, name: name.to_owned() }).await.unwrap();
        }
        Self { store, url: url.to_owned() }
    }

    /// Runs SQL behind the store's back.
    pub(crate) async fn run(&self, sql: &str) -> Result<(), sqlx::Error> {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.url.starts_with("postgres") {
            let mut connection = PgConnection::connect(&self.url).await?;
            sqlx::raw_sql(sql).execute(&mut connection).await?;
            connection.close().await
        } else {
            let mut connection = SqliteConnection::connect(&self.url).await?;
            sqlx::raw_sql(sql).execute(&mut connection).await?;
            connection.close().await
        }
    }

    /// The one number that a query answers.
    pub(crate) async fn number(&self, sql: &str) -> i64 {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.url.starts_with("postgres") {
            let mut connection = PgConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
        } else {
            let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
        }
    }
}

async fn on_postgres(server: &str, test: impl AsyncFn(&Fixture)) {
    in_empty_database(server, async |url| test(&Fixture::open(url).await).await).await;
}

/// Runs a test with the address of a database that holds nothing, where there is a server.
pub(crate) async fn with_empty_postgres(test: impl AsyncFn(&str)) {
    if let Ok(server) = std::env::var(POSTGRES_URL) {
        in_empty_database(&server, test).await;
    }
}

async fn in_empty_database(server: &str, test: impl AsyncFn(&str)) {
    static DATABASES: AtomicU32 = AtomicU32::new(0);
    let number = DATABASES.fetch_add(1, Ordering::Relaxed);
    let name = format!("desk_test_{}_{number}", std::process::id());
    let mut admin = PgConnection::connect(server).await.unwrap();
    let create = AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::raw_sql(create).execute(&mut admin).await.unwrap();

    let (before, _) = server.rsplit_once('/').expect("the URL ends with a database");
    test(&format!("{before}/{name}")).await;

    let drop = AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"));
    sqlx::raw_sql(drop).execute(&mut admin).await.unwrap();
}

#[expect(clippy::print_stderr, reason = "who runs the suite should know what it leaves out")]
fn say_once(words: &str) {
    static SAID: Once = Once::new();
    SAID.call_once(|| eprintln!("{words}"));
}
