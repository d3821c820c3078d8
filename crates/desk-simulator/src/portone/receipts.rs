//! Cash receipts (현금영수증): read, list, issue by hand, cancel.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::errors::{ApiError, ErrorKind};
use super::list::{Page, page_of};
use super::state::State;
use super::wire::{Channel, ChannelType};
use crate::ids;
use crate::private::Private;
use crate::tracked::Tracked;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum ReceiptStatus {
    Issued,
    Cancelled,
    IssueFailed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReceiptType {
    /// 소득공제용
    Personal,
    /// 지출증빙용
    Corporate,
}

/// The receipt of one payment, or of money taken elsewhere under an id of its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Receipt {
    pub(crate) status: ReceiptStatus,
    pub(crate) merchant_id: String,
    pub(crate) store_id: String,
    pub(crate) payment_id: String,
    pub(crate) channel: Channel,
    pub(crate) amount: i64,
    pub(crate) tax_free_amount: i64,
    pub(crate) vat_amount: i64,
    pub(crate) currency: String,
    pub(crate) order_name: String,
    pub(crate) is_manual: bool,
    #[serde(rename = "type")]
    pub(crate) kind: ReceiptType,
    pub(crate) pg_receipt_id: String,
    pub(crate) issue_number: String,
    pub(crate) url: String,
    pub(crate) issued_at: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cancelled_at: Option<DateTime<Utc>>,
    pub(crate) status_updated_at: DateTime<Utc>,
}

impl Receipt {
    /// The shorter object inside a payment.
    pub(crate) fn on_payment(&self) -> Value {
        let mut object = json!({
            "status": self.status,
            "type": self.kind,
            "pgReceiptId": self.pg_receipt_id,
            "issueNumber": self.issue_number,
            "totalAmount": self.amount,
            "taxFreeAmount": self.tax_free_amount,
            "currency": self.currency,
            "url": self.url,
            "issuedAt": self.issued_at,
        });
        if let Some(cancelled_at) = self.cancelled_at {
            object["cancelledAt"] = json!(cancelled_at);
        }
        object
    }

    /// `GET /payments/{id}/cash-receipt` and the items of the list.
    fn view(&self) -> Value {
        if self.status != ReceiptStatus::IssueFailed {
            return json!(self);
        }
        json!({
            "status": self.status,
            "merchantId": self.merchant_id,
            "storeId": self.store_id,
            "paymentId": self.payment_id,
            "channel": self.channel,
            "orderName": self.order_name,
            "isManual": self.is_manual,
            "statusUpdatedAt": self.status_updated_at,
        })
    }
}

#[derive(Debug, Default)]
pub(crate) struct Receipts {
    rows: Tracked<Receipt>,
}

impl Receipts {
    pub(crate) fn get(&self, payment_id: &str) -> Option<&Receipt> {
        self.rows.get(payment_id)
    }

    pub(crate) fn insert(&mut self, receipt: Receipt) {
        self.rows.insert(receipt.payment_id.clone(), receipt);
    }

    pub(crate) fn take_changed(&mut self) -> Vec<Receipt> {
        self.rows.take_changed()
    }

    pub(crate) fn cancel_if_issued(&mut self, payment_id: &str, now: DateTime<Utc>) {
        if self.get(payment_id).is_some_and(|receipt| receipt.status == ReceiptStatus::Issued)
            && let Some(receipt) = self.rows.edit(payment_id)
        {
            receipt.status = ReceiptStatus::Cancelled;
            receipt.cancelled_at = Some(now);
            receipt.status_updated_at = now;
        }
    }
}

pub(crate) fn read(state: &State, payment_id: &str) -> Result<Value, ApiError> {
    state.receipts.get(payment_id).map(Receipt::view).ok_or_else(not_found)
}

