//! Payment methods: a union on `type`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::private::Private;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum Method {
    #[serde(rename = "PaymentMethodCard")]
    Card(CardMethod),
    #[serde(rename = "PaymentMethodVirtualAccount")]
    VirtualAccount(VirtualAccount),
    #[serde(rename = "PaymentMethodTransfer")]
    Transfer(Transfer),
    #[serde(rename = "PaymentMethodMobile")]
    Mobile(Mobile),
    #[serde(rename = "PaymentMethodGiftCertificate")]
    GiftCertificate(GiftCertificate),
    #[serde(rename = "PaymentMethodEasyPay")]
    EasyPay(EasyPay),
    #[serde(rename = "PaymentMethodConvenienceStore")]
    ConvenienceStore(ConvenienceStore),
    #[serde(rename = "PaymentMethodCrypto")]
    Crypto,
}

impl Method {
    /// The name used by list filters (`PaymentMethodType`).
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Card(_) => "CARD",
            Self::VirtualAccount(_) => "VIRTUAL_ACCOUNT",
            Self::Transfer(_) => "TRANSFER",
            Self::Mobile(_) => "MOBILE",
            Self::GiftCertificate(_) => "GIFT_CERTIFICATE",
            Self::EasyPay(_) => "EASY_PAY",
            Self::ConvenienceStore(_) => "CONVENIENCE_STORE",
            Self::Crypto => "CRYPTO",
        }
    }

    /// The card that was charged, directly or through an easy pay.
    pub fn card_method(&self) -> Option<&CardMethod> {
        match self {
            Self::Card(method) => Some(method),
            Self::EasyPay(EasyPay {
                easy_pay_method: Some(EasyPayFunding::Card(method)), ..
            }) => Some(method),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CardMethod {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card: Option<Card>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub installment: Option<Installment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point_used: Option<bool>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Card {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<CardBrand>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<CardType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_type: Option<CardOwner>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Private>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CardBrand {
    Local,
    Master,
    #[serde(rename = "UNIONPAY")]
    UnionPay,
    Visa,
    Jcb,
    Amex,
    Diners,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CardType {
    Credit,
    Debit,
    Gift,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CardOwner {
    Personal,
    Corporate,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Installment {
    pub month: i32,
    pub is_interest_free: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VirtualAccount {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<String>,
    pub account_number: Private,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_type: Option<AccountType>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remittee_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remitter_name: Option<Private>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expired_at: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_at: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund_status: Option<RefundStatus>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AccountType {
    Fixed,
    Normal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RefundStatus {
    Pending,
    PartialRefundFailed,
    Failed,
    Completed,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Transfer {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bank: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_number: Option<Private>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Mobile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<Private>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GiftCertificate {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift_certificate_type: Option<String>,
    pub approval_number: String,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EasyPay {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub easy_pay_method: Option<EasyPayFunding>,
}

/// What stands behind an easy pay: a card, an account, or its own charged balance (money).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum EasyPayFunding {
    #[serde(rename = "PaymentMethodCard")]
    Card(CardMethod),
    #[serde(rename = "PaymentMethodTransfer")]
    Transfer(Transfer),
    #[serde(rename = "PaymentMethodEasyPayMethodCharge")]
    Charge {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bank: Option<String>,
    },
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ConvenienceStore {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub convenience_store_brand: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmation_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_deadline: Option<DateTime<Utc>>,
}
