//! V2: bare documents.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{Amount, Instant};
use crate::Secret;

/// A payment as `GET /v2/receipt/{receipt_id}` tells it.
#[derive(Debug, Deserialize)]
pub(crate) struct Receipt {
    pub(crate) receipt_id: String,
    pub(crate) order_name: String,
    pub(crate) price: Amount,
    #[serde(default)]
    pub(crate) tax_free: Amount,
    pub(crate) cancelled_price: Amount,
    #[serde(default)]
    pub(crate) cancelled_tax_free: Amount,
    /// A test payment.
    pub(crate) sandbox: Option<bool>,
    /// The PG's name in Korean, e.g. `나이스페이먼츠`.
    pub(crate) pg: Option<String>,
    /// How the money came, e.g. `card`.
    pub(crate) method_symbol: Option<String>,
    /// What the customer chose, e.g. `naverpay`.
    pub(crate) method_origin_symbol: Option<String>,
    pub(crate) purchased_at: Option<Instant>,
    pub(crate) requested_at: Instant,
    pub(crate) cancelled_at: Option<Instant>,
    pub(crate) status: i64,
    pub(crate) receipt_url: Option<String>,
    pub(crate) currency: Option<String>,
    /// Who paid; only told when it is asked for.
    #[serde(default)]
    pub(crate) user: User,
    pub(crate) card_data: Option<CardData>,
    pub(crate) bank_data: Option<BankData>,
    pub(crate) vbank_data: Option<BankData>,
    pub(crate) cash_receipt_data: Option<CashReceiptData>,
    /// Only its presence is asked for, as of the four below.
    pub(crate) escrow_data: Option<Value>,
    pub(crate) naver_point_data: Option<Value>,
    /// Misspelt in the vendor's own package.
    #[serde(alias = "kakao_moneny_data")]
    pub(crate) kakao_money_data: Option<Value>,
    pub(crate) payco_point_data: Option<Value>,
    pub(crate) toss_point_data: Option<Value>,
}

/// What the merchant told of the customer. The vendor's types do not describe it (UNVERIFIED), so
/// whatever is not a text of these names is as good as not told.
#[derive(Debug, Default)]
pub(crate) struct User {
    pub(crate) id: Option<Secret>,
    pub(crate) username: Option<Secret>,
    pub(crate) phone: Option<Secret>,
}

impl<'de> Deserialize<'de> for User {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let told = Value::deserialize(deserializer)?;
        let text = |name: &str| {
            let text = told.get(name)?.as_str()?.trim();
            (!text.is_empty()).then(|| Secret::new(text))
        };
        Ok(Self { id: text("id"), username: text("username"), phone: text("phone") })
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CardData {
    pub(crate) card_approve_no: Option<String>,
    /// Not always masked.
    pub(crate) card_no: Option<Secret>,
    /// Months; `00` is a single payment.
    pub(crate) card_quota: Option<String>,
    pub(crate) card_company: Option<String>,
    /// `신용`, `체크`.
    pub(crate) card_type: Option<String>,
    /// `개인`, `법인`.
    pub(crate) card_owner_type: Option<String>,
    pub(crate) point: Option<Amount>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct BankData {
    pub(crate) bank_name: Option<String>,
    pub(crate) bank_account: Option<Secret>,
    /// Who pays into a virtual account.
    pub(crate) sender_name: Option<Secret>,
    pub(crate) expired_at: Option<Instant>,
    pub(crate) cash_receipt_tid: Option<String>,
    pub(crate) cash_receipt_no: Option<Secret>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CashReceiptData {
    pub(crate) tid: Option<String>,
    pub(crate) cash_receipt_no: Option<Secret>,
}

/// What `POST /v2/cancel` answers: the receipt, of which only this much is published.
#[derive(Debug, Deserialize)]
pub(crate) struct Cancelled {
    pub(crate) receipt_id: String,
    /// Of all cancels together.
    pub(crate) cancelled_price: Amount,
    pub(crate) cancelled_at: Option<Instant>,
}

/// Every error.
#[derive(Debug, Deserialize)]
pub(crate) struct ErrorBody {
    pub(crate) error_code: String,
    pub(crate) message: Option<String>,
    /// A number or a text.
    pub(crate) pg_error_code: Option<Value>,
}
