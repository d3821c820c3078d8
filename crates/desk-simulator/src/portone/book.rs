//! The vendor's book of payments, with the side that its API never shows: contracts with the PG
//! and the ledger of money that really moved.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::errors::{ApiError, ErrorKind};
use super::promotion::{Promotion, RetainOption};
use super::wire::{Cancellation, Failure, Method, Payment};
use crate::tracked::Tracked;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Stored {
    pub payment: Payment,
    #[serde(default)]
    pub vendor: VendorSide,
}

/// Known to the vendor and the PG only.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct VendorSide {
    pub contract: Contract,
    /// Every refund that really happened, oldest first.
    pub refunds: Vec<Refund>,
    /// Those that went out, and that a bank sent back.
    #[serde(default)]
    pub bounced: Vec<Refund>,
    pub pending: Vec<PendingRefund>,
    /// Executed by the PG with its answer lost on the way: PortOne does not list them.
    pub unheard: Vec<Cancellation>,
    pub retain_option: Option<RetainOption>,
    pub failed_attempts: Vec<FailedAttempt>,
    /// Issued in the PG's payment window: `cashReceiptIssuanceStatus` without an object.
    pub receipt_from_window: bool,
    /// A virtual account withdrawn before any deposit.
    pub closed_at: Option<DateTime<Utc>>,
}

/// What the merchant has agreed with the PG of this channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Contract {
    /// 가상계좌 특약: refunds of deposited virtual accounts. Toss Payments needs none.
    pub virtual_account_refund: bool,
    /// 휴대폰 익월 환불.
    pub next_month_phone_refund: bool,
    /// NICE wants a contract for partial cancels.
    pub partial_cancel: bool,
}

impl Default for Contract {
    fn default() -> Self {
        Self { virtual_account_refund: true, next_month_phone_refund: false, partial_cancel: true }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundSource {
    Api,
    Console,
    /// Cancelled in the PG's own admin: PortOne is not told.
    PgSite,
}

/// Money that left. `amount_won` is real money; `order_amount_won` is before any promotion.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Refund {
    pub id: String,
    pub amount_won: i64,
    pub order_amount_won: i64,
    pub at: DateTime<Utc>,
    pub source: RefundSource,
    pub idempotency_key: Option<String>,
}

/// Accepted, not yet paid out.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PendingRefund {
    pub cancellation_id: String,
    pub amount_won: i64,
    pub skip_webhook: bool,
    pub source: RefundSource,
    pub idempotency_key: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FailedAttempt {
    pub transaction_id: String,
    pub failed_at: DateTime<Utc>,
    pub failure: Failure,
}

impl Stored {
    /// Won that really went back, whoever sent it.
    pub(crate) fn refunded_won(&self) -> i64 {
        self.vendor.refunds.iter().map(|refund| refund.amount_won).sum()
    }

    /// Won the PG still holds: charged, less refunds, less refunds on their way.
    pub(crate) fn held_won(&self) -> i64 {
        let pending: i64 = self.vendor.pending.iter().map(|refund| refund.amount_won).sum();
        self.payment.amount.paid - self.refunded_won() - pending
    }

    /// Won that PortOne believes is still charged: it does not see refunds of the PG's site.
    pub(crate) fn booked_won(&self) -> i64 {
        let unseen = self.vendor.refunds.iter().filter(|r| r.source == RefundSource::PgSite);
        self.held_won() + unseen.map(|refund| refund.amount_won).sum::<i64>()
    }

    /// Cash receipts exist for account money only.
    pub(crate) fn takes_receipts(&self) -> bool {
        matches!(self.payment.method, Some(Method::VirtualAccount(_) | Method::Transfer(_)))
    }
}

/// Payments by id, plus an index by request time that both lists read.
#[derive(Debug, Default)]
pub(crate) struct Book {
    payments: Tracked<Stored>,
    by_request: BTreeSet<(DateTime<Utc>, String)>,
    promotions: BTreeMap<String, Promotion>,
}

impl Book {
    pub(crate) fn find(&self, payment_id: &str) -> Option<&Stored> {
        self.payments.get(payment_id)
    }

    pub(crate) fn get(&self, payment_id: &str) -> Result<&Stored, ApiError> {
        self.find(payment_id).ok_or_else(not_found)
    }

    /// For changing; the payment will be part of the next commit.
    pub(crate) fn edit(&mut self, payment_id: &str) -> Result<&mut Stored, ApiError> {
        self.payments.edit(payment_id).ok_or_else(not_found)
    }

    /// Adds or replaces.
    pub(crate) fn insert(&mut self, stored: Stored) {
        let key = (stored.payment.requested_at, stored.payment.id.clone());
        if let Some(old) = self.payments.insert(key.1.clone(), stored) {
            self.by_request.remove(&(old.payment.requested_at, old.payment.id));
        }
        self.by_request.insert(key);
    }

    /// Oldest request first.
    pub(crate) fn in_request_order(&self) -> impl DoubleEndedIterator<Item = &Stored> {
        self.by_request.iter().filter_map(|(_, id)| self.payments.get(id))
    }

    pub(crate) fn take_changed(&mut self) -> Vec<Stored> {
        self.payments.take_changed()
    }

    pub(crate) fn promotion(&self, promotion_id: &str) -> Option<&Promotion> {
        self.promotions.get(promotion_id)
    }

    pub(crate) fn add_promotion(&mut self, promotion: Promotion) {
        self.promotions.insert(promotion.id.clone(), promotion);
    }

    pub(crate) fn len(&self) -> usize {
        self.payments.len()
    }
}

fn not_found() -> ApiError {
    ApiError::new(ErrorKind::PaymentNotFound, "결제 건이 존재하지 않습니다.")
}
