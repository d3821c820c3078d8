//! Payments as a screen sees them: personal data is masked before it comes here.

use desk_domain::cancellation::{Attention, CancellationState};
use desk_domain::decision::Decision;
use desk_domain::payment::{
    Agreement, BookStatus, CardType, CashReceiptState, Channel, Funding, GatewayStatus, Method,
    Mode, OwnerType,
};
use desk_domain::{BillId, CancellationId, MerchantId, PaymentId, Text, Timestamp, Won};
use serde::{Deserialize, Serialize};

use crate::{AfterForce, Cancellation, OpenFollowUp, Rebilling};

/// Which day of a payment a period speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Basis {
    #[default]
    PaidAt,
    CancelledAt,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    AmountHigh,
    AmountLow,
}

/// The query of `GET /payments` and `/payments/summary`. Lists are comma-separated words; dates are
/// Korean calendar dates, both inclusive.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct PaymentQuery {
    /// Book statuses, e.g. `paid,partially_cancelled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Only payments with a cancellation in flight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_flight: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// `YYYY-MM-DD`, KST.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// `YYYY-MM-DD`, KST, inclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// Only of this customer, by id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<Sort>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Customer {
    /// The book's own key of the person, for `GET /customers/{id}`; absent where too little is known to
    /// tell them from others.
    pub id: Option<String>,
    /// Masked.
    pub name: Option<String>,
    /// Masked.
    pub phone: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Card {
    pub issuer: Option<String>,
    /// What a person calls it: 현대카드.
    pub issuer_name: Option<Text>,
    pub brand: Option<String>,
    pub card_type: Option<CardType>,
    pub owner_type: Option<OwnerType>,
    /// Masked.
    pub number: Option<String>,
    pub installment_months: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MethodDetail {
    /// One line a person reads: `현대카드`, `카카오페이 머니`, `가상계좌 · 신한은행`.
    pub label: Text,
    /// The code of the PG, and what it is called.
    pub pg: Option<String>,
    #[serde(default)]
    pub pg_name: Option<Text>,
    pub mode: Option<Mode>,
    pub provider: Option<String>,
    pub funding: Option<Funding>,
    pub card: Option<Card>,
    pub bank: Option<String>,
    pub bank_name: Option<Text>,
    /// Masked.
    pub account_number: Option<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub deposit_until: Option<Timestamp>,
    pub escrow: bool,
    pub promotion_id: Option<String>,
    /// What the customer was really charged, where a promotion made it less than the order. Amounts of
    /// a payment and of its cancellations are order money.
    pub charged_won: Option<Won>,
}

/// The cancellation that holds a payment's money right now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InFlight {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: CancellationId,
    pub state: CancellationState,
    /// Why a person has to look at it.
    #[serde(default)]
    pub attention: Option<Attention>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Payment {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: PaymentId,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub merchant_id: MerchantId,
    pub channel: Channel,
    pub gateway_payment_id: String,
    pub customer: Customer,
    pub order_name: String,
    pub method: Method,
    pub method_detail: MethodDetail,
    pub amount_won: Won,
    pub cancelled_won: Won,
    /// Asked for and not settled yet.
    pub reserved_won: Won,
    pub cancellable_won: Won,
    pub tax_free_won: Won,
    pub book_status: BookStatus,
    pub gateway_status: GatewayStatus,
    pub gateway_cancelled_won: Won,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub gateway_checked_at: Option<Timestamp>,
    pub agreement: Agreement,
    pub cash_receipt: CashReceiptState,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub requested_at: Timestamp,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub paid_at: Option<Timestamp>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub cancelled_at: Option<Timestamp>,
    pub approval_number: Option<String>,
    pub receipt_url: Option<String>,
    pub in_flight: Option<InFlight>,
    pub version: i64,
}

/// One line of a story, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineEntry {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    /// Stable: `payment.paid`, `cancellation.requested`, `cancellation.succeeded`, ...
    pub kind: String,
    /// Who did it: a person's name, the gateway's, or the desk itself.
    pub actor: Text,
    pub text: Text,
    pub amount_won: Option<Won>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub cancellation_id: Option<CancellationId>,
    /// Of a line about a bill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub bill_id: Option<BillId>,
    /// The payment at the other end of that bill: what it became, or what it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub payment_id: Option<PaymentId>,
}

/// Where each truth comes from, for somebody who has to prove it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evidence {
    pub label: Text,
    pub value: String,
}

/// `GET /payments/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentDetail {
    pub payment: Payment,
    /// The rulebook's answer for exactly this payment, now.
    pub decision: Decision,
    /// Newest first.
    pub cancellations: Vec<Cancellation>,
    pub timeline: Vec<TimelineEntry>,
    pub evidence: Vec<Evidence>,
    /// The open duty, while book and gateway differ.
    pub follow_up: Option<OpenFollowUp>,
    /// What a force-cancel would leave behind, where one is possible.
    pub after_force: Option<AfterForce>,
    /// What of the cancelled amount was asked for again; absent where nothing was cancelled and no bill
    /// over cancelled money led here.
    pub rebill: Option<Rebilling>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sums {
    pub count: i64,
    pub amount_won: Won,
    pub cancelled_won: Won,
    /// Of `amount_won`, what never came in: nobody has paid it yet, or it is void.
    pub not_received_won: Won,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusSums {
    pub status: BookStatus,
    pub sums: Sums,
}

/// `GET /payments/summary`: sums of exactly what the filter shows, and the counts on the chips.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentSummary {
    pub shown: Sums,
    pub by_status: Vec<StatusSums>,
    pub in_flight: i64,
    /// Payments on which book and gateway do not agree.
    pub disagreeing: i64,
}

/// `POST /payments/{id}/refresh`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refreshed {
    pub changed: bool,
    pub detail: PaymentDetail,
}

/// `POST /payments/{id}/void-outside`: a bill that was voided where nobody can be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VoidOutside {
    /// Not before the bill and not in the future.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub voided_at: Timestamp,
    /// Where it was voided and what was seen there: 1–500 characters.
    pub note: String,
}
