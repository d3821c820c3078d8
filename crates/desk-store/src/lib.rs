//! Everything that is remembered: one trait, with SQLite and PostgreSQL behind it.
//!
//! Only this crate knows SQL. Rows never leave it: what comes out are values of `desk-domain` and
//! the records below. Both stores pass one conformance suite. Each method that changes something is
//! one transaction, and none of them waits for anything but the database.
//!
//! The use cases are written once, over the small `sql` module; `sqlite` and `postgres` hold only
//! what really differs: how to connect, how to migrate, and how word of a change gets round.

mod error;
mod records;
mod store;

mod bills;
mod cancellations;
mod customers;
mod desk;
mod drift;
mod follow_ups;
mod imports;
mod jobs;
mod keeping;
mod payments;
mod people;
mod reconcilers;
mod stories;
mod terminals;

mod journal;
mod keyset;
mod search;
mod sql;
mod transaction;

mod engine;
mod migration;
mod postgres;
mod sqlite;

use std::path::Path;
use std::sync::Arc;

pub use error::{Result, StoreError};
pub use keeping::{Place, restore};
pub use postgres::PostgresStore;
pub use records::*;
pub use sqlite::SqliteStore;
pub use store::{BillStore, DriftStore, KeepingStore, PeopleStore, Store, TerminalStore};

/// Opens the store that `url` names: `postgres://…`, or the path of a SQLite file, which may be
/// written as `sqlite:desk.db` or `sqlite://desk.db`. Nothing is migrated yet.
///
/// # Errors
/// When the database cannot be opened.
pub async fn open(url: &str) -> Result<Arc<dyn Store>> {
    Ok(match Place::of(url) {
        Place::Postgres(url) => Arc::new(PostgresStore::connect(&url).await?),
        Place::File(path) => Arc::new(SqliteStore::open(path).await?),
    })
}

/// Opens a copy of a desk for reading: whatever is asked of it, the file stays as it is.
///
/// # Errors
/// When the file cannot be opened.
pub async fn open_copy(file: &Path) -> Result<Arc<dyn Store>> {
    Ok(Arc::new(SqliteStore::open_copy(file).await?))
}
