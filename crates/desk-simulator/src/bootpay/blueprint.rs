//! A payment to be put into Bootpay's book: by the seed, a test or the control page.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::book::{Contract, Customer, Stored};
use super::cash_receipt::{CashReceipt, ReceiptKind};
use super::errors::ApiError;
use super::method::{Card, Method};
use super::pg;
use super::state::State;
use super::status::Status;
use crate::ids;

/// Everything but `orderId` and `amountWon` has a default: a personal credit card at nicepay,
/// paid just now. Won.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Blueprint {
    pub order_id: String,
    pub amount_won: i64,
    /// Absent: made from the moment of the request and the order number.
    #[serde(default)]
    pub receipt_id: Option<String>,
    #[serde(default)]
    pub tax_free_won: i64,
    /// Alias of the PG.
    #[serde(default = "default_pg")]
    pub pg: String,
    #[serde(default)]
    pub sandbox: bool,
    #[serde(default = "default_method")]
    pub method: Method,
    #[serde(default)]
    pub status: Status,
    #[serde(default = "default_order_name")]
    pub order_name: String,
    #[serde(default)]
    pub customer: Customer,
    /// Absent: now. For other states, when that state was entered.
    #[serde(default)]
    pub paid_at: Option<DateTime<Utc>>,
    /// Absent: made from the receipt id.
    #[serde(default)]
    pub tid: Option<String>,
    #[serde(default)]
    pub contract: Contract,
    #[serde(default)]
    pub cash_receipt: Option<ReceiptKind>,
}

impl Blueprint {
    pub fn new(order_id: impl Into<String>, amount_won: i64) -> Self {
        Self {
            order_id: order_id.into(),
            amount_won,
            receipt_id: None,
            tax_free_won: 0,
            pg: default_pg(),
            sandbox: false,
            method: default_method(),
            status: Status::default(),
            order_name: default_order_name(),
            customer: Customer::default(),
            paid_at: None,
            tid: None,
            contract: Contract::default(),
            cash_receipt: None,
        }
    }
}

/// Writes the payment and returns its receipt id.
pub(crate) fn create(
    state: &mut State,
    blueprint: &Blueprint,
    now: DateTime<Utc>,
) -> Result<String, ApiError> {
    let stored = stored(blueprint, now);
    let taken = [&stored.receipt_id, &stored.order_id]
        .into_iter()
        .any(|name| name.is_empty() || state.book.find(name).is_some());
    if taken {
        return Err(ApiError::invalid("주문번호나 영수증 아이디가 비었거나 이미 있습니다."));
    }
    if stored.price <= 0 || !(0..=stored.price).contains(&stored.tax_free) {
        return Err(ApiError::invalid("금액이 올바르지 않습니다."));
    }
    if pg::of(&stored.pg).is_none() {
        return Err(ApiError::invalid("알 수 없는 PG사입니다."));
    }
    let receipt_id = stored.receipt_id.clone();
    state.book.insert(stored);
    Ok(receipt_id)
}

/// The row that a blueprint describes, nothing checked.
pub(crate) fn stored(blueprint: &Blueprint, now: DateTime<Utc>) -> Stored {
    let plan = blueprint.clone();
    let entered_at = plan.paid_at.unwrap_or(now);
    let requested_at = entered_at - TimeDelta::minutes(2);
    let receipt_id = plan.receipt_id.unwrap_or_else(|| receipt_id(&plan.order_id, requested_at));
    let digest = ids::hex(&Sha256::digest(format!("{receipt_id}\ntid")));
    let cash_receipt =
        plan.cash_receipt.map(|kind| CashReceipt::issued(&receipt_id, kind, entered_at));
    Stored {
        tid: plan.tid.unwrap_or_else(|| format!("{}{}", plan.pg, &digest[..16])),
        receipt_id,
        order_id: plan.order_id,
        order_name: plan.order_name,
        price: plan.amount_won,
        tax_free: plan.tax_free_won,
        cancelled_price: 0,
        cancelled_tax_free: 0,
        purchased_at: plan.status.was_paid().then_some(entered_at),
        status: plan.status,
        pg: plan.pg,
        sandbox: plan.sandbox,
        method: plan.method,
        customer: plan.customer,
        requested_at,
        cancelled_at: None,
        cash_receipt,
        contract: plan.contract,
        refunds: Vec::new(),
    }
}

/// 24 hexadecimal digits that begin with the second they were made in, as the vendor's do.
pub(crate) fn receipt_id(order_id: &str, at: DateTime<Utc>) -> String {
    let digest = ids::hex(&Sha256::digest(order_id));
    format!("{:08x}{}", at.timestamp(), &digest[..16])
}

fn default_pg() -> String {
    "nicepay".into()
}

fn default_method() -> Method {
    Method::Card(Card::default())
}

fn default_order_name() -> String {
    "수학 정규반".into()
}
