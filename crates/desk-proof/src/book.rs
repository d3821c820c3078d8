//! Where the desk keeps its book, and how the harness opens it: in a file or with a server.

use std::path::{Path, PathBuf};

use desk_simulation::{Cells, HARNESS, Rows as _, Sight, Violation};
use serde::Deserialize;
use serde_json::Value;
use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::vendors::Vendor;

const PAYMENTS: &str = "SELECT id, channel FROM payments";
const UNDER_WAY: &str = "SELECT id FROM cancellations WHERE state IN ('sent', 'unknown') \
     AND COALESCE(attention, '') <> 'no_proof' LIMIT 1";
const JOBS: &str = "SELECT run_at FROM jobs ORDER BY run_at LIMIT 1";

/// Where the desk keeps its book.
#[derive(Clone, Debug)]
pub(crate) enum Book {
    File(PathBuf),
    Server(String),
}

/// A payment that can be clicked at.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) channel: String,
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
        let rows = self.select(PAYMENTS).await?.into_iter().map(Value::Object).collect();
        serde_json::from_value(Value::Array(rows)).map_err(|error| Violation::of(HARNESS, error))
    }

    /// When the next job is due, in µs, leases of the dead included.
    pub(crate) async fn next_job_at(&self) -> Result<Option<i64>, Violation> {
        let jobs = self.select(JOBS).await?;
        Ok(jobs.first().and_then(|job| job["run_at"].as_i64()))
    }

    /// Whether money is on its way in the book of a desk that is dead. Of a file a copy is read: whoever closes the
    /// last connection to the file itself tidies up, and the next desk is to find it as the dead one left it.
    pub(crate) async fn has_cancels_under_way(&self) -> Result<bool, Violation> {
        let Self::File(path) = self else {
            return Ok(!self.select(UNDER_WAY).await?.is_empty());
        };
        let folder = tempfile::tempdir()?;
        let copy = folder.path().join("desk.db");
        for (from, to) in [(path.clone(), copy.clone()), (log_of(path), log_of(&copy))] {
            if from.exists() {
                std::fs::copy(from, to)?;
            }
        }
        Ok(!Self::File(copy).select(UNDER_WAY).await?.is_empty())
    }

    /// The book's half of what the laws are held against.
    pub(crate) async fn read(&self) -> Result<Sight, Violation> {
        match self {
            Self::File(path) => {
                let mut book = open_file(path).await?;
                let sight = Sight::of_book(&mut book).await?;
                book.close().await?;
                Ok(sight)
            }
            Self::Server(url) => {
                let mut book = PgConnection::connect(url).await?;
                let sight = Sight::of_book(&mut book).await?;
                book.close().await?;
                Ok(sight)
            }
        }
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

    /// Puts the write-ahead log into the file, where there is one, and gives its room back.
    pub(crate) async fn cut_log(&self) -> Result<(), Violation> {
        self.select("PRAGMA wal_checkpoint(TRUNCATE)").await.map(drop)
    }

    async fn select(&self, statement: &'static str) -> Result<Vec<Cells>, Violation> {
        match self {
            Self::File(path) => {
                let mut book = open_file(path).await?;
                let rows = book.rows(statement).await?;
                book.close().await?;
                Ok(rows)
            }
            Self::Server(url) => {
                let mut book = PgConnection::connect(url).await?;
                let rows = book.rows(statement).await?;
                book.close().await?;
                Ok(rows)
            }
        }
    }
}

/// The write-ahead log beside a file.
fn log_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

async fn open_file(path: &Path) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnectOptions::new().filename(path).create_if_missing(false).connect().await
}
