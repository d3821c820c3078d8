//! A copy of the database as a SQLite file.

use std::path::Path;

use crate::error::{Result, StoreError};
use crate::keeping::{copy_everything, inventory, tables_of};
use crate::records::Inventory;
use crate::sql::{Connection, Held};
use crate::sqlite;

/// Everything that `snapshot` sees, which is one moment of all replicas.
///
/// # Errors
/// `Corrupt` when the file does not hold what the database held.
pub(super) async fn copy_into(mut snapshot: Connection, file: &Path) -> Result<Inventory> {
    let held = inventory(&mut snapshot).await?;
    let pool = sqlite::new_file(file, held.migration).await?;
    let mut copy = Connection::Sqlite(Held::Transaction(pool.begin().await?));
    let tables = tables_of(&mut copy).await?;
    copy_everything(&tables, &mut snapshot, &mut copy).await?;
    let copied = inventory(&mut copy).await?;
    copy.commit().await?;
    pool.close().await;
    if copied == held {
        Ok(copied)
    } else {
        Err(StoreError::Corrupt("the copy holds other rows than the database".to_owned()))
    }
}
