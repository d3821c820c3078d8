//! What `cancel` is asked with. A price that is left out means all that is left.

use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct CancelBodyV1<'a> {
    pub(crate) receipt_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) price: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tax_free: Option<i64>,
    pub(crate) cancel_id: &'a str,
    /// 취소자.
    pub(crate) name: &'static str,
    pub(crate) reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) refund: Option<RefundV1<'a>>,
}

#[derive(Serialize)]
pub(crate) struct RefundV1<'a> {
    pub(crate) account: &'a str,
    pub(crate) accountholder: &'a str,
    pub(crate) bankcode: &'static str,
}

#[derive(Serialize)]
pub(crate) struct CancelBodyV2<'a> {
    pub(crate) receipt_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cancel_price: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cancel_tax_free: Option<i64>,
    pub(crate) cancel_id: &'a str,
    /// 취소자.
    pub(crate) cancel_username: &'static str,
    pub(crate) cancel_message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) refund: Option<RefundV2<'a>>,
}

#[derive(Serialize)]
pub(crate) struct RefundV2<'a> {
    pub(crate) bank_account: &'a str,
    pub(crate) bank_username: &'a str,
    pub(crate) bank_code: &'static str,
}
