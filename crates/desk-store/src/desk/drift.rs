//! Book and vendors held against each other.

use async_trait::async_trait;
use chrono::NaiveDate;
use desk_domain::{MerchantId, PaymentId, Timestamp};

use super::Desk;
use crate::engine::Engine;
use crate::error::Result;
use crate::records::{
    Adoption, AgreementSums, Booked, Night, OutsideCancellations, PaymentSnapshot,
};
use crate::store::DriftStore;
use crate::{drift, payments};

#[async_trait]
impl<E: Engine> DriftStore for Desk<E> {
    async fn agreement(&self, merchants: &[MerchantId]) -> Result<AgreementSums> {
        drift::agreement(&mut self.engine.snapshot().await?, merchants).await
    }

    async fn adopt_payment(
        &self,
        snapshot: &PaymentSnapshot,
        adoption: &Adoption,
        now: Timestamp,
    ) -> Result<(PaymentId, Booked)> {
        let (outside, actor) = (OutsideCancellations::Adopt, adoption.by.as_str());
        let keys = self.keys().await?;
        let mut tx = self.begin().await?;
        let adoption = Some(adoption);
        let booking = payments::Booking { outside, actor, now, keys, adoption };
        let outcome = booking.book(&mut tx, snapshot).await?;
        self.commit(tx, outcome).await
    }

    async fn write_night(
        &self,
        merchant: &MerchantId,
        day: NaiveDate,
        now: Timestamp,
    ) -> Result<Option<Night>> {
        let mut tx = self.begin().await?;
        let written = drift::write_night(&mut tx, merchant, day, now).await?;
        self.commit(tx, written).await
    }

    async fn last_nights(&self, merchants: &[MerchantId]) -> Result<Vec<Night>> {
        drift::last_nights(&mut self.engine.reader().await?, merchants).await
    }
}
