//! Bootpay's receipts, with the side that its API never shows: what the merchant has agreed with
//! the PG, and the ledger of money that really left.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::cancel::RefundAccount;
use super::cash_receipt::CashReceipt;
use super::errors::{ApiError, ErrorKind};
use super::method::Method;
use super::status::Status;
use crate::private::Private;
use crate::tracked::Tracked;

/// Sums are what Bootpay believes; `refunds` is what the PG did. Won.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Stored {
    pub(crate) receipt_id: String,
    /// The merchant's own number; faults are asked for by it.
    pub(crate) order_id: String,
    pub(crate) order_name: String,
    pub(crate) price: i64,
    pub(crate) tax_free: i64,
    pub(crate) cancelled_price: i64,
    pub(crate) cancelled_tax_free: i64,
    pub(crate) status: Status,
    /// Alias of the PG.
    pub(crate) pg: String,
    /// Paid in test mode.
    pub(crate) sandbox: bool,
    pub(crate) method: Method,
    pub(crate) customer: Customer,
    /// The PG's number of the transaction.
    pub(crate) tid: String,
    pub(crate) requested_at: DateTime<Utc>,
    pub(crate) purchased_at: Option<DateTime<Utc>>,
    pub(crate) cancelled_at: Option<DateTime<Utc>>,
    pub(crate) cash_receipt: Option<CashReceipt>,
    pub(crate) contract: Contract,
    /// Every refund that really happened, oldest first.
    pub(crate) refunds: Vec<Refund>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Customer {
    pub id: String,
    pub name: Private,
    pub phone: Private,
    pub email: Private,
}

impl Default for Customer {
    fn default() -> Self {
        Self {
            id: "customer-demo".into(),
            name: "김서연".into(),
            phone: "01000000000".into(),
            email: "parent@example.com".into(),
        }
    }
}

/// What the merchant has agreed with the PG of this receipt. Won.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Contract {
    pub partial_cancel: bool,
    /// CMS 특약: refunds of deposited virtual accounts.
    pub virtual_account_refund: bool,
    /// Bootpay's address is registered at KCP.
    pub kcp_address: bool,
    /// What the PG still has to pay the merchant; absent: more than enough.
    pub settlement_due_won: Option<i64>,
    /// The PG's ceiling for one cancel.
    pub cancel_limit_won: Option<i64>,
}

impl Default for Contract {
    fn default() -> Self {
        Self {
            partial_cancel: true,
            virtual_account_refund: true,
            kcp_address: true,
            settlement_due_won: None,
            cancel_limit_won: None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundSource {
    Api,
    /// Bootpay's own admin: the status follows and a webhook goes out.
    Admin,
    /// The PG's own admin: Bootpay is not told.
    PgSite,
    /// The PG's daily sweep of test payments: Bootpay is not told.
    PgScheduler,
}

/// Money that left, in won.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Refund {
    pub amount_won: i64,
    pub at: DateTime<Utc>,
    pub source: RefundSource,
    pub cancel_id: Option<String>,
    /// Who cancelled and why, as shown in Bootpay's admin.
    pub canceller: Option<String>,
    pub reason: Option<String>,
    /// Where a virtual account's money went.
    pub account: Option<RefundAccount>,
}

impl Stored {
    /// Whether `prefix` begins its id, its order or its customer's name.
    pub(crate) fn is_named(&self, prefix: &str) -> bool {
        [&self.receipt_id, &self.order_id, &self.order_name, self.customer.name.reveal()]
            .iter()
            .any(|text| text.starts_with(prefix))
    }

    /// What Bootpay believes is left to cancel.
    pub(crate) const fn remaining_won(&self) -> i64 {
        self.price - self.cancelled_price
    }

    /// Won taken from the customer.
    pub(crate) fn charged_won(&self) -> i64 {
        if self.status.was_paid() { self.price } else { 0 }
    }

    /// Won that really went back, whoever sent it.
    pub(crate) fn refunded_won(&self) -> i64 {
        self.refunds.iter().map(|refund| refund.amount_won).sum()
    }

    /// Won the PG still holds.
    pub(crate) fn held_won(&self) -> i64 {
        self.charged_won() - self.refunded_won()
    }
}

/// Receipts by their id, found by the merchant's order number as well.
#[derive(Debug, Default)]
pub(crate) struct Book {
    receipts: Tracked<Stored>,
    by_order: BTreeMap<String, String>,
}

impl Book {
    /// By receipt id or order number.
    pub(crate) fn find(&self, name: &str) -> Option<&Stored> {
        self.receipts.get(name).or_else(|| self.receipts.get(self.by_order.get(name)?))
    }

    pub(crate) fn get(&self, receipt_id: &str) -> Result<&Stored, ApiError> {
        self.receipts.get(receipt_id).ok_or_else(not_found)
    }

    /// For changing; the receipt will be part of the next commit.
    pub(crate) fn edit(&mut self, receipt_id: &str) -> Result<&mut Stored, ApiError> {
        self.receipts.edit(receipt_id).ok_or_else(not_found)
    }

    /// Adds or replaces.
    pub(crate) fn insert(&mut self, stored: Stored) {
        self.by_order.insert(stored.order_id.clone(), stored.receipt_id.clone());
        self.receipts.insert(stored.receipt_id.clone(), stored);
    }

    /// By receipt id, which begins with the second of the request: oldest first.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Stored> {
        self.receipts.iter()
    }

    pub(crate) fn len(&self) -> usize {
        self.receipts.len()
    }

    pub(crate) fn take_changed(&mut self) -> Vec<Stored> {
        self.receipts.take_changed()
    }
}

fn not_found() -> ApiError {
    ApiError::new(ErrorKind::ReceiptNotFound, "영수증 정보를 찾지 못했습니다.")
}
