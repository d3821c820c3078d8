//! What an operator needs of a store: proof that it is whole, copies, and the way back from one.

use std::path::Path;

use async_trait::async_trait;
use desk_domain::Timestamp;
use desk_domain::audit::AuditHead;

use crate::error::Result;
use crate::records::{Backlog, Contradiction, Inventory, Restored, TakenAt, Vitals};

/// Keeping a desk: what is in it, whether it is whole, and copies of it.
#[async_trait]
pub trait KeepingStore {
    /// Where its writers have left the audit chain.
    async fn audit_head(&self) -> Result<AuditHead>;
    /// What it holds, all at one moment.
    async fn inventory(&self) -> Result<Inventory>;
    /// What the database itself finds wrong with what it has stored; empty where it is sound, or where
    /// the database has no such check.
    async fn damages(&self) -> Result<Vec<String>>;
    /// Where the sums of the book do not follow from its rows.
    async fn contradictions(&self) -> Result<Vec<Contradiction>>;
    /// What is late or open at `now`.
    async fn backlog(&self, now: Timestamp) -> Result<Backlog>;
    /// The same, and what is silent.
    async fn vitals(&self, now: Timestamp) -> Result<Vitals>;
    /// Writes everything into `file` as a SQLite database, whatever the store is, while others go on
    /// reading and writing. The file must be empty or not there; it is not forced to the disk.
    async fn copy_into(&self, file: &Path) -> Result<Inventory>;
    /// Makes an old book fit to go on: nothing that was under way when it was taken is sent again, and
    /// everything that may have moved since is read first.
    async fn catch_up(&self, taken: &TakenAt, now: Timestamp) -> Result<Restored>;
    /// Whether migrations brought it as far as this program knows.
    fn newest_migration(&self) -> i64;
    /// Ends every connection; a SQLite file is whole by itself afterwards.
    async fn close(&self);
}
