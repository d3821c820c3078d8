//! What a store keeps of card terminals.

use async_trait::async_trait;
use desk_domain::{MerchantId, StaffId, TerminalId, Timestamp};

use crate::error::Result;
use crate::records::{NewPairingCode, Pairing, Terminal};

/// Card terminals and the pairing of their agents. Each method is one transaction, and each deed goes
/// into the audit chain.
#[async_trait]
pub trait TerminalStore {
    /// A place for a terminal, and the code its agent pairs with.
    ///
    /// # Errors
    /// `NotFound("merchant")` when the merchant is not in the book.
    async fn add_terminal(
        &self,
        terminal: &Terminal,
        code: &NewPairingCode,
        actor: &StaffId,
        now: Timestamp,
    ) -> Result<()>;
    /// Of these merchants, by name.
    async fn terminals(&self, merchants: &[MerchantId]) -> Result<Vec<Terminal>>;
    async fn terminal(&self, id: &TerminalId) -> Result<Option<Terminal>>;
    /// Also one whose pairing was revoked, as long as nobody has paired it anew.
    async fn terminal_of_token(&self, token_hash: &str) -> Result<Option<Terminal>>;
    /// A new code; the one before is void. Who is paired stays so until the code is used.
    async fn renew_pairing_code(
        &self,
        code: &NewPairingCode,
        actor: &StaffId,
        now: Timestamp,
    ) -> Result<()>;
    /// Uses a code up. `None` when there is none like it that still holds.
    async fn pair_terminal(&self, pairing: &Pairing, now: Timestamp) -> Result<Option<Terminal>>;
    /// Ends a pairing and voids a code that waits. Twice is the same.
    async fn revoke_terminal(
        &self,
        id: &TerminalId,
        actor: &StaffId,
        now: Timestamp,
    ) -> Result<Terminal>;
    /// Its agent is there, in this version.
    async fn note_terminal_seen(
        &self,
        id: &TerminalId,
        agent_version: &str,
        now: Timestamp,
    ) -> Result<()>;
}
