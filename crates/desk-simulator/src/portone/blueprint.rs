//! A payment to be put into the vendor's book: by the seed, a test or the control page.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use super::amounts::vat_within;
use super::book::{Contract, FailedAttempt, Stored, VendorSide};
use super::errors::ApiError;
use super::receipts::{Receipt, ReceiptStatus, ReceiptType, issue_number, receipt_url};
use super::state::State;
use super::wire::{
    Amount, Card, CardBrand, CardMethod, CardOwner, CardType, Channel, ChannelType, Customer,
    Escrow, Failure, Installment, Method, Origin, PG_PROVIDERS, Payment, PaymentStatus, Product,
};
use crate::ids;

/// Everything but `id` and `amountWon` has a default: a personal credit card, paid just now.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Blueprint {
    pub id: String,
    /// Order money, before any promotion.
    pub amount_won: i64,
    #[serde(default)]
    pub tax_free_won: i64,
    #[serde(default = "default_provider")]
    pub provider: String,
    #[serde(default = "default_channel_type")]
    pub channel_type: ChannelType,
    #[serde(default = "default_method")]
    pub method: Option<Method>,
    #[serde(default = "default_status")]
    pub status: PaymentStatus,
    #[serde(default = "default_order_name")]
    pub order_name: String,
    #[serde(default = "default_customer")]
    pub customer: Customer,
    /// Absent: two minutes before `paid_at`.
    #[serde(default)]
    pub requested_at: Option<DateTime<Utc>>,
    /// Absent: now. For other states, when that state was entered.
    #[serde(default)]
    pub paid_at: Option<DateTime<Utc>>,
    #[serde(default)]
    pub promotion_id: Option<String>,
    #[serde(default)]
    pub escrow: Option<Escrow>,
    #[serde(default)]
    pub contract: Contract,
    #[serde(default)]
    pub cash_receipt: Option<ReceiptType>,
    /// The receipt was made in the PG's window: known as issued, without an object.
    #[serde(default)]
    pub receipt_from_window: bool,
    #[serde(default)]
    pub failed_attempts: usize,
}

impl Blueprint {
    pub fn new(id: impl Into<String>, amount_won: i64) -> Self {
        Self {
            id: id.into(),
            amount_won,
            tax_free_won: 0,
            provider: default_provider(),
            channel_type: default_channel_type(),
            method: default_method(),
            status: default_status(),
            order_name: default_order_name(),
            customer: default_customer(),
            requested_at: None,
            paid_at: None,
            promotion_id: None,
            escrow: None,
            contract: Contract::default(),
            cash_receipt: None,
            receipt_from_window: false,
            failed_attempts: 0,
        }
    }
}

/// Writes the payment, and its cash receipt if it has one.
pub(crate) fn create(
    state: &mut State,
    blueprint: &Blueprint,
    now: DateTime<Utc>,
) -> Result<String, ApiError> {
    check(state, blueprint)?;
    let discount = blueprint
        .promotion_id
        .as_deref()
        .and_then(|id| state.book.promotion(id))
        .map_or(0, |promotion| promotion.discount(blueprint.amount_won));
    let entered_at = blueprint.paid_at.unwrap_or(now);
    let stored = Stored {
        payment: payment(blueprint, &state.store_id, discount, entered_at),
        vendor: VendorSide {
            contract: blueprint.contract.clone(),
            receipt_from_window: blueprint.receipt_from_window,
            failed_attempts: failed_attempts(blueprint, entered_at),
            ..VendorSide::default()
        },
    };
    if let Some(kind) = blueprint.cash_receipt {
        state.receipts.insert(receipt(&stored.payment, kind, entered_at));
    }
    state.book.insert(stored);
    Ok(blueprint.id.clone())
}

fn check(state: &State, blueprint: &Blueprint) -> Result<(), ApiError> {
    let Blueprint { id, amount_won, tax_free_won, provider, promotion_id, .. } = blueprint;
    if id.is_empty() || state.book.find(id).is_some() {
        return Err(ApiError::invalid("결제 아이디가 비었거나 이미 있습니다."));
    }
    if *amount_won <= 0 || !(0..=*amount_won).contains(tax_free_won) {
        return Err(ApiError::invalid("금액이 올바르지 않습니다."));
    }
    if !PG_PROVIDERS.contains(&provider.as_str()) {
        return Err(ApiError::invalid("알 수 없는 PG사입니다."));
    }
    if promotion_id.as_deref().is_some_and(|id| state.book.promotion(id).is_none()) {
        return Err(ApiError::invalid("알 수 없는 프로모션입니다."));
    }
    Ok(())
}

