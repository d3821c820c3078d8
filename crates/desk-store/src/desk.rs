//! The store itself: opens a connection or a transaction for each call and hands it to its subject.

mod bills;
mod drift;
mod keeping;
mod people;
mod terminals;

use async_trait::async_trait;
use desk_domain::audit::AuditEntry;
use desk_domain::cancellation::{Cancellation, VendorWords};
use desk_domain::id::ChannelId;
use desk_domain::outside::OutsideVoid;
use desk_domain::payment::Payment;
use desk_domain::{
    CancellationId, CustomerId, FollowUpId, MerchantId, PaymentId, StaffId, Timestamp,
};
use tokio::sync::{OnceCell, watch};

use crate::customers::{self, Keys};
use crate::engine::Engine;
use crate::error::Result;
use crate::jobs::Queue;
use crate::records::{
    AuditEvent, Booked, CancellationFilter, CancellationRow, CancellationSummary, ChangeEvent,
    CustomerAccount, Finding, FollowUpChanged, FollowUpCounts, FollowUpFilter, FollowUpRow,
    GatewayPlace, Hook, HookStored, ImportProgress, Job, JobKind, Listing, NewCancellation,
    NewClaim, NewClosing, NewOutsideVoid, OutsideCancellations, OutsideVoided, Page, PageRequest,
    PaymentFilter, PaymentRow, PaymentSnapshot, Requested, Round, Sending, Settled, Settlement,
    StoryLine, Summary, Withdrawn,
};
use crate::sql::sql;
use crate::store::Store;
use crate::transaction::Transaction;
use crate::{cancellations, follow_ups, imports, jobs, payments, reconcilers, stories};

/// A [`Store`] over one database.
#[derive(Debug)]
pub struct Desk<E> {
    engine: E,
    /// Read once: they never change.
    keys: OnceCell<Keys>,
}

impl<E: Engine> Desk<E> {
    pub(crate) fn over(engine: E) -> Self {
        Self { engine, keys: OnceCell::new() }
    }

    pub(crate) fn engine(&self) -> &E {
        &self.engine
    }

    async fn keys(&self) -> Result<&Keys> {
        self.keys
            .get_or_try_init(|| async { Keys::read(&mut self.engine.reader().await?).await })
            .await
    }

    /// Customers of rows that are older than their keys.
    pub(crate) async fn fill_keys(&self) -> Result<()> {
        let keys = self.keys().await?;
        loop {
            let mut tx = self.begin().await?;
            let goes_on = customers::fill_missing(&mut tx, keys).await?;
            if !self.commit(tx, goes_on).await? {
                return Ok(());
            }
        }
    }

    pub(crate) async fn begin(&self) -> Result<Transaction> {
        Ok(Transaction::new(self.engine.writer().await?))
    }

    pub(crate) async fn commit<T>(&self, transaction: Transaction, outcome: T) -> Result<T> {
        if transaction.commit().await? {
            self.engine.changed();
        }
        Ok(outcome)
    }
}

#[async_trait]
impl<E: Engine> Store for Desk<E> {
    async fn migrate(&self) -> Result<()> {
        self.engine.migrate().await?;
        self.fill_keys().await
    }

    async fn ping(&self) -> Result<()> {
        self.engine.reader().await?.only_row(sql("SELECT 1")).await.map(drop)
    }

    async fn book_payment(
        &self,
        snapshot: &PaymentSnapshot,
        outside: OutsideCancellations,
        actor: &str,
        now: Timestamp,
    ) -> Result<(PaymentId, Booked)> {
        let keys = self.keys().await?;
        let mut tx = self.begin().await?;
        let booking = payments::Booking { outside, actor, now, keys, adoption: None };
        let outcome = booking.book(&mut tx, snapshot).await?;
        self.commit(tx, outcome).await
    }

