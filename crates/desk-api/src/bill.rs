//! 청구서 and 재청구: what was cancelled becomes unpaid again, is asked for, and is paid.

use chrono::NaiveDate;
pub use desk_domain::bill::BillDelivery;
use desk_domain::bill::{BillAction, BillStatus};
use desk_domain::payment::Method;
use desk_domain::{BillId, MerchantId, PaymentId, Text, Timestamp, Won};
use serde::{Deserialize, Serialize};

use crate::{Customer, StaffName};

/// 수납항목: one thing that is to be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BillItem {
    pub name: String,
    pub amount_won: Won,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bill {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: BillId,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub merchant_id: MerchantId,
    pub customer: Customer,
    /// Never empty; the amount of the bill is their sum.
    pub items: Vec<BillItem>,
    pub amount_won: Won,
    pub status: BillStatus,
    /// What may be done with it now.
    pub actions: Vec<BillAction>,
    /// The number it goes under at the vendor; absent before it is sent.
    pub bill_number: Option<String>,
    pub message: Option<String>,
    /// The last Korean calendar date on which it can be paid.
    pub last_day: Option<NaiveDate>,
    /// How it is sent; absent before that, and when it came from the vendor.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub delivery: Option<BillDelivery>,
    /// Where it is paid, when the vendor said so.
    pub link: Option<String>,
    /// The payment whose cancelled amount it asks for again.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub rebill_of: Option<PaymentId>,
    /// The payment it is: waiting, paid or recorded.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub payment_id: Option<PaymentId>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    /// Absent when it came from the vendor.
    pub created_by: Option<StaffName>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub sent_at: Option<Timestamp>,
    /// Why the last send failed, or what is being checked, and what to do next.
    pub trouble: Option<Text>,
    pub version: i64,
}

/// The query of `GET /bills`. Lists are comma-separated; dates are KST, inclusive, and speak of the
/// day on which the bill was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct BillQuery {
    /// Of [`BillStatus`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Name prefix, initial consonants, phone or its last four digits, amount, item, bill number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Only of this customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// Where the merchant looks after its bills at the vendor itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BillSite {
    pub name: Text,
    pub url: String,
    /// What becomes of a cancel that is made there.
    pub warning: Text,
}

/// How many bills stand so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BillStatusCount {
    pub status: BillStatus,
    pub count: i64,
}

/// One page of bills, with what the whole filter adds up to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BillPage {
    pub items: Vec<Bill>,
    pub next_cursor: Option<String>,
    pub count: i64,
    pub amount_won: Won,
    /// Not paid yet, of these: unsent, sending, waiting.
    pub unpaid_won: Won,
    /// The counts on the chips: of everything that the other filters show, whatever `status` asks for. A
    /// status without any is left out.
    pub by_status: Vec<BillStatusCount>,
    pub sites: Vec<BillSite>,
}

/// `POST /payments/{id}/rebill`, with the `Idempotency-Key` header. Never more than
/// [`Rebilling::rebillable_won`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateRebill {
    pub items: Vec<BillItem>,
    /// Absent: the payment's own.
    #[serde(default)]
    pub customer_name: Option<String>,
    /// Absent: the payment's own.
    #[serde(default)]
    pub customer_phone: Option<String>,
}

/// `POST /bills/{id}/send`, with the `Idempotency-Key` header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SendBill {
    pub delivery: BillDelivery,
    /// Absent: the bill's own.
    #[serde(default)]
    pub phone: Option<String>,
    #[serde(default)]
    pub message: Option<String>,
    #[serde(default)]
    pub last_day: Option<NaiveDate>,
}

/// `POST /bills/{id}/record`, with the `Idempotency-Key` header: it was paid in another way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordBill {
    /// A method of the recorded channel: `cash`, `card`, `bank_transfer`, …
    pub method: Method,
    /// The Korean calendar date on which it was paid; not in the future.
    pub paid_on: NaiveDate,
    #[serde(default)]
    pub note: String,
}

/// What of a payment's cancelled amount was asked for again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rebilling {
    /// Cancelled, and not billed again yet.
    pub rebillable_won: Won,
    pub rebilled_won: Won,
    /// What a new bill starts with.
    pub items: Vec<BillItem>,
    /// Bills made of this payment, oldest first, void ones included.
    pub bills: Vec<Bill>,
    /// The bill this payment came from, and the payment behind that one.
    pub origin: Option<RebillOrigin>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RebillOrigin {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub bill_id: BillId,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub payment_id: Option<PaymentId>,
}
