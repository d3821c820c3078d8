//! What a store keeps of people: for whom they work, who is signed in, and which passwords were wrong.

use async_trait::async_trait;
use desk_domain::{StaffId, Timestamp};

use crate::error::Result;
use crate::records::{Merchant, Session, SessionEnd, Staff, StaffChange, WrongPassword};

/// Merchants, staff and sessions. Each method is one transaction, and whatever changes who may do what
/// goes into the audit chain, without password or token.
#[async_trait]
pub trait PeopleStore {
    async fn upsert_merchant(&self, merchant: &Merchant) -> Result<()>;
    async fn merchants(&self) -> Result<Vec<Merchant>>;
    /// # Errors
    /// `Exists("login")` when somebody has it; `NotFound("merchant")` when one is not in the book.
    async fn add_staff(&self, staff: &Staff, actor: &str, now: Timestamp) -> Result<()>;
    /// Makes a person another one from now on, and ends whatever session they have.
    ///
    /// # Errors
    /// `NotFound("staff")` when nobody has the login; `NotFound("merchant")` when one is not in the book.
    async fn change_staff(
        &self,
        login: &str,
        change: &StaffChange,
        actor: &str,
        now: Timestamp,
    ) -> Result<()>;
    async fn staff_by_login(&self, login: &str) -> Result<Option<Staff>>;
    async fn staff(&self, id: &StaffId) -> Result<Option<Staff>>;
    async fn staff_list(&self) -> Result<Vec<Staff>>;
    /// Signs a person in who has given the password of this hash. False: it is no longer theirs, or they have left.
    async fn open_session(&self, session: &Session, password_hash: &str) -> Result<bool>;
    async fn session(&self, token_hash: &str) -> Result<Option<(Session, Staff)>>;
    async fn touch_session(&self, token_hash: &str, now: Timestamp) -> Result<()>;
    /// Until when the session may do what needs the password once more.
    async fn step_up_session(
        &self,
        token_hash: &str,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<()>;
    /// Twice is the same, and told once.
    async fn close_session(&self, token_hash: &str, end: SessionEnd, now: Timestamp) -> Result<()>;
    /// Counts a try that failed under `key`: a digest of who tried what from where.
    async fn note_failed_login(&self, key: &str, now: Timestamp) -> Result<()>;
    /// Counts a wrong password under each of its keys, and tells of it in the audit chain as long as
    /// that was not told too often of the same person: who guesses must not fill the disk.
    async fn note_wrong_password(&self, wrong: &WrongPassword, now: Timestamp) -> Result<()>;
    /// How many tries failed under `key` since then.
    async fn failed_logins(&self, key: &str, since: Timestamp) -> Result<u32>;
}
