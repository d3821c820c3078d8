//! What really happened to a payment's money, whatever PortOne's API says.

use serde::Serialize;

use crate::portone::book::{PendingRefund, Refund, Stored};
use crate::portone::state::State;
use crate::portone::wire::{CancellationStatus, Method, PaymentStatus, RefundStatus};

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
    /// Those that went out as well, and that a bank sent back.
    pub bounced: Vec<Refund>,
    /// Of the latest cancel, where PortOne shows that the account did not take it.
    pub told_back_won: i64,
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
        bounced: stored.vendor.bounced.clone(),
        told_back_won: told_back_won(stored),
        pending: stored.vendor.pending.clone(),
    })
}

fn told_back_won(stored: &Stored) -> i64 {
    let Some(Method::VirtualAccount(account)) = &stored.payment.method else { return 0 };
    if !matches!(
        account.refund_status,
        Some(RefundStatus::Failed | RefundStatus::PartialRefundFailed)
    ) {
        return 0;
    }
    let latest = stored.payment.cancellations.iter().max_by_key(|one| one.requested_at);
    let latest = latest.filter(|one| one.status == CancellationStatus::Succeeded);
    latest.map_or(0, |one| one.total_amount)
}
