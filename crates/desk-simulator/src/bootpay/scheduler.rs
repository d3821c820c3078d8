//! The PG cancels test payments by itself on the day they were made. Bootpay is not told: it goes
//! on showing them as paid, and a cancel answers 기취소.

use chrono::{DateTime, Timelike, Utc};

use super::book::{RefundSource, Stored};
use super::method::Method;
use super::outside::refund_at_pg;
use super::state::Scene;
use crate::clock::kst;

/// The vendor says "the same day", not when; here it is 23:00 KST.
const SWEEP_HOUR: u32 = 23;

/// Cancels what is due and tells how many.
pub(crate) fn sweep(scene: &mut Scene<'_>) -> usize {
    let now = scene.now;
    let due: Vec<String> = scene
        .state
        .book
        .iter()
        .filter(|stored| is_due(stored, now))
        .map(|stored| stored.receipt_id.clone())
        .collect();
    due.iter().filter(|id| refund_at_pg(scene, id, None, RefundSource::PgScheduler).is_ok()).count()
}

/// A virtual account has no cancel in test mode at all.
fn is_due(stored: &Stored, now: DateTime<Utc>) -> bool {
    let Some(paid_at) = stored.purchased_at.filter(|_| stored.sandbox) else { return false };
    let (paid, now) = (kst(paid_at), kst(now));
    let is_late = now.date_naive() > paid.date_naive() || now.hour() >= SWEEP_HOUR;
    is_late && stored.held_won() > 0 && !matches!(stored.method, Method::VirtualAccount(_))
}
