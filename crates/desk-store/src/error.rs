//! Why the store could not do it.

use std::path::PathBuf;

use desk_domain::cancellation::WrongState;
use sqlx::error::{DatabaseError, ErrorKind};

/// Why the store could not do it. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("there is no such {0}")]
    NotFound(&'static str),
    #[error("the cursor does not belong to this list")]
    BadCursor,
    /// The login or id is taken.
    #[error("this {0} exists already")]
    Exists(&'static str),
    /// Several fit, and nothing tells which one is meant.
    #[error("several {0}s fit")]
    Ambiguous(&'static str),
    /// The caller asked for a step that the state machine does not have.
    #[error(transparent)]
    WrongState(#[from] WrongState),
    /// Something is there already, and would be lost.
    #[error("the place is taken: {0}")]
    Occupied(String),
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// It is no database, or this user may not write into it or beside it.
    #[error("the database {} cannot be used: {cause}", path.display())]
    Unusable { path: PathBuf, cause: sqlx::Error },
    #[error("the row cannot be read: {0}")]
    Corrupt(String),
    #[error("the database is busy or away: {0}")]
    Unavailable(#[source] sqlx::Error),
    #[error(transparent)]
    Database(sqlx::Error),
    #[error(transparent)]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

pub type Result<T> = std::result::Result<T, StoreError>;

/// The kinds of constraint that a caller may have broken, and that are answered where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    Unique,
    ForeignKey,
    Check,
}

impl StoreError {
    pub(crate) fn broken(&self) -> Option<Broken> {
        let Self::Database(sqlx::Error::Database(error)) = self else { return None };
        match error.kind() {
            ErrorKind::UniqueViolation => Some(Broken::Unique),
            ErrorKind::ForeignKeyViolation => Some(Broken::ForeignKey),
            ErrorKind::CheckViolation => Some(Broken::Check),
            _ => None,
        }
    }

    /// Replaces the database's complaint by what it means at this call.
    pub(crate) fn on(self, broken: Broken, meaning: Self) -> Self {
        if self.broken() == Some(broken) { meaning } else { self }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let passes = match &error {
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Io(_) => true,
            sqlx::Error::Database(error) => may_pass(error.as_ref()),
            _ => false,
        };
        if passes { Self::Unavailable(error) } else { Self::Database(error) }
    }
}

/// Whether the same statement may succeed a little later.
fn may_pass(error: &dyn DatabaseError) -> bool {
    let Some(code) = error.code() else { return false };
    match code.as_ref() {
        // PostgreSQL: serialisation failure, deadlock, lock not available, too many connections,
        // shutting down. https://www.postgresql.org/docs/15/errcodes-appendix.html
        "40001" | "40P01" | "55P03" | "53300" | "57P01" | "57P02" | "57P03" => true,
        // SQLite's extended codes keep the primary one in their lowest byte: 5 busy, 6 locked,
        // 10 I/O, 13 disk full. https://www.sqlite.org/rescode.html
        code => match code.parse::<i32>() {
            Ok(number) if code.len() < 5 => matches!(number & 0xff, 5 | 6 | 10 | 13),
            Ok(_) | Err(_) => code.len() == 5 && code.starts_with("08"),
        },
    }
}