fn payment(
    blueprint: &Blueprint,
    store_id: &str,
    discount: i64,
    entered_at: DateTime<Utc>,
) -> Payment {
    let id = &blueprint.id;
    let is_paid = blueprint.status == PaymentStatus::Paid;
    let is_failed = blueprint.status == PaymentStatus::Failed;
    let waits_at_pg =
        matches!(blueprint.status, PaymentStatus::PayPending | PaymentStatus::VirtualAccountIssued);
    Payment {
        status: blueprint.status,
        id: id.clone(),
        transaction_id: ids::uuid(id, "transaction", 0),
        merchant_id: super::MERCHANT_ID.into(),
        store_id: store_id.to_owned(),
        method: blueprint.method.clone(),
        channel: channel(&blueprint.provider, blueprint.channel_type),
        version: "V2".into(),
        webhooks: Vec::new(),
        requested_at: blueprint.requested_at.unwrap_or(entered_at - TimeDelta::minutes(2)),
        updated_at: entered_at,
        status_changed_at: entered_at,
        order_name: blueprint.order_name.clone(),
        amount: amount(blueprint, discount, is_paid),
        currency: "KRW".into(),
        customer: blueprint.customer.clone(),
        origin: Origin {
            platform_type: "MOBILE".into(),
            user_agent: None,
            ip_address: "203.0.113.7".into(),
        },
        promotion_id: blueprint.promotion_id.clone(),
        escrow: blueprint.escrow.clone(),
        products: vec![Product {
            id: ids::uuid(&blueprint.order_name, "product", 0),
            name: blueprint.order_name.clone(),
            amount: blueprint.amount_won,
            quantity: 1,
        }],
        custom_data: None,
        country: Some("KR".into()),
        paid_at: is_paid.then_some(entered_at),
        pg_tx_id: (is_paid || waits_at_pg).then(|| ids::uuid(id, "pg-tx", 0)),
        receipt_url: is_paid.then(|| receipt_url(id)),
        disputes: Vec::new(),
        cancellations: Vec::new(),
        cancelled_at: None,
        failed_at: is_failed.then_some(entered_at),
        failure: is_failed.then(refusal),
    }
}

fn amount(blueprint: &Blueprint, discount: i64, is_paid: bool) -> Amount {
    let total = blueprint.amount_won;
    let vat = vat_within(total - blueprint.tax_free_won);
    Amount {
        total,
        tax_free: blueprint.tax_free_won,
        vat,
        supply: total - blueprint.tax_free_won - vat,
        discount,
        paid: if is_paid { total - discount } else { 0 },
        cancelled: 0,
        cancelled_tax_free: 0,
    }
}

fn channel(provider: &str, kind: ChannelType) -> Channel {
    let (suffix, word) = match kind {
        ChannelType::Live => ("live", "실연동"),
        ChannelType::Test => ("test", "테스트"),
    };
    let name = format!("{provider}-{suffix}");
    Channel {
        kind,
        id: format!("channel-id-{}", ids::uuid(&name, "channel-id", 0)),
        key: format!("channel-key-{}", ids::uuid(&name, "channel-key", 0)),
        name: format!("{provider} {word}"),
        pg_provider: provider.to_owned(),
        pg_merchant_id: format!("desk{}", &ids::uuid(&name, "pg-merchant", 0)[..6]),
    }
}

fn failed_attempts(blueprint: &Blueprint, entered_at: DateTime<Utc>) -> Vec<FailedAttempt> {
    (1..=blueprint.failed_attempts)
        .map(|n| FailedAttempt {
            transaction_id: ids::uuid(&blueprint.id, "transaction", n),
            failed_at: entered_at - TimeDelta::minutes(3),
            failure: refusal(),
        })
        .collect()
}

fn refusal() -> Failure {
    Failure {
        reason: Some("카드 한도를 초과했습니다.".into()),
        pg_code: Some("LIMIT_EXCEEDED".into()),
        pg_message: Some("이용 한도 초과".into()),
    }
}

fn receipt(payment: &Payment, kind: ReceiptType, issued_at: DateTime<Utc>) -> Receipt {
    Receipt {
        status: ReceiptStatus::Issued,
        merchant_id: payment.merchant_id.clone(),
        store_id: payment.store_id.clone(),
        payment_id: payment.id.clone(),
        channel: payment.channel.clone(),
        amount: payment.amount.paid,
        tax_free_amount: payment.amount.tax_free,
        vat_amount: payment.amount.vat,
        currency: payment.currency.clone(),
        order_name: payment.order_name.clone(),
        is_manual: false,
        kind,
        pg_receipt_id: ids::uuid(&payment.id, "pg-receipt", 0),
        issue_number: issue_number(&payment.id),
        url: receipt_url(&payment.id),
        issued_at,
        cancelled_at: None,
        status_updated_at: issued_at,
    }
}

fn default_provider() -> String {
    "TOSSPAYMENTS".into()
}

fn default_channel_type() -> ChannelType {
    ChannelType::Live
}

fn default_status() -> PaymentStatus {
    PaymentStatus::Paid
}

fn default_order_name() -> String {
    "수학 정규반".into()
}

fn default_customer() -> Customer {
    Customer {
        id: Some("customer-demo".into()),
        name: Some("김서연".into()),
        phone_number: Some("010-0000-0000".into()),
        ..Customer::default()
    }
}

fn default_method() -> Option<Method> {
    Some(Method::Card(CardMethod {
        card: Some(Card {
            publisher: Some("HYUNDAI_CARD".into()),
            issuer: Some("HYUNDAI_CARD".into()),
            brand: Some(CardBrand::Local),
            kind: Some(CardType::Credit),
            owner_type: Some(CardOwner::Personal),
            bin: Some("433012".into()),
            name: Some("현대카드".into()),
            number: Some("433012******1234".into()),
        }),
        approval_number: Some("30012345".into()),
        installment: Some(Installment { month: 0, is_interest_free: false }),
        point_used: Some(false),
    }))
}
