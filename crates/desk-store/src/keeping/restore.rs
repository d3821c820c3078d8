//! A copy becomes a desk again, in a place that holds nothing yet.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use desk_domain::Timestamp;

use super::{HEADS, SEEDED, copy_everything, inventory, move_sequences, tables_of};
use crate::engine::Engine as _;
use crate::error::{Result, StoreError};
use crate::postgres::PostgresStore;
use crate::records::{Restored, TakenAt};
use crate::sql::sql;
use crate::sqlite::SqliteStore;
use crate::store::{KeepingStore as _, Store as _};

/// Where a desk is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    File(PathBuf),
    Postgres(String),
}

impl Place {
    /// What [`crate::open`] takes.
    #[must_use]
    pub fn of(url: &str) -> Self {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Self::Postgres(url.to_owned());
        }
        let path = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:"));
        Self::File(path.unwrap_or(url).into())
    }
}

/// Restores the copy in `file` and lets it catch up. Until all of it is there the place is no desk: a file
/// has another name, and a database lacks the row without which nothing can be written.
///
/// # Errors
/// `Occupied` when the place holds something already; nothing there is changed then.
pub async fn restore(file: &Path, to: &Place, taken: &TakenAt, now: Timestamp) -> Result<Restored> {
    match to {
        Place::File(path) => into_file(file, path, taken, now).await,
        Place::Postgres(url) => into_postgres(file, url, taken, now).await,
    }
}

async fn into_file(file: &Path, to: &Path, taken: &TakenAt, now: Timestamp) -> Result<Restored> {
    let beside = |suffix: &str| {
        let mut name = OsString::from(to);
        name.push(suffix);
        PathBuf::from(name)
    };
    if to.exists() || beside("-wal").exists() {
        return Err(StoreError::Occupied(format!("there is a file {} already", to.display())));
    }
    let unfinished = beside(".restoring");
    for leftover in [unfinished.clone(), beside(".restoring-wal"), beside(".restoring-shm")] {
        if leftover.exists() {
            fs::remove_file(leftover)?;
        }
    }
    fs::copy(file, &unfinished)?;
    let desk = SqliteStore::open(&unfinished).await?;
    desk.migrate_without_copy().await?;
    let restored = desk.catch_up(taken, now).await?;
    desk.close().await;
    File::open(&unfinished)?.sync_all()?;
    fs::rename(&unfinished, to)?;
    sync_folder_of(to)?;
    Ok(restored)
}

/// The name is on the disk, too.
fn sync_folder_of(path: &Path) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if cfg!(unix) {
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

async fn into_postgres(
    file: &Path,
    url: &str,
    taken: &TakenAt,
    now: Timestamp,
) -> Result<Restored> {
    let desk = PostgresStore::connect(url).await?;
    let copy = SqliteStore::open_copy(file).await?;
    let mut from = copy.engine().snapshot().await?;
    let version = inventory(&mut from).await?.migration;
    refuse_occupied(&desk).await?;
    desk.engine().migrate_to(version).await?;
    let (heads, tables): (Vec<_>, Vec<_>) =
        tables_of(&mut from).await?.into_iter().partition(|table| table.name.as_str() == HEADS);
    let mut to = desk.engine().writer().await?;
    to.run(sql("DELETE FROM stream_heads")).await?;
    copy_everything(&tables, &mut from, &mut to).await?;
    move_sequences(&tables, &mut to).await?;
    to.commit().await?;
    desk.engine().migrate().await?;
    let mut tx = desk.begin().await?;
    copy_everything(&heads, &mut from, &mut tx).await?;
    let restored = super::catch_up(&mut tx, taken, now).await?;
    let restored = desk.commit(tx, restored).await?;
    drop(from);
    copy.close().await;
    desk.migrate().await?;
    desk.close().await;
    Ok(restored)
}

/// A database in which a desk was only ever started is empty but for what its migrations put there.
async fn refuse_occupied(desk: &PostgresStore) -> Result<()> {
    let mut reader = desk.engine().reader().await?;
    let known = sql("SELECT COUNT(*) AS tables_there FROM pg_tables \
         WHERE schemaname = current_schema() AND tablename = '_sqlx_migrations'");
    if reader.only_row(known).await?.integer("tables_there")? == 0 {
        return Ok(());
    }
    drop(reader);
    let mut snapshot = desk.engine().snapshot().await?;
    let heads = sql("SELECT COUNT(*) AS whole FROM stream_heads WHERE audit_seq = 0");
    let is_fresh = snapshot.only_row(heads).await?.integer("whole")? == 1;
    let filled = if is_fresh { inventory(&mut snapshot).await?.rows } else { Default::default() };
    let filled = filled.into_iter().filter(|(table, _)| !SEEDED.contains(&table.as_str()));
    match filled.filter(|(_, rows)| *rows > 0).map(|(table, _)| table).next() {
        None if is_fresh => Ok(()),
        None => Err(StoreError::Occupied("the database holds a desk already".to_owned())),
        Some(table) => {
            Err(StoreError::Occupied(format!("the database has rows in {table} already")))
        }
    }
}
