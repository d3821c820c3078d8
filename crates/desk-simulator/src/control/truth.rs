//! What really happened to a payment's money, whatever PortOne's API says.

use serde::Serialize;

use crate::portone::book::{PendingRefund, Refund};
use crate::portone::state::State;
use crate::portone::wire::PaymentStatus;

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Truth {
    pub id: String,
    /// What PortOne answers; stale after a cancel on the PG's own site.
    pub status: PaymentStatus,
    pub charged_won: i64,
    pub refunded_won: i64,
    /// Charged, less refunded, less on its way.
    pub held_won: i64,
    pub refund_count: usize,
    pub refunds: Vec<Refund>,
    pub pending: Vec<PendingRefund>,
}

pub(crate) fn truth(state: &State, payment_id: &str) -> Option<Truth> {
    let stored = state.book.find(payment_id)?;
    Some(Truth {
        id: stored.payment.id.clone(),
        status: stored.payment.status,
        charged_won: stored.payment.amount.paid,
        refunded_won: stored.refunded_won(),
        held_won: stored.held_won(),
        refund_count: stored.vendor.refunds.len(),
        refunds: stored.vendor.refunds.clone(),
        pending: stored.vendor.pending.clone(),
    })
}
