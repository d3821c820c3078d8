//! Cancellations: the request of the dialog, and the story of each one.

use desk_domain::advice::UndoAdvice;
use desk_domain::cancellation::{
    Attention, CancellationKind, CancellationOrigin, CancellationState, ReasonCode, RetainOption,
};
use desk_domain::payment::{Channel, Method};
use desk_domain::{CancellationId, PaymentId, Text, Timestamp, Won};
use serde::{Deserialize, Serialize};

use crate::{Customer, Payment, TerminalProgress, TimelineEntry};

/// The account that money goes to. Never comes back from the server.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefundAccount {
    /// A code of `GET /banks`.
    pub bank: String,
    pub number: String,
    pub holder_name: String,
    #[serde(default)]
    pub holder_phone: Option<String>,
}

impl std::fmt::Debug for RefundAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RefundAccount").field("bank", &self.bank).finish_non_exhaustive()
    }
}

/// A cancel that somebody made outside, by its slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutsideCancel {
    /// Of the cancel, not of the payment: 4–20 letters and digits.
    pub approval_number: String,
    /// Not before the payment and not in the future.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub cancelled_at: Timestamp,
}

/// `POST /payments/{id}/cancellations`, with the `Idempotency-Key` header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateCancellation {
    pub kind: CancellationKind,
    /// Also given for a full cancel: the sum the person confirmed.
    pub amount_won: Won,
    /// Absent: the payment has no tax-free part, or the vendor works it out.
    #[serde(default)]
    pub tax_free_won: Option<Won>,
    pub reason_code: ReasonCode,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub refund_account: Option<RefundAccount>,
    /// Somebody has looked and the account is right, although its holder is not the payer. Needed where both
    /// names are known and differ; without a payer's name nothing is asked.
    // Left out when false, as below.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub holder_differs_confirmed: bool,
    #[serde(default)]
    pub terminal_id: Option<String>,
    /// Whether a promotion's discount stays: needed for a part of a discounted order, and for its rest.
    // Left out when absent: a click stored before this field existed keeps its fingerprint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promotion_retain_option: Option<RetainOption>,
    /// The balance the person saw; another one is a conflict.
    pub expected_cancellable_won: Won,
    /// With a force-cancel: it was cancelled outside already. The gateway is read right after; where none
    /// can be asked, this closes the follow-up at once.
    #[serde(default)]
    pub done_outside: Option<OutsideCancel>,
}

/// Why it failed, in the vendor's words and in ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Failure {
    /// The desk found it by itself, and the advice says it all: `message` is for the log then.
    #[serde(default)]
    pub ours: bool,
    pub code: String,
    /// The vendor's words, verbatim.
    pub message: String,
    pub pg_code: Option<String>,
    pub pg_message: Option<String>,
    /// What it means and what to do next.
    pub advice: Text,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffName {
    pub id: String,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cancellation {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: CancellationId,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub payment_id: PaymentId,
    pub kind: CancellationKind,
    pub origin: CancellationOrigin,
    pub amount_won: Won,
    pub tax_free_won: Option<Won>,
    pub promotion_retain_option: Option<RetainOption>,
    pub state: CancellationState,
    pub reason_code: ReasonCode,
    pub note: String,
    /// Absent when it was found at the vendor.
    pub requested_by: Option<StaffName>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub requested_at: Timestamp,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub withdraw_until: Option<Timestamp>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub sent_at: Option<Timestamp>,
    /// The vendor accepted it and settles it later.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub accepted_at: Option<Timestamp>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub settled_at: Option<Timestamp>,
    pub gateway_cancellation_id: Option<String>,
    /// Masked.
    pub refund_account: Option<String>,
    pub holder_differs: bool,
    /// While it is unknown: a no that is being checked.
    pub failure: Option<Failure>,
    /// Why a person has to look at it; the sentence says what to do.
    #[serde(default)]
    pub attention: Option<Attention>,
    /// While it is under way at a card terminal.
    #[serde(default)]
    pub terminal: Option<TerminalProgress>,
    pub receipt_url: Option<String>,
    /// Of a force-cancel: what its person says was cancelled outside.
    #[serde(default)]
    pub outside: Option<OutsideCancel>,
    /// One sentence: what happened, what it means for the money, what is next.
    pub sentence: Text,
    /// Whether what is done can still be reversed at the PG today, and how. Told of one that
    /// succeeded; rows of a list leave it out.
    pub undo: Option<UndoAdvice>,
}

/// A row of 취소 이력: the cancellation and what is needed of its payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CancellationRow {
    pub cancellation: Cancellation,
    pub channel: Channel,
    pub method: Method,
    pub method_label: Text,
    pub customer: Customer,
    pub order_name: String,
    pub payment_amount_won: Won,
}

/// `GET /cancellations/{id}`: the whole story of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CancellationDetail {
    pub cancellation: Cancellation,
    pub payment: Payment,
    pub timeline: Vec<TimelineEntry>,
}

/// The query of `GET /cancellations`. Lists are comma-separated; dates are KST, inclusive, and speak
/// of the day it was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct CancellationQuery {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// As in `GET /payments`, of the payment behind each.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Staff ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_min: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_max: Option<i64>,
    /// Only of this customer's payments, by id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// One page of the history, with the sums of all that the filter shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CancellationPage {
    pub items: Vec<CancellationRow>,
    pub next_cursor: Option<String>,
    pub count: i64,
    /// Succeeded ones only.
    pub cancelled_won: Won,
}
