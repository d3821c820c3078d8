//! The filter of `GET /payments`. Values outside the vendor's enums are `INVALID_REQUEST`.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::Page;
use super::text_search::TextSearch;
use crate::portone::book::Stored;
use crate::portone::errors::ApiError;
use crate::portone::receipts::{Receipt, ReceiptStatus, ReceiptType};
use crate::portone::wire::{
    Card, CardBrand, CardMethod, CardOwner, CardType, ChannelType, Escrow, Method, PG_PROVIDERS,
    Payment, PaymentStatus, WebhookStatus,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListBody {
    pub(super) page: Page,
    pub(crate) filter: Filter,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum SortOrder {
    #[default]
    Desc,
    Asc,
}

impl SortOrder {
    pub(crate) fn is_descending(self) -> bool {
        self == Self::Desc
    }
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum TimestampType {
    CreatedAt,
    #[default]
    StatusChangedAt,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum SortBy {
    #[default]
    RequestedAt,
    StatusChangedAt,
}

/// The filter says `PENDING` where the payment says `PAY_PENDING`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum FilterStatus {
    Ready,
    Pending,
    VirtualAccountIssued,
    Paid,
    Failed,
    PartialCancelled,
    Cancelled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum MethodType {
    Card,
    Transfer,
    VirtualAccount,
    GiftCertificate,
    Mobile,
    EasyPay,
    ConvenienceStore,
    Crypto,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum EscrowStatus {
    Registered,
    Delivered,
    Confirmed,
    Rejected,
    Cancelled,
    RejectConfirmed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum ReceiptInput {
    Personal,
    Corporate,
    NoReceipt,
}

#[derive(Debug, Clone, Copy, Deserialize)]
struct Range {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Range {
    fn holds(self, at: Option<DateTime<Utc>>) -> bool {
        at.is_some_and(|at| self.from <= at && at <= self.until)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Filter {
    pub(crate) store_id: Option<String>,
    timestamp_type: TimestampType,
    pub(super) from: Option<DateTime<Utc>>,
    pub(super) until: Option<DateTime<Utc>>,
    status: Option<Vec<FilterStatus>>,
    methods: Option<Vec<MethodType>>,
    pg_provider: Option<Vec<String>>,
    is_test: Option<bool>,
    is_scheduled: Option<bool>,
    sort_by: SortBy,
    pub(super) sort_order: SortOrder,
    version: Option<String>,
    webhook_status: Option<WebhookStatus>,
    platform_type: Option<String>,
    currency: Option<String>,
    is_escrow: Option<bool>,
    escrow_status: Option<EscrowStatus>,
    card_brand: Option<CardBrand>,
    card_type: Option<CardType>,
    card_owner_type: Option<CardOwner>,
    gift_certificate_type: Option<String>,
    cash_receipt_type: Option<ReceiptInput>,
    cash_receipt_status: Option<ReceiptStatus>,
    cash_receipt_issued_at_range: Option<Range>,
    cash_receipt_cancelled_at_range: Option<Range>,
    text_search: Option<Vec<TextSearch>>,
}

impl Filter {
    pub(super) fn check(&self) -> Result<(), ApiError> {
        let unknown =
            self.pg_provider.iter().flatten().find(|p| !PG_PROVIDERS.contains(&p.as_str()));
        match unknown {
            Some(provider) => Err(ApiError::invalid(format!("알 수 없는 PG사입니다: {provider}"))),
            None => Ok(()),
        }
    }

    pub(super) fn moment_of(&self, payment: &Payment) -> DateTime<Utc> {
        match self.timestamp_type {
            TimestampType::CreatedAt => payment.requested_at,
            TimestampType::StatusChangedAt => payment.status_changed_at,
        }
    }

    pub(super) fn sort_key(&self, payment: &Payment) -> (DateTime<Utc>, String) {
        let at = match self.sort_by {
            SortBy::RequestedAt => payment.requested_at,
            SortBy::StatusChangedAt => payment.status_changed_at,
        };
        (at, payment.id.clone())
    }

    pub(super) fn matches(&self, stored: &Stored, receipt: Option<&Receipt>) -> bool {
        let payment = &stored.payment;
        self.matches_payment(payment)
            && self.matches_method(payment)
            && self.matches_receipt(receipt)
            && self.text_search.iter().flatten().all(|search| search.matches(payment, receipt))
    }

    fn matches_payment(&self, payment: &Payment) -> bool {
        let is_test = payment.channel.kind == ChannelType::Test;
        let last_webhook = payment.webhooks.last().and_then(|webhook| webhook.status);
        let platform = match payment.origin.platform_type.as_str() {
            "PC" => "SDK_PC",
            "MOBILE" => "SDK_MOBILE",
            other => other,
        };
        has(self.status.as_deref(), &filter_status(payment.status))
            && has(self.pg_provider.as_deref(), &payment.channel.pg_provider)
            && is(self.is_test.as_ref(), &is_test)
            // Payments are never scheduled here.
            && is(self.is_scheduled.as_ref(), &false)
            && is(self.version.as_ref(), &payment.version)
            && is(self.currency.as_ref(), &payment.currency)
            && self.platform_type.as_ref().is_none_or(|wanted| wanted == platform)
            && self.webhook_status.is_none_or(|wanted| last_webhook == Some(wanted))
            && is(self.is_escrow.as_ref(), &payment.escrow.is_some())
            && self.escrow_status.is_none_or(|wanted| {
                payment.escrow.as_ref().and_then(escrow_status) == Some(wanted)
            })
    }

    fn matches_method(&self, payment: &Payment) -> bool {
        let method = payment.method.as_ref();
        let card = method.and_then(Method::card_method).and_then(card_of);
        let gift = match method {
            Some(Method::GiftCertificate(gift)) => gift.gift_certificate_type.as_ref(),
            _ => None,
        };
        self.methods
            .as_ref()
            .is_none_or(|wanted| method.is_some_and(|method| wanted.contains(&method_type(method))))
            && self.card_brand.is_none_or(|wanted| card.and_then(|c| c.brand) == Some(wanted))
            && self.card_type.is_none_or(|wanted| card.and_then(|c| c.kind) == Some(wanted))
            && self
                .card_owner_type
                .is_none_or(|wanted| card.and_then(|c| c.owner_type) == Some(wanted))
            && self.gift_certificate_type.as_ref().is_none_or(|wanted| gift == Some(wanted))
    }

    fn matches_receipt(&self, receipt: Option<&Receipt>) -> bool {
        let kind = receipt.map_or(ReceiptInput::NoReceipt, |receipt| match receipt.kind {
            ReceiptType::Personal => ReceiptInput::Personal,
            ReceiptType::Corporate => ReceiptInput::Corporate,
        });
        let issued_at = receipt.map(|receipt| receipt.issued_at);
        let cancelled_at = receipt.and_then(|receipt| receipt.cancelled_at);
        is(self.cash_receipt_type.as_ref(), &kind)
            && self
                .cash_receipt_status
                .is_none_or(|wanted| receipt.is_some_and(|receipt| receipt.status == wanted))
            && self.cash_receipt_issued_at_range.is_none_or(|range| range.holds(issued_at))
            && self.cash_receipt_cancelled_at_range.is_none_or(|range| range.holds(cancelled_at))
    }
}

fn is<T: PartialEq>(wanted: Option<&T>, actual: &T) -> bool {
    wanted.is_none_or(|wanted| wanted == actual)
}

/// An absent list filters nothing; an empty one neither.
fn has<T: PartialEq>(wanted: Option<&[T]>, actual: &T) -> bool {
    wanted.is_none_or(|wanted| wanted.is_empty() || wanted.contains(actual))
}

fn card_of(method: &CardMethod) -> Option<&Card> {
    method.card.as_ref()
}

fn filter_status(status: PaymentStatus) -> FilterStatus {
    match status {
        PaymentStatus::Ready => FilterStatus::Ready,
        PaymentStatus::PayPending => FilterStatus::Pending,
        PaymentStatus::VirtualAccountIssued => FilterStatus::VirtualAccountIssued,
        PaymentStatus::Paid => FilterStatus::Paid,
        PaymentStatus::Failed => FilterStatus::Failed,
        PaymentStatus::PartialCancelled => FilterStatus::PartialCancelled,
        PaymentStatus::Cancelled => FilterStatus::Cancelled,
    }
}

fn method_type(method: &Method) -> MethodType {
    match method {
        Method::Card(_) => MethodType::Card,
        Method::Transfer(_) => MethodType::Transfer,
        Method::VirtualAccount(_) => MethodType::VirtualAccount,
        Method::GiftCertificate(_) => MethodType::GiftCertificate,
        Method::Mobile(_) => MethodType::Mobile,
        Method::EasyPay(_) => MethodType::EasyPay,
        Method::ConvenienceStore(_) => MethodType::ConvenienceStore,
        Method::Crypto => MethodType::Crypto,
    }
}

fn escrow_status(escrow: &Escrow) -> Option<EscrowStatus> {
    match escrow {
        Escrow::BeforeRegistered => None,
        Escrow::Registered { .. } => Some(EscrowStatus::Registered),
        Escrow::Delivered { .. } => Some(EscrowStatus::Delivered),
        Escrow::Confirmed { .. } => Some(EscrowStatus::Confirmed),
    }
}
