//! What is asked. None of these prints: each carries the key.

use serde::Serialize;

/// Every call of V1 names the caller beside its own fields.
#[derive(Serialize)]
pub(crate) struct V1<'a, Call> {
    pub(crate) apikey: &'a str,
    pub(crate) member: &'a str,
    pub(crate) merchant: &'a str,
    #[serde(flatten)]
    pub(crate) call: Call,
}

/// Every call of V2 names the caller and puts its own fields into `bill`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct V2<'a, Call> {
    pub(crate) api_key: &'a str,
    pub(crate) member: &'a str,
    pub(crate) merchant: &'a str,
    pub(crate) bill: Call,
}

/// A new bill stands in `bill` in V1 as well.
#[derive(Serialize)]
pub(crate) struct InBill<Call> {
    pub(crate) bill: Call,
}

/// Reading, resending (without price and hash), cancelling, voiding (with both).
#[derive(Serialize)]
pub(crate) struct BillCallV1<'a> {
    pub(crate) bill_id: &'a str,
    /// Won as text, at most ten digits; the hash is over the same text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) price: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hash: Option<&'a str>,
}

/// As [`BillCallV1`]; a cancel may say why.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BillCallV2<'a> {
    pub(crate) bill_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) price: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cancel_reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hash: Option<&'a str>,
}

/// `POST /if/bill/send`. Whether a message goes out or a link comes back is a matter of the contract.
#[derive(Serialize)]
pub(crate) struct NewBillV1<'a> {
    pub(crate) bill_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bill_issuer: Option<&'a str>,
    pub(crate) product_nm: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<&'a str>,
    pub(crate) member_nm: &'a str,
    pub(crate) phone: &'a str,
    pub(crate) price: &'a str,
    pub(crate) hash: &'a str,
    /// `YYYY-MM-DD`; the bill can be paid until the midnight that ends this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expire_dt: Option<String>,
    #[serde(rename = "callbackURL")]
    pub(crate) callback_url: &'a str,
}

/// `POST /bill`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewBillV2<'a> {
    pub(crate) bill_id: &'a str,
    /// `TALK` or `URL`.
    pub(crate) send_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bill_issuer: Option<&'a str>,
    pub(crate) product_name: &'a str,
    pub(crate) price: &'a str,
    pub(crate) member_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expire_dt: Option<String>,
    pub(crate) hash: &'a str,
    pub(crate) callback_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) page_redirect_url: Option<&'a str>,
}
