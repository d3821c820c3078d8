//! Copies of the file: before its schema changes, and whenever somebody asks for one.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use sqlx::migrate::{Migrate, Migrator};
use sqlx::sqlite::{SqliteConnection, SqlitePool};

use crate::error::Result;
use crate::migration::newest;

/// Copies the database beside itself, as `desk.db.before-5`, when it holds something and the newest
/// step is not taken yet. A copy is never overwritten: after a failed migration the first one is the
/// one to go back to.
pub(super) async fn before_migration(
    writer: &SqlitePool,
    path: &Path,
    migrator: &Migrator,
) -> Result<()> {
    let newest = newest(migrator);
    let mut connection = writer.acquire().await?;
    let tables: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table'")
        .fetch_one(&mut *connection)
        .await?;
    if tables == 0 {
        return Ok(());
    }
    connection.ensure_migrations_table(&migrator.table_name).await?;
    let applied = connection.list_applied_migrations(&migrator.table_name).await?;
    if applied.iter().any(|step| step.version == newest) {
        return Ok(());
    }
    let copy = free_name(path, newest);
    tracing::info!(copy = %copy.display(), "copying the database before it is migrated");
    copy_into(&mut connection, &copy).await
}

/// One moment of the database as a file of its own, without the room that deleted rows left behind. It
/// reads like any reader: whoever writes meanwhile does not wait.
pub(super) async fn copy_into(connection: &mut SqliteConnection, file: &Path) -> Result<()> {
    sqlx::query("VACUUM INTO $1")
        .bind(file.to_string_lossy().into_owned())
        .execute(connection)
        .await?;
    Ok(())
}

fn free_name(path: &Path, version: i64) -> PathBuf {
    let named = |suffix: String| {
        let mut name = OsString::from(path);
        name.push(suffix);
        PathBuf::from(name)
    };
    std::iter::once(named(format!(".before-{version}")))
        .chain((2..).map(|attempt| named(format!(".before-{version}-{attempt}"))))
        .find(|candidate| !candidate.exists())
        .expect("the numbers do not run out")
}
