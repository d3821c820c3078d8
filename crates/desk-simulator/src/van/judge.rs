//! What the VAN says no to, and why.

use chrono::{DateTime, Months, Utc};
use serde::{Deserialize, Serialize};

use super::approval::{Approval, Kind};
use super::attempt::{Attempt, Card};
use crate::clock::kst;

/// 현금영수증: three calendar months, the last day included. Its edge is UNVERIFIED.
const RECEIPT_MONTHS: Months = Months::new(3);

/// An explicit no: nothing moved. The codes are made up and readable; a real VAN's are numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Decline {
    OriginalNotFound,
    AlreadyCancelled,
    AmountDiffers,
    PartialNotPossible,
    CardDiffers,
    ReceiptPeriodPassed,
    /// The issuer says no without a reason.
    IssuerRefused,
    /// 거래정지카드.
    CardSuspended,
    /// The issuer is closed for its nightly work.
    IssuerClosed,
    /// The device could not reach the VAN: it was never asked.
    LineDown,
}

impl Decline {
    pub const ALL: [Self; 10] = [
        Self::OriginalNotFound,
        Self::AlreadyCancelled,
        Self::AmountDiffers,
        Self::PartialNotPossible,
        Self::CardDiffers,
        Self::ReceiptPeriodPassed,
        Self::IssuerRefused,
        Self::CardSuspended,
        Self::IssuerClosed,
        Self::LineDown,
    ];

    /// As the device's display shows it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::OriginalNotFound => "원거래 없음",
            Self::AlreadyCancelled => "기취소",
            Self::AmountDiffers => "취소금액 상이",
            Self::PartialNotPossible => "부분취소 불가",
            Self::CardDiffers => "원거래 카드 상이",
            Self::ReceiptPeriodPassed => "현금영수증 취소기간 경과",
            Self::IssuerRefused => "카드사 거절",
            Self::CardSuspended => "거래정지카드",
            Self::IssuerClosed => "카드사 점검중",
            Self::LineDown => "통신장애 (VAN 미접속)",
        }
    }
}

/// The first of the VAN's reasons, in the order of its checks.
pub(crate) fn judge(
    attempt: &Attempt,
    approval: Option<&Approval>,
    now: DateTime<Utc>,
) -> Result<(), Decline> {
    let found = approval.filter(|found| {
        kst(found.approved_at).date_naive() == attempt.approved_on && found.kind == attempt.kind
    });
    let found = found.ok_or(Decline::OriginalNotFound)?;
    if attempt.kind.needs_card() && attempt.card == Some(Card::Other) {
        return Err(Decline::CardDiffers);
    }
    if !found.cancels.is_empty() {
        return Err(Decline::AlreadyCancelled);
    }
    if found.amount_won != attempt.amount_won {
        return Err(Decline::AmountDiffers);
    }
    if attempt.cancel_won != found.amount_won {
        return Err(Decline::PartialNotPossible);
    }
    let last_day = kst(found.approved_at).date_naive() + RECEIPT_MONTHS;
    if found.kind != Kind::Card && kst(now).date_naive() > last_day {
        return Err(Decline::ReceiptPeriodPassed);
    }
    Ok(())
}
