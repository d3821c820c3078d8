//! What is answered. Each name is read in the case of either version, since the approval callback of
//! a V2 bill comes in V1's.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::Secret;

/// Around every answer. The documents of V1 say `message` and its server `msg`; of V2 the reverse.
#[derive(Debug, Deserialize)]
pub(crate) struct Envelope {
    pub(crate) code: String,
    pub(crate) msg: Option<String>,
    pub(crate) message: Option<String>,
}

/// A bill as `read` tells it. What is not paid has no `appr_` fields, or empty ones.
#[derive(Debug, Deserialize)]
pub(crate) struct Bill {
    #[serde(alias = "billId")]
    pub(crate) bill_id: String,
    #[serde(alias = "apprState")]
    pub(crate) appr_state: BillState,
    #[serde(default, alias = "apprPayType", deserialize_with = "text")]
    pub(crate) appr_pay_type: Option<String>,
    #[serde(default, alias = "apprCardType", deserialize_with = "text")]
    pub(crate) appr_card_type: Option<String>,
    /// Of the cancel, when the bill is cancelled and `appr_origin_dt` beside it is of the payment.
    #[serde(default, alias = "apprDt", deserialize_with = "text")]
    pub(crate) appr_dt: Option<String>,
    #[serde(default, alias = "apprOriginDt", deserialize_with = "text")]
    pub(crate) appr_origin_dt: Option<String>,
    #[serde(default, alias = "apprCancelDt", deserialize_with = "text")]
    pub(crate) appr_cancel_dt: Option<String>,
    #[serde(default, alias = "apprPrice", deserialize_with = "text")]
    pub(crate) appr_price: Option<String>,
    #[serde(default, alias = "apprIssuer", deserialize_with = "text")]
    pub(crate) appr_issuer: Option<String>,
    /// A card or account number, masked by the vendor.
    #[serde(default, alias = "apprIssuerNum", deserialize_with = "secret_text")]
    pub(crate) appr_issuer_num: Option<Secret>,
    /// Of the cancel, when `appr_origin_num` stands beside it.
    #[serde(default, alias = "apprNum", deserialize_with = "text")]
    pub(crate) appr_num: Option<String>,
    #[serde(default, alias = "apprOriginNum", deserialize_with = "text")]
    pub(crate) appr_origin_num: Option<String>,
    #[serde(default, alias = "apprMonthly", deserialize_with = "text")]
    pub(crate) appr_monthly: Option<String>,
    /// The approval number of a cash receipt.
    #[serde(default, alias = "apprCashNum", deserialize_with = "text")]
    pub(crate) appr_cash_num: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum BillState {
    /// 미결제.
    W,
    /// 결제완료.
    F,
    /// 취소.
    C,
    /// 파기.
    D,
    #[serde(untagged)]
    Unknown(String),
}

/// What a cancel answers: its own number, and when it happened.
#[derive(Debug, Deserialize)]
pub(crate) struct Cancelled {
    #[serde(alias = "billId")]
    pub(crate) bill_id: String,
    #[serde(default, alias = "apprNum", deserialize_with = "text")]
    pub(crate) appr_num: Option<String>,
    #[serde(default, alias = "apprCancelDt", deserialize_with = "text")]
    pub(crate) appr_cancel_dt: Option<String>,
}

/// What sending and voiding answer.
#[derive(Debug, Deserialize)]
pub(crate) struct SentBill {
    #[serde(alias = "billId")]
    pub(crate) bill_id: String,
    #[serde(default, rename = "shortURL", alias = "shortUrl", deserialize_with = "text")]
    pub(crate) short_url: Option<String>,
}

/// A text, also where the vendor writes a number; empty and null are nothing.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Option::<Value>::deserialize(deserializer)? {
        Some(Value::String(text)) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(_) | None => None,
    })
}

fn secret_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    Ok(text(deserializer)?.map(Secret::new))
}
