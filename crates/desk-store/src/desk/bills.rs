//! The bills of the store.

use async_trait::async_trait;
use desk_domain::bill::Bill;
use desk_domain::{BillId, MerchantId, PaymentId, StaffId, Text, Timestamp};

use super::Desk;
use crate::bills;
use crate::engine::Engine;
use crate::error::Result;
use crate::records::{
    BillClick, BillFilter, BillOrder, BillRecord, BillRow, BillStep, BillSummary, BillsAround,
    HandedOver, NewRebill, Page, PageRequest, PaymentSnapshot, Rebilled,
};
use crate::store::BillStore;
use crate::transaction::Transaction;

impl<E: Engine> Desk<E> {
    /// Whatever a click that was not taken tried on the way is taken back with the transaction.
    async fn commit_done(&self, transaction: Transaction, step: BillStep) -> Result<BillStep> {
        match step {
            done @ BillStep::Done(_) => self.commit(transaction, done).await,
            other => Ok(other),
        }
    }
}

#[async_trait]
impl<E: Engine> BillStore for Desk<E> {
    async fn create_rebill(&self, new: &NewRebill) -> Result<Rebilled> {
        let mut tx = self.begin().await?;
        match bills::create_rebill(&mut tx, new).await? {
            created @ Rebilled::Created(_) => self.commit(tx, created).await,
            refused => Ok(refused),
        }
    }

    async fn bill(&self, id: &BillId) -> Result<Option<BillRow>> {
        bills::find(&mut self.engine.reader().await?, id).await
    }

    async fn bills(&self, filter: &BillFilter, page: &PageRequest) -> Result<Page<BillRow>> {
        bills::page(&mut self.engine.snapshot().await?, filter, page).await
    }

    async fn summarise_bills(&self, filter: &BillFilter) -> Result<BillSummary> {
        bills::summarise(&mut self.engine.snapshot().await?, filter).await
    }

    async fn bills_around(&self, payment: &PaymentId) -> Result<BillsAround> {
        bills::around(&mut self.engine.snapshot().await?, payment).await
    }

    async fn bill_of_number(&self, merchant: &MerchantId, number: &str) -> Result<Option<Bill>> {
        bills::find_by_number(&mut self.engine.reader().await?, merchant, number).await
    }

    async fn bill_of_key(&self, staff: &StaffId, key: &str) -> Result<Option<(String, BillRow)>> {
        bills::of_key(&mut self.engine.snapshot().await?, staff.as_str(), key).await
    }

    async fn begin_sending_bill(&self, click: &BillClick, order: &BillOrder) -> Result<BillStep> {
        let mut tx = self.begin().await?;
        let step = bills::begin_sending(&mut tx, click, order).await?;
        self.commit_done(tx, step).await
    }

    async fn note_bill_ordered(&self, id: &BillId, now: Timestamp) -> Result<Option<HandedOver>> {
        let mut tx = self.begin().await?;
        let order = bills::note_ordered(&mut tx, id, now).await?;
        self.commit(tx, order).await
    }

    async fn note_bill_sent(
        &self,
        id: &BillId,
        payment: &PaymentSnapshot,
        link: Option<&str>,
        now: Timestamp,
    ) -> Result<()> {
        let keys = self.keys().await?;
        let mut tx = self.begin().await?;
        bills::note_sent(&mut tx, id, payment, link, keys, now).await?;
        self.commit(tx, ()).await
    }

    async fn note_bill_refused(
        &self,
        id: &BillId,
        ordered_at: Option<Timestamp>,
        trouble: &Text,
        now: Timestamp,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        bills::note_refused(&mut tx, id, ordered_at, trouble, now).await?;
        self.commit(tx, ()).await
    }

    async fn note_bill_unclear(
        &self,
        id: &BillId,
        trouble: &Text,
        why: &str,
        now: Timestamp,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        bills::note_unclear(&mut tx, id, trouble, why, now).await?;
        self.commit(tx, ()).await
    }

    async fn note_bill_refused_in_doubt(
        &self,
        id: &BillId,
        order: &HandedOver,
        trouble: &Text,
        now: Timestamp,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        bills::note_refused_in_doubt(&mut tx, id, order, trouble, now).await?;
        self.commit(tx, ()).await
    }

    async fn begin_resending_bill(&self, click: &BillClick) -> Result<BillStep> {
        let mut tx = self.begin().await?;
        let step = bills::begin_resending(&mut tx, click).await?;
        self.commit_done(tx, step).await
    }

    async fn note_bill_resent(&self, id: &BillId, now: Timestamp) -> Result<()> {
        let mut tx = self.begin().await?;
        bills::note_resent(&mut tx, id, now).await?;
        self.commit(tx, ()).await
    }

    async fn withdraw_bill(
        &self,
        id: &BillId,
        staff: &StaffId,
        now: Timestamp,
    ) -> Result<BillStep> {
        let mut tx = self.begin().await?;
        let step = bills::withdraw(&mut tx, id, staff, now).await?;
        self.commit_done(tx, step).await
    }

    async fn record_bill(&self, click: &BillClick, record: &BillRecord) -> Result<BillStep> {
        let keys = self.keys().await?;
        let mut tx = self.begin().await?;
        let step = bills::record(&mut tx, click, record, keys).await?;
        self.commit_done(tx, step).await
    }
}
