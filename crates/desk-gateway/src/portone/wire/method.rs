//! How it was paid: the vendor's union on `type`.
//!
//! Fields are optional even where the description requires them: a payment that lacks one must
//! still be readable, as its sums are what counts.

use desk_domain::Timestamp;
use serde::Deserialize;

use crate::Secret;

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub(crate) enum PaymentMethod {
    #[serde(rename = "PaymentMethodCard")]
    Card(CardMethod),
    #[serde(rename = "PaymentMethodVirtualAccount")]
    VirtualAccount {
        bank: Option<String>,
        account_number: Option<Secret>,
        expired_at: Option<Timestamp>,
        refund_status: Option<RefundStatus>,
    },
    #[serde(rename = "PaymentMethodTransfer")]
    Transfer { bank: Option<String>, account_number: Option<Secret> },
    #[serde(rename = "PaymentMethodMobile")]
    Mobile {},
    #[serde(rename = "PaymentMethodGiftCertificate")]
    GiftCertificate { approval_number: Option<String> },
    #[serde(rename = "PaymentMethodEasyPay")]
    EasyPay { provider: Option<String>, easy_pay_method: Option<EasyPayMethod> },
    #[serde(rename = "PaymentMethodConvenienceStore")]
    ConvenienceStore { payment_deadline: Option<Timestamp> },
    #[serde(rename = "PaymentMethodCrypto")]
    Crypto {},
    #[serde(untagged)]
    Unknown {},
}

/// What stands behind an easy payment.
/// How far the bank is with the refund of a deposited virtual account: one word for the payment, not
/// for each of its cancellations.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum RefundStatus {
    Pending,
    PartialRefundFailed,
    Failed,
    Completed,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub(crate) enum EasyPayMethod {
    #[serde(rename = "PaymentMethodCard")]
    Card(CardMethod),
    #[serde(rename = "PaymentMethodTransfer")]
    Transfer { bank: Option<String>, account_number: Option<Secret> },
    /// 충전식 포인트: money or points held by the provider.
    #[serde(rename = "PaymentMethodEasyPayMethodCharge")]
    Charge { bank: Option<String> },
    #[serde(untagged)]
    Unknown {},
}

/// A card payment, alone or behind an easy payment.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct CardMethod {
    pub(crate) card: Card,
    pub(crate) approval_number: Option<String>,
    pub(crate) installment: Option<Installment>,
    pub(crate) point_used: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Card {
    pub(crate) issuer: Option<String>,
    pub(crate) brand: Option<String>,
    #[serde(rename = "type")]
    pub(crate) card_type: Option<CardType>,
    pub(crate) owner_type: Option<CardOwnerType>,
    pub(crate) name: Option<String>,
    pub(crate) number: Option<Secret>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum CardType {
    Credit,
    Debit,
    Gift,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum CardOwnerType {
    Personal,
    Corporate,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Debug, Deserialize)]
pub(crate) struct Installment {
    pub(crate) month: u32,
}