pub(crate) fn cancel(
    state: &mut State,
    payment_id: &str,
    now: DateTime<Utc>,
) -> Result<Value, ApiError> {
    let receipt = state.receipts.get(payment_id).ok_or_else(not_found)?;
    if receipt.status != ReceiptStatus::Issued {
        return Err(ApiError::new(
            ErrorKind::CashReceiptNotIssued,
            "발급된 현금영수증이 아닙니다.",
        ));
    }
    let amount = receipt.amount;
    state.receipts.cancel_if_issued(payment_id, now);
    Ok(json!({ "cancelledAmount": amount, "cancelledAt": now }))
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IssueBody {
    payment_id: String,
    channel_key: String,
    #[serde(rename = "type")]
    kind: ReceiptType,
    order_name: String,
    currency: String,
    amount: IssueAmount,
    customer: IssueCustomer,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct IssueAmount {
    total: i64,
    tax_free: Option<i64>,
    vat: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct IssueCustomer {
    identity_number: Private,
}

pub(crate) fn issue(
    state: &mut State,
    body: &IssueBody,
    now: DateTime<Utc>,
) -> Result<Value, ApiError> {
    if body.amount.total <= 0 || body.customer.identity_number.reveal().is_empty() {
        return Err(ApiError::invalid("금액과 발급 대상 번호를 확인해 주세요."));
    }
    let existing = state.receipts.get(&body.payment_id);
    if existing.is_some_and(|receipt| receipt.status == ReceiptStatus::Issued) {
        return Err(ApiError::new(
            ErrorKind::CashReceiptAlreadyIssued,
            "이미 현금영수증이 발급되었습니다.",
        ));
    }
    let channel = channel_with_key(state, &body.channel_key)?;
    let tax_free = body.amount.tax_free.unwrap_or(0);
    let vat = super::amounts::vat_within(body.amount.total - tax_free);
    let receipt = Receipt {
        status: ReceiptStatus::Issued,
        merchant_id: super::MERCHANT_ID.into(),
        store_id: state.store_id.clone(),
        payment_id: body.payment_id.clone(),
        channel,
        amount: body.amount.total,
        tax_free_amount: tax_free,
        vat_amount: body.amount.vat.unwrap_or(vat),
        currency: body.currency.clone(),
        order_name: body.order_name.clone(),
        is_manual: true,
        kind: body.kind,
        pg_receipt_id: ids::uuid(&body.payment_id, "pg-receipt", 0),
        issue_number: issue_number(&body.payment_id),
        url: receipt_url(&body.payment_id),
        issued_at: now,
        cancelled_at: None,
        status_updated_at: now,
    };
    let summary = json!({ "cashReceipt": {
        "issueNumber": receipt.issue_number,
        "url": receipt.url,
        "pgReceiptId": receipt.pg_receipt_id,
    }});
    state.receipts.insert(receipt);
    Ok(summary)
}

/// Nine digits, as the tax office gives them.
pub(crate) fn issue_number(payment_id: &str) -> String {
    let digits = ids::uuid(payment_id, "receipt", 0);
    let number =
        digits.bytes().fold(0_u64, |sum, byte| (sum * 31 + u64::from(byte)) % 1_000_000_000);
    format!("{number:09}")
}

pub(crate) fn receipt_url(payment_id: &str) -> String {
    format!("https://receipt.example.invalid/{}", ids::uuid(payment_id, "receipt", 0))
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct ListBody {
    page: Page,
    sort: Sort,
    filter: Filter,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sort {
    by: Moment,
    order: super::list::SortOrder,
}

/// Which instant of a receipt is meant, in filters and sorting.
#[derive(Debug, Default, Clone, Copy, Deserialize)]
enum Moment {
    #[default]
    #[serde(rename = "ISSUED_AT")]
    Issue,
    #[serde(rename = "CANCELLED_AT")]
    Cancel,
    #[serde(rename = "STATUS_UPDATED_AT")]
    StatusUpdate,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Filter {
    time_range_field: Moment,
    from: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
    payment_id: Option<String>,
    is_test: Option<bool>,
    order_name: Option<String>,
    statuses: Option<Vec<FilterStatus>>,
    is_manual: Option<bool>,
    types: Option<Vec<ReceiptType>>,
}

/// The filter says `FAILED` where the object says `ISSUE_FAILED`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum FilterStatus {
    Issued,
    Cancelled,
    Failed,
}

pub(crate) fn list(state: &State, body: &ListBody, now: DateTime<Utc>) -> Result<Value, ApiError> {
    let until = body.filter.until.unwrap_or(now);
    let from = body.filter.from.unwrap_or(until - TimeDelta::days(90));
    let mut found: Vec<&Receipt> = state
        .receipts
        .rows
        .iter()
        .filter(|receipt| {
            let moment = body.filter.time_range_field.of(receipt);
            moment.is_some_and(|at| from <= at && at <= until) && body.filter.matches(receipt)
        })
        .collect();
    found.sort_by_key(|receipt| (body.sort.by.of(receipt), receipt.payment_id.clone()));
    if body.sort.order.is_descending() {
        found.reverse();
    }
    page_of(&found, body.page, |receipt| receipt.view())
}

impl Moment {
    fn of(self, receipt: &Receipt) -> Option<DateTime<Utc>> {
        match self {
            Self::Issue => Some(receipt.issued_at),
            Self::Cancel => receipt.cancelled_at,
            Self::StatusUpdate => Some(receipt.status_updated_at),
        }
    }
}

impl Filter {
    fn matches(&self, receipt: &Receipt) -> bool {
        let status = match receipt.status {
            ReceiptStatus::Issued => FilterStatus::Issued,
            ReceiptStatus::Cancelled => FilterStatus::Cancelled,
            ReceiptStatus::IssueFailed => FilterStatus::Failed,
        };
        let is_test = receipt.channel.kind == ChannelType::Test;
        self.payment_id.as_ref().is_none_or(|id| *id == receipt.payment_id)
            && self.is_test.is_none_or(|wanted| wanted == is_test)
            && self.order_name.as_ref().is_none_or(|name| receipt.order_name.starts_with(name))
            && self.statuses.as_ref().is_none_or(|wanted| wanted.contains(&status))
            && self.is_manual.is_none_or(|wanted| wanted == receipt.is_manual)
            && self.types.as_ref().is_none_or(|wanted| wanted.contains(&receipt.kind))
    }
}

fn channel_with_key(state: &State, key: &str) -> Result<Channel, ApiError> {
    let mut channels = state.book.in_request_order().map(|stored| &stored.payment.channel);
    channels
        .find(|channel| channel.key == key)
        .cloned()
        .ok_or_else(|| ApiError::new(ErrorKind::ChannelNotFound, "채널이 존재하지 않습니다."))
}

fn not_found() -> ApiError {
    ApiError::new(ErrorKind::CashReceiptNotFound, "현금영수증이 존재하지 않습니다.")
}