    async fn book_payments(
        &self,
        snapshots: &[PaymentSnapshot],
        outside: OutsideCancellations,
        actor: &str,
        now: Timestamp,
    ) -> Result<Vec<Booked>> {
        let keys = self.keys().await?;
        let mut tx = self.begin().await?;
        let booking = payments::Booking { outside, actor, now, keys, adoption: None };
        let outcome = booking.book_all(&mut tx, snapshots).await?;
        self.commit(tx, outcome).await
    }

    async fn note_gateway_silent(&self, known: &Payment, now: Timestamp) -> Result<()> {
        let mut tx = self.begin().await?;
        payments::note_gateway_silent(&mut tx, known, now).await?;
        self.commit(tx, ()).await
    }

    async fn void_outside(&self, new: &NewOutsideVoid) -> Result<OutsideVoided> {
        let mut tx = self.begin().await?;
        let outcome = payments::void_outside(&mut tx, new).await?;
        self.commit(tx, outcome).await
    }

    async fn outside_void_of(&self, id: &PaymentId) -> Result<Option<OutsideVoid>> {
        payments::outside_void_of(&mut self.engine.reader().await?, id).await
    }

    async fn payment(&self, id: &PaymentId) -> Result<Option<PaymentRow>> {
        payments::find(&mut self.engine.reader().await?, id).await
    }

    async fn payment_at_gateway(&self, place: &GatewayPlace) -> Result<Option<PaymentRow>> {
        payments::find_at_gateway(&mut self.engine.reader().await?, place).await
    }

    async fn payments(
        &self,
        filter: &PaymentFilter,
        page: &PageRequest,
    ) -> Result<Page<PaymentRow>> {
        payments::page(&mut self.engine.snapshot().await?, filter, page).await
    }

    async fn summarise(&self, filter: &PaymentFilter) -> Result<Summary> {
        payments::summarise(&mut self.engine.snapshot().await?, filter).await
    }

    async fn customer(
        &self,
        merchants: &[MerchantId],
        id: &CustomerId,
    ) -> Result<Option<CustomerAccount>> {
        customers::account(&mut self.engine.snapshot().await?, merchants, id).await
    }

    async fn story_of_payment(&self, id: &PaymentId) -> Result<Vec<StoryLine>> {
        stories::of_payment(&mut self.engine.reader().await?, id).await
    }

    async fn request_cancellation(&self, new: &NewCancellation) -> Result<Requested> {
        let mut tx = self.begin().await?;
        match cancellations::request(&mut tx, new).await? {
            created @ Requested::Created(_) => self.commit(tx, created).await,
            // Whatever was tried on the way is taken back with the transaction.
            refused => Ok(refused),
        }
    }

    async fn cancellation_of_key(
        &self,
        staff: &StaffId,
        key: &str,
    ) -> Result<Option<(String, Cancellation)>> {
        let mut reader = self.engine.reader().await?;
        cancellations::of_intent(&mut reader, staff.as_str(), key).await
    }

    async fn withdraw_cancellation(
        &self,
        id: &CancellationId,
        actor: &str,
        now: Timestamp,
    ) -> Result<Withdrawn> {
        let mut tx = self.begin().await?;
        let outcome = cancellations::withdraw(&mut tx, id, actor, now).await?;
        self.commit(tx, outcome).await
    }

    async fn begin_sending(&self, id: &CancellationId, now: Timestamp) -> Result<Option<Sending>> {
        let mut tx = self.begin().await?;
        let outcome = cancellations::begin_sending(&mut tx, id, now).await?;
        self.commit(tx, outcome).await
    }

    async fn sending(&self, id: &CancellationId) -> Result<Option<Sending>> {
        cancellations::sending(&mut self.engine.snapshot().await?, id).await
    }

    async fn fail_unsent(
        &self,
        id: &CancellationId,
        words: &VendorWords,
        now: Timestamp,
    ) -> Result<Settled> {
        let mut tx = self.begin().await?;
        let outcome = cancellations::fail_unsent(&mut tx, id, words, now).await?;
        self.commit(tx, outcome).await
    }

