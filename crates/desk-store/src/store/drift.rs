//! What a store knows of book and vendors parting.

use async_trait::async_trait;
use chrono::NaiveDate;
use desk_domain::{MerchantId, PaymentId, Timestamp};

use crate::error::Result;
use crate::records::{Adoption, AgreementSums, Booked, Night, PaymentSnapshot};

/// How far book and vendors agree, and what brings them together. Each method is one transaction.
#[async_trait]
pub trait DriftStore {
    /// Over the payments of these merchants that were paid and have a vendor behind them.
    async fn agreement(&self, merchants: &[MerchantId]) -> Result<AgreementSums>;
    /// Books a read as [`Store::book_payment`](crate::Store::book_payment) does with `Adopt`, and writes
    /// down who explained the difference and how: on the cancellations, in the audit chain, and on the
    /// follow-up, should it close.
    async fn adopt_payment(
        &self,
        snapshot: &PaymentSnapshot,
        adoption: &Adoption,
        now: Timestamp,
    ) -> Result<(PaymentId, Booked)>;
    /// Sums a merchant's day up, once: `None` when somebody has done so already.
    async fn write_night(
        &self,
        merchant: &MerchantId,
        day: NaiveDate,
        now: Timestamp,
    ) -> Result<Option<Night>>;
    /// The last one of each of these merchants, in their order.
    async fn last_nights(&self, merchants: &[MerchantId]) -> Result<Vec<Night>>;
}
