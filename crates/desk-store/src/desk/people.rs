//! The people of the store, and who of them is signed in.

use async_trait::async_trait;
use desk_domain::{StaffId, Timestamp};

use super::Desk;
use crate::engine::Engine;
use crate::error::Result;
use crate::people;
use crate::records::{Merchant, Session, SessionEnd, Staff, StaffChange, WrongPassword};
use crate::store::PeopleStore;

#[async_trait]
impl<E: Engine> PeopleStore for Desk<E> {
    async fn upsert_merchant(&self, merchant: &Merchant) -> Result<()> {
        let mut tx = self.begin().await?;
        people::upsert_merchant(&mut tx, merchant).await?;
        self.commit(tx, ()).await
    }

    async fn merchants(&self) -> Result<Vec<Merchant>> {
        people::merchants(&mut self.engine.reader().await?).await
    }

    async fn add_staff(&self, staff: &Staff, actor: &str, now: Timestamp) -> Result<()> {
        let mut tx = self.begin().await?;
        people::add_staff(&mut tx, staff, actor, now).await?;
        self.commit(tx, ()).await
    }

    async fn change_staff(
        &self,
        login: &str,
        change: &StaffChange,
        actor: &str,
        now: Timestamp,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        people::change_staff(&mut tx, login, change, actor, now).await?;
        self.commit(tx, ()).await
    }

    async fn staff_by_login(&self, login: &str) -> Result<Option<Staff>> {
        people::staff_by_login(&mut self.engine.snapshot().await?, login).await
    }

    async fn staff(&self, id: &StaffId) -> Result<Option<Staff>> {
        people::staff(&mut self.engine.snapshot().await?, id).await
    }

    async fn staff_list(&self) -> Result<Vec<Staff>> {
        people::staff_list(&mut self.engine.snapshot().await?).await
    }

    async fn open_session(&self, session: &Session, password_hash: &str) -> Result<bool> {
        let mut tx = self.begin().await?;
        let is_open = people::open_session(&mut tx, session, password_hash).await?;
        self.commit(tx, is_open).await
    }

    async fn session(&self, token_hash: &str) -> Result<Option<(Session, Staff)>> {
        people::session(&mut self.engine.snapshot().await?, token_hash).await
    }

    async fn touch_session(&self, token_hash: &str, now: Timestamp) -> Result<()> {
        let mut tx = self.begin().await?;
        people::touch_session(&mut tx, token_hash, now).await?;
        self.commit(tx, ()).await
    }

    async fn step_up_session(
        &self,
        token_hash: &str,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        people::step_up_session(&mut tx, token_hash, until, now).await?;
        self.commit(tx, ()).await
    }

    async fn close_session(&self, token_hash: &str, end: SessionEnd, now: Timestamp) -> Result<()> {
        let mut tx = self.begin().await?;
        people::close_session(&mut tx, token_hash, end, now).await?;
        self.commit(tx, ()).await
    }

    async fn note_failed_login(&self, key: &str, now: Timestamp) -> Result<()> {
        let mut tx = self.begin().await?;
        people::note_failed_login(&mut tx, key, now).await?;
        self.commit(tx, ()).await
    }

    async fn note_wrong_password(&self, wrong: &WrongPassword, now: Timestamp) -> Result<()> {
        let mut tx = self.begin().await?;
        people::note_wrong_password(&mut tx, wrong, now).await?;
        self.commit(tx, ()).await
    }

    async fn failed_logins(&self, key: &str, since: Timestamp) -> Result<u32> {
        people::failed_logins(&mut self.engine.reader().await?, key, since).await
    }
}