    async fn settle_cancellation(
        &self,
        id: &CancellationId,
        settlement: &Settlement,
        now: Timestamp,
    ) -> Result<Settled> {
        let mut tx = self.begin().await?;
        let outcome = cancellations::settle(&mut tx, id, settlement, now).await?;
        self.commit(tx, outcome).await
    }

    async fn settle_by_hand(
        &self,
        id: &CancellationId,
        finding: &Finding,
        by: &StaffId,
        now: Timestamp,
    ) -> Result<Settled> {
        let mut tx = self.begin().await?;
        let outcome = cancellations::settle_by_hand(&mut tx, id, finding, by, now).await?;
        self.commit(tx, outcome).await
    }

    async fn note_no_proof(&self, id: &CancellationId, now: Timestamp) -> Result<()> {
        let mut tx = self.begin().await?;
        cancellations::note_no_proof(&mut tx, id, now).await?;
        self.commit(tx, ()).await
    }

    async fn note_pending_long(&self, id: &CancellationId, now: Timestamp) -> Result<()> {
        let mut tx = self.begin().await?;
        cancellations::note_pending_long(&mut tx, id, now).await?;
        self.commit(tx, ()).await
    }

    async fn cancellation(&self, id: &CancellationId) -> Result<Option<CancellationRow>> {
        cancellations::find(&mut self.engine.reader().await?, id).await
    }

    async fn cancellations(
        &self,
        filter: &CancellationFilter,
        page: &PageRequest,
    ) -> Result<Page<CancellationRow>> {
        cancellations::page(&mut self.engine.snapshot().await?, filter, page).await
    }

    async fn summarise_cancellations(
        &self,
        filter: &CancellationFilter,
    ) -> Result<CancellationSummary> {
        cancellations::summarise(&mut self.engine.reader().await?, filter).await
    }

    async fn story_of_cancellation(&self, id: &CancellationId) -> Result<Vec<StoryLine>> {
        stories::of_cancellation(&mut self.engine.reader().await?, id).await
    }

    async fn follow_ups(
        &self,
        filter: &FollowUpFilter,
        page: &PageRequest,
    ) -> Result<Page<FollowUpRow>> {
        follow_ups::page(&mut self.engine.snapshot().await?, filter, page).await
    }

    async fn follow_up(&self, id: &FollowUpId) -> Result<Option<FollowUpRow>> {
        follow_ups::find(&mut self.engine.snapshot().await?, id).await
    }

    async fn count_follow_ups(
        &self,
        merchants: &[MerchantId],
        mine: &StaffId,
        today: Timestamp,
    ) -> Result<FollowUpCounts> {
        follow_ups::count(&mut self.engine.reader().await?, merchants, mine, today).await
    }

    async fn assign_follow_up(
        &self,
        id: &FollowUpId,
        owner: Option<&StaffId>,
        actor: &str,
        now: Timestamp,
    ) -> Result<FollowUpChanged> {
        let mut tx = self.begin().await?;
        let outcome = follow_ups::assign(&mut tx, id, owner, actor, now).await?;
        self.commit(tx, outcome).await
    }

    async fn note_follow_up(
        &self,
        id: &FollowUpId,
        staff: &StaffId,
        words: &str,
        now: Timestamp,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        follow_ups::note(&mut tx, id, staff, words, now).await?;
        self.commit(tx, ()).await
    }

    async fn claim_outside(&self, new: &NewClaim) -> Result<FollowUpChanged> {
        let mut tx = self.begin().await?;
        let outcome = follow_ups::claim(&mut tx, new).await?;
        self.commit(tx, outcome).await
    }

    async fn close_follow_up(&self, new: &NewClosing) -> Result<FollowUpChanged> {
        let mut tx = self.begin().await?;
        let outcome = follow_ups::close(&mut tx, new).await?;
        self.commit(tx, outcome).await
    }

    async fn enqueue(&self, kind: &JobKind, run_at: Timestamp) -> Result<()> {
        let mut tx = self.begin().await?;
        jobs::enqueue(&mut tx, kind, run_at).await?;
        self.commit(tx, ()).await
    }

