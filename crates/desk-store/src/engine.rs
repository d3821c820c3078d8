//! What a database must be able to do for the store to stand on it.

use std::fmt::Debug;
use std::path::Path;

use async_trait::async_trait;
use tokio::sync::watch;

use crate::error::Result;
use crate::records::Inventory;
use crate::sql::Connection;

/// SQLite or PostgreSQL: connections, migrations, and word of changes. Everything else is shared.
#[async_trait]
pub trait Engine: Debug + Send + Sync + 'static {
    /// For a single statement that reads.
    async fn reader(&self) -> Result<Connection>;
    /// For several statements that must see the same state.
    async fn snapshot(&self) -> Result<Connection>;
    async fn writer(&self) -> Result<Connection>;
    async fn migrate(&self) -> Result<()>;
    /// The last step of the schema that this program knows.
    fn newest_migration(&self) -> i64;
    /// Writes everything, as it is at one moment, into a SQLite file that is empty or not there.
    async fn copy_into(&self, file: &Path) -> Result<Inventory>;
    async fn close(&self);
    /// Called after each commit of this process that left change events behind.
    fn changed(&self);
    /// Wakes when something may have changed, whoever changed it.
    fn changes(&self) -> watch::Receiver<u64>;
}
