//! How a receipt was paid.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::private::Private;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Method {
    Card(Card),
    Bank(BankAccount),
    VirtualAccount(VirtualAccount),
    Phone {
        number: Private,
    },
    /// An easy pay; with a card it charged that, without one its own balance.
    Wallet {
        wallet: Wallet,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        card: Option<Card>,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Card {
    /// Name and code as the PG writes them.
    pub company: String,
    pub code: String,
    pub number: Private,
    pub approval_number: String,
    /// 0: paid at once.
    pub months: u8,
    pub sort: CardSort,
    pub owner: CardOwner,
}

impl Default for Card {
    fn default() -> Self {
        Self {
            company: "현대카드".into(),
            code: "08".into(),
            number: "43301200****1234".into(),
            approval_number: "30012345".into(),
            months: 0,
            sort: CardSort::Credit,
            owner: CardOwner::Personal,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardSort {
    Credit,
    Check,
    /// Gift and prepaid cards: never in parts.
    Gift,
}

impl CardSort {
    pub(crate) const fn korean(self) -> &'static str {
        match self {
            Self::Credit => "신용",
            Self::Check => "체크",
            Self::Gift => "기프트",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardOwner {
    Personal,
    Corporate,
}

impl CardOwner {
    pub(crate) const fn korean(self) -> &'static str {
        match self {
            Self::Personal => "개인",
            Self::Corporate => "법인",
        }
    }
}

/// Where a bank transfer came from.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct BankAccount {
    pub bank_code: String,
    pub sender: Private,
}

impl Default for BankAccount {
    fn default() -> Self {
        Self { bank_code: "088".into(), sender: "김서연".into() }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct VirtualAccount {
    pub bank_code: String,
    pub number: Private,
    /// 예금주 of the issued account: the merchant.
    pub holder: String,
    /// Who is to pay.
    pub sender: Private,
    pub expired_at: Option<DateTime<Utc>>,
}

impl Default for VirtualAccount {
    fn default() -> Self {
        Self {
            bank_code: "088".into(),
            number: "56211900345678".into(),
            holder: "데스크학원".into(),
            sender: "김서연".into(),
            expired_at: None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wallet {
    Kakao,
    Naver,
    Payco,
    Toss,
}

impl Method {
    /// V2's `method` and `method_symbol`: what kind of money it was.
    pub(crate) const fn family(&self) -> (&'static str, &'static str) {
        match self {
            Self::Card(_) | Self::Wallet { card: Some(_), .. } => ("카드", "card"),
            Self::Bank(_) => ("계좌이체", "bank"),
            Self::VirtualAccount(_) => ("가상계좌", "vbank"),
            Self::Phone { .. } => ("휴대폰", "phone"),
            Self::Wallet { wallet: Wallet::Kakao, .. } => ("카카오머니", "kakao_money"),
            Self::Wallet { wallet: Wallet::Naver, .. } => ("네이버포인트", "naver_point"),
            Self::Wallet { wallet: Wallet::Payco, .. } => ("페이코포인트", "payco_point"),
            Self::Wallet { wallet: Wallet::Toss, .. } => ("토스머니", "toss_point"),
        }
    }

    /// V2's `method_origin` with its symbol, and V1's `method_name` with `method`: what the
    /// customer chose. Those of easy pays are UNVERIFIED.
    pub(crate) const fn chosen(&self) -> (&'static str, &'static str) {
        match self {
            Self::Wallet { wallet: Wallet::Kakao, .. } => ("카카오페이", "kakao"),
            Self::Wallet { wallet: Wallet::Naver, .. } => ("네이버페이", "npay"),
            Self::Wallet { wallet: Wallet::Payco, .. } => ("페이코", "payco"),
            Self::Wallet { wallet: Wallet::Toss, .. } => ("토스", "toss"),
            Self::Card(_) | Self::Bank(_) | Self::VirtualAccount(_) | Self::Phone { .. } => {
                self.family()
            }
        }
    }

    /// The card that was charged, directly or through an easy pay.
    pub(crate) const fn card(&self) -> Option<&Card> {
        match self {
            Self::Card(card) | Self::Wallet { card: Some(card), .. } => Some(card),
            _ => None,
        }
    }

    /// Cash receipts exist for account money only.
    pub(crate) const fn takes_cash_receipts(&self) -> bool {
        matches!(self, Self::Bank(_) | Self::VirtualAccount(_))
    }
}

/// Banks by the three digits that V1 and V2 take in a refund account.
const BANKS: [(&str, &str); 20] = [
    ("001", "한국은행"),
    ("003", "기업은행"),
    ("004", "국민은행"),
    ("005", "외환은행"),
    ("007", "수협은행"),
    ("011", "농협은행"),
    ("020", "우리은행"),
    ("023", "SC은행"),
    ("027", "한국씨티은행"),
    ("031", "대구은행"),
    ("032", "부산은행"),
    ("034", "광주은행"),
    ("039", "경남은행"),
    ("045", "새마을금고"),
    ("071", "우체국"),
    ("081", "하나은행"),
    ("088", "신한은행"),
    ("089", "케이뱅크"),
    ("090", "카카오뱅크"),
    ("092", "토스뱅크"),
];

pub(crate) fn bank_name(code: &str) -> Option<&'static str> {
    BANKS.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}
