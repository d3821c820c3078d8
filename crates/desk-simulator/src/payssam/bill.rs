//! A bill (청구서): what was asked for, what became of it, and the money that moved.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::receipts::CashReceipt;
use crate::private::Private;

/// `appr_state`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BillState {
    /// 미결제
    #[serde(rename = "W")]
    Waiting,
    /// 결제완료
    #[serde(rename = "F")]
    Paid,
    /// 취소
    #[serde(rename = "C")]
    Cancelled,
    /// 파기
    #[serde(rename = "D")]
    Voided,
}

/// `appr_pay_type`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PayType {
    #[default]
    CardVan,
    Keyin,
    OfflineCard,
    OfflineCash,
}

impl PayType {
    /// An offline payment is a note of money taken elsewhere: a cancel sends nothing back.
    pub(crate) fn moves_money(self) -> bool {
        matches!(self, Self::CardVan | Self::Keyin)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum SendType {
    /// By KakaoTalk, which costs points.
    Talk,
    /// The link is only returned.
    Url,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Card {
    /// `appr_card_type`, e.g. 신용카드(일반).
    pub kind: String,
    pub issuer: String,
    pub issuer_code: String,
    /// Masked after the first six digits.
    pub number: String,
    pub acquirer_code: String,
    pub acquirer_name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Approval {
    pub number: String,
    pub at: DateTime<Utc>,
    pub pay_type: PayType,
    pub card: Option<Card>,
    pub instalment_months: u32,
}

/// Who ended a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Api,
    /// 매니저사이트 or 매니저앱: the partner is not told.
    ManagerSite,
    /// The vendor by itself: a test payment, or a bill past its day.
    Vendor,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Ending {
    pub at: DateTime<Utc>,
    /// 취소 거래번호; a voided bill has none.
    pub number: Option<String>,
    pub source: Source,
}

/// Money that left.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Refund {
    pub number: String,
    pub amount_won: i64,
    pub at: DateTime<Utc>,
    pub source: Source,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Bill {
    pub id: String,
    pub issuer: Option<String>,
    pub product_name: String,
    pub message: Option<String>,
    pub member_name: Private,
    pub phone: Option<Private>,
    pub price_won: i64,
    pub send_type: SendType,
    pub callback_url: Option<String>,
    pub short_url: String,
    pub sent_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub state: BillState,
    pub approval: Option<Approval>,
    /// When the vendor cancels this test payment by itself.
    pub test_cancel_at: Option<DateTime<Utc>>,
    pub ending: Option<Ending>,
    /// Every refund that really happened.
    pub refunds: Vec<Refund>,
    pub receipt: Option<CashReceipt>,
}

impl Bill {
    /// When the vendor does something to this bill by itself.
    pub(crate) fn due_at(&self) -> Option<DateTime<Utc>> {
        match self.state {
            BillState::Waiting => Some(self.expires_at),
            BillState::Paid => self.test_cancel_at,
            BillState::Cancelled | BillState::Voided => None,
        }
    }

    /// Won that came in through the vendor.
    pub(crate) fn charged_won(&self) -> i64 {
        let is_money = self.approval.as_ref().is_some_and(|paid| paid.pay_type.moves_money());
        if is_money { self.price_won } else { 0 }
    }

    pub(crate) fn refunded_won(&self) -> i64 {
        self.refunds.iter().map(|refund| refund.amount_won).sum()
    }
}
