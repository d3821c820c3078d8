//! What a store keeps of bills.

use async_trait::async_trait;
use desk_domain::bill::Bill;
use desk_domain::{BillId, MerchantId, PaymentId, StaffId, Text, Timestamp};

use crate::error::Result;
use crate::records::{
    BillClick, BillFilter, BillOrder, BillRecord, BillRow, BillStep, BillSummary, BillsAround,
    HandedOver, NewRebill, Page, PageRequest, PaymentSnapshot, Rebilled,
};

/// 청구서. Each method is one transaction.
#[async_trait]
pub trait BillStore {
    /// 재청구: the amount, the bill, the key and the audit event at once. Never more than was cancelled
    /// and not billed again yet: the database refuses it.
    async fn create_rebill(&self, new: &NewRebill) -> Result<Rebilled>;
    async fn bill(&self, id: &BillId) -> Result<Option<BillRow>>;
    async fn bills(&self, filter: &BillFilter, page: &PageRequest) -> Result<Page<BillRow>>;
    async fn summarise_bills(&self, filter: &BillFilter) -> Result<BillSummary>;
    /// The bills made of a payment, and the one it is.
    async fn bills_around(&self, payment: &PaymentId) -> Result<BillsAround>;
    /// A bill of ours that was or is being sent under this number.
    async fn bill_of_number(&self, merchant: &MerchantId, number: &str) -> Result<Option<Bill>>;
    /// What a key was used for: the fingerprint of the click, and the bill as it stands now.
    async fn bill_of_key(&self, staff: &StaffId, key: &str) -> Result<Option<(String, BillRow)>>;
    /// Writes `sending` and leaves the job that sends it.
    async fn begin_sending_bill(&self, click: &BillClick, order: &BillOrder) -> Result<BillStep>;
    /// Written down before each call: from now on an order of it may be on its way. `None` where it is not
    /// being sent any more; then nobody may be called.
    async fn note_bill_ordered(&self, id: &BillId, now: Timestamp) -> Result<Option<HandedOver>>;
    /// The vendor has it: its payment enters the book, if no read was faster, and the bill is that
    /// payment from then on.
    async fn note_bill_sent(
        &self,
        id: &BillId,
        payment: &PaymentSnapshot,
        link: Option<&str>,
        now: Timestamp,
    ) -> Result<()>;
    /// The vendor does not have it, and no order of it can arrive any more: the last one was handed over at
    /// `ordered_at`. Leaves everything alone that is not `sending`, or of which another order has left since.
    async fn note_bill_refused(
        &self,
        id: &BillId,
        ordered_at: Option<Timestamp>,
        trouble: &Text,
        now: Timestamp,
    ) -> Result<()>;
    /// Nobody knows whether the vendor has it.
    async fn note_bill_unclear(
        &self,
        id: &BillId,
        trouble: &Text,
        why: &str,
        now: Timestamp,
    ) -> Result<()>;
    /// The vendor refused this order, and one before it may still arrive: the bill keeps what it holds.
    async fn note_bill_refused_in_doubt(
        &self,
        id: &BillId,
        order: &HandedOver,
        trouble: &Text,
        now: Timestamp,
    ) -> Result<()>;
    /// Keeps the click before the vendor is called: each message costs a fee.
    async fn begin_resending_bill(&self, click: &BillClick) -> Result<BillStep>;
    async fn note_bill_resent(&self, id: &BillId, now: Timestamp) -> Result<()>;
    /// Withdraws an unsent bill; its amount can be billed again.
    async fn withdraw_bill(&self, id: &BillId, staff: &StaffId, now: Timestamp)
    -> Result<BillStep>;
    /// 학원수납저장: books the payment and makes the bill that payment.
    async fn record_bill(&self, click: &BillClick, record: &BillRecord) -> Result<BillStep>;
}
