//! Keeping the store.

use std::path::Path;

use async_trait::async_trait;
use desk_domain::Timestamp;
use desk_domain::audit::AuditHead;

use super::Desk;
use crate::engine::Engine;
use crate::error::Result;
use crate::keeping;
use crate::records::{Backlog, Contradiction, Inventory, Restored, TakenAt, Vitals};
use crate::store::KeepingStore;

#[async_trait]
impl<E: Engine> KeepingStore for Desk<E> {
    async fn audit_head(&self) -> Result<AuditHead> {
        keeping::audit_head(&mut self.engine.reader().await?).await
    }

    async fn inventory(&self) -> Result<Inventory> {
        keeping::inventory(&mut self.engine.snapshot().await?).await
    }

    async fn damages(&self) -> Result<Vec<String>> {
        keeping::damages(&mut self.engine.reader().await?).await
    }

    async fn contradictions(&self) -> Result<Vec<Contradiction>> {
        keeping::contradictions(&mut self.engine.snapshot().await?).await
    }

    async fn backlog(&self, now: Timestamp) -> Result<Backlog> {
        keeping::backlog(&mut self.engine.snapshot().await?, now).await
    }

    async fn vitals(&self, now: Timestamp) -> Result<Vitals> {
        keeping::vitals(&mut self.engine.snapshot().await?, now).await
    }

    async fn copy_into(&self, file: &Path) -> Result<Inventory> {
        self.engine.copy_into(file).await
    }

    async fn catch_up(&self, taken: &TakenAt, now: Timestamp) -> Result<Restored> {
        let mut tx = self.begin().await?;
        let restored = keeping::catch_up(&mut tx, taken, now).await?;
        self.commit(tx, restored).await
    }

    fn newest_migration(&self) -> i64 {
        self.engine.newest_migration()
    }

    async fn close(&self) {
        self.engine.close().await;
    }
}
