//! The card terminals of the store.

use async_trait::async_trait;
use desk_domain::{MerchantId, StaffId, TerminalId, Timestamp};

use super::Desk;
use crate::engine::Engine;
use crate::error::Result;
use crate::records::{NewPairingCode, Pairing, Terminal};
use crate::store::TerminalStore;
use crate::terminals;

#[async_trait]
impl<E: Engine> TerminalStore for Desk<E> {
    async fn add_terminal(
        &self,
        terminal: &Terminal,
        code: &NewPairingCode,
        actor: &StaffId,
        now: Timestamp,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        terminals::add(&mut tx, terminal, code, actor, now).await?;
        self.commit(tx, ()).await
    }

    async fn terminals(&self, merchants: &[MerchantId]) -> Result<Vec<Terminal>> {
        terminals::of_merchants(&mut self.engine.reader().await?, merchants).await
    }

    async fn terminal(&self, id: &TerminalId) -> Result<Option<Terminal>> {
        terminals::find(&mut self.engine.reader().await?, id).await
    }

    async fn terminal_of_token(&self, token_hash: &str) -> Result<Option<Terminal>> {
        terminals::of_token(&mut self.engine.reader().await?, token_hash).await
    }

    async fn renew_pairing_code(
        &self,
        code: &NewPairingCode,
        actor: &StaffId,
        now: Timestamp,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        terminals::renew_code(&mut tx, code, actor, now).await?;
        self.commit(tx, ()).await
    }

    async fn pair_terminal(&self, pairing: &Pairing, now: Timestamp) -> Result<Option<Terminal>> {
        let mut tx = self.begin().await?;
        let paired = terminals::pair(&mut tx, pairing, now).await?;
        self.commit(tx, paired).await
    }

    async fn revoke_terminal(
        &self,
        id: &TerminalId,
        actor: &StaffId,
        now: Timestamp,
    ) -> Result<Terminal> {
        let mut tx = self.begin().await?;
        let revoked = terminals::revoke(&mut tx, id, actor, now).await?;
        self.commit(tx, revoked).await
    }

    async fn note_terminal_seen(
        &self,
        id: &TerminalId,
        agent_version: &str,
        now: Timestamp,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        terminals::note_seen(&mut tx, id, agent_version, now).await?;
        self.commit(tx, ()).await
    }
}
