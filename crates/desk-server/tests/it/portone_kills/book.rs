//! The desk's file, as somebody else sees it: what is in it whether or not a desk lives, and who holds it.

use std::future::Future;
use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};
use tokio::runtime::Handle;
use tokio::task::block_in_place;

const STATE: &str = "SELECT c.state FROM cancellations c JOIN payments p ON p.id = c.payment_id \
     WHERE p.gateway_payment_id = ?1";
const NEXT_JOB: &str = "SELECT MIN(run_at) FROM jobs";

pub(super) struct Book {
    options: SqliteConnectOptions,
    /// Nobody else writes while there is one.
    writer: Option<SqliteConnection>,
}

impl Book {
    pub(super) fn at(path: &Path) -> Self {
        let options = SqliteConnectOptions::new().filename(path).create_if_missing(false);
        Self { options, writer: None }
    }

    /// Of the only cancellation of a payment, or `nothing`.
    pub(super) fn state_of(&self, gateway_payment_id: &str) -> String {
        let state = sqlx::query_scalar(STATE).bind(gateway_payment_id);
        let state: Option<String> =
            self.ask(async |book| state.fetch_optional(book).await.unwrap());
        state.unwrap_or_else(|| "nothing".to_owned())
    }

    /// When the next job is due or its lease ends, in µs; `None`: there is nothing left to do.
    pub(super) fn next_job_at(&self) -> Option<i64> {
        self.ask(async |book| sqlx::query_scalar(NEXT_JOB).fetch_one(book).await.unwrap())
    }

    /// From now on the desk can write nothing down.
    pub(super) fn lock(&mut self) {
        self.writer = Some(wait(async {
            let mut book = self.options.connect().await.unwrap();
            sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut book).await.unwrap();
            book
        }));
    }

    /// Nothing was written under the lock.
    pub(super) fn unlock(&mut self) {
        self.writer = None;
    }

    fn ask<T>(&self, question: impl AsyncFnOnce(&mut SqliteConnection) -> T) -> T {
        wait(async {
            let mut book = self.options.connect().await.unwrap();
            question(&mut book).await
        })
    }
}

/// These tests wait for programs, so they wait for the file as well.
fn wait<T>(future: impl Future<Output = T>) -> T {
    block_in_place(|| Handle::current().block_on(future))
}