    async fn schedule(&self, kind: &JobKind, run_at: Timestamp) -> Result<()> {
        let mut tx = self.begin().await?;
        jobs::schedule(&mut tx, kind, run_at).await?;
        self.commit(tx, ()).await
    }

    async fn claim_job(
        &self,
        worker: &str,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Option<Job>> {
        let mut tx = self.begin().await?;
        let job = jobs::claim(&mut tx, worker, Queue::All, (now, lease_until)).await?;
        self.commit(tx, job).await
    }

    async fn claim_cancel(
        &self,
        worker: &str,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Option<Job>> {
        let mut tx = self.begin().await?;
        let job = jobs::claim(&mut tx, worker, Queue::Cancels, (now, lease_until)).await?;
        self.commit(tx, job).await
    }

    async fn finish_job(&self, job: &Job) -> Result<()> {
        let mut tx = self.begin().await?;
        jobs::finish(&mut tx, job).await?;
        self.commit(tx, ()).await
    }

    async fn retry_job(&self, job: &Job, run_at: Timestamp) -> Result<()> {
        let mut tx = self.begin().await?;
        jobs::retry(&mut tx, job, run_at).await?;
        self.commit(tx, ()).await
    }

    async fn take_up_set_aside(&self, now: Timestamp) -> Result<u64> {
        let mut tx = self.begin().await?;
        let count = jobs::take_up_set_aside(&mut tx, now).await?;
        self.commit(tx, count).await
    }

    async fn next_job_at(&self) -> Result<Option<Timestamp>> {
        jobs::next_at(&mut self.engine.reader().await?).await
    }

    async fn store_hook(&self, hook: &Hook) -> Result<HookStored> {
        let mut tx = self.begin().await?;
        let outcome = jobs::store_hook(&mut tx, hook).await?;
        self.commit(tx, outcome).await
    }

    async fn changes_after(&self, seq: i64, limit: u32) -> Result<Vec<ChangeEvent>> {
        stories::changes_after(&mut self.engine.reader().await?, seq, limit).await
    }

    async fn last_change(&self) -> Result<i64> {
        stories::last_change(&mut self.engine.reader().await?).await
    }

    fn changes(&self) -> watch::Receiver<u64> {
        self.engine.changes()
    }

    async fn import_progress(&self, channel: &ChannelId) -> Result<Option<ImportProgress>> {
        imports::progress(&mut self.engine.reader().await?, channel).await
    }

    async fn save_import_progress(&self, progress: &ImportProgress) -> Result<()> {
        let mut tx = self.begin().await?;
        imports::save_progress(&mut tx, progress).await?;
        self.commit(tx, ()).await
    }

    async fn claim_round(
        &self,
        channel: &ChannelId,
        now: Timestamp,
        next_at: Timestamp,
    ) -> Result<Option<Round>> {
        let mut tx = self.begin().await?;
        let round = reconcilers::claim_round(&mut tx, channel, now, next_at).await?;
        self.commit(tx, round).await
    }

    async fn save_listing(&self, channel: &ChannelId, listing: &Listing) -> Result<()> {
        let mut tx = self.begin().await?;
        reconcilers::save_listing(&mut tx, channel, listing).await?;
        self.commit(tx, ()).await
    }

    async fn claim_check(
        &self,
        channel: &ChannelId,
        now: Timestamp,
        put_off_until: Timestamp,
    ) -> Result<Option<String>> {
        let mut tx = self.begin().await?;
        let next = reconcilers::claim_check(&mut tx, channel, now, put_off_until).await?;
        self.commit(tx, next).await
    }

    async fn audit(&self, entry: &AuditEntry, merchant: Option<&MerchantId>) -> Result<()> {
        let mut tx = self.begin().await?;
        tx.audit(entry.clone(), merchant.cloned());
        self.commit(tx, ()).await
    }

    async fn audit_after(&self, seq: i64, limit: u32) -> Result<Vec<AuditEvent>> {
        stories::audit_after(&mut self.engine.reader().await?, seq, limit).await
    }
}
