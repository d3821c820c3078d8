//! The state of a receipt, with the vendor's number and words for it.

use serde::{Deserialize, Serialize};

use super::Generation;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Waiting,
    #[default]
    Paid,
    /// The merchant's server has to approve.
    Unconfirmed,
    Confirming,
    /// A virtual account waits for its deposit.
    AccountIssued,
    /// In full or in part: the number is the same.
    Cancelled,
    Failed,
    ConfirmFailed,
    AccountWithdrawn,
    /// The last cancel failed; the money is still charged.
    CancelFailed,
    /// The PG was asked and has not answered.
    Cancelling,
}

impl Status {
    /// V1 has no number for an issued account; here it waits (UNVERIFIED).
    pub(crate) fn code(self, generation: Generation) -> i32 {
        match self {
            Self::AccountIssued if generation == Generation::V1 => 0,
            Self::Waiting => 0,
            Self::Paid => 1,
            Self::Unconfirmed => 2,
            Self::Confirming => 3,
            Self::AccountIssued => 5,
            Self::Cancelled => 20,
            Self::Failed => -1,
            Self::ConfirmFailed => -2,
            Self::AccountWithdrawn => -3,
            Self::CancelFailed => -20,
            Self::Cancelling => -30,
        }
    }

    /// `status_locale` and `status_ko`. Only those of 1 and 20 are printed by the vendor.
    pub(crate) const fn korean(self) -> &'static str {
        match self {
            Self::Waiting => "결제대기",
            Self::Paid => "결제완료",
            Self::Unconfirmed => "결제승인전",
            Self::Confirming => "결제승인중",
            Self::AccountIssued => "가상계좌 발급완료",
            Self::Cancelled => "결제취소",
            Self::Failed => "결제실패",
            Self::ConfirmFailed => "결제승인실패",
            Self::AccountWithdrawn => "가상계좌 발급취소",
            Self::CancelFailed => "결제취소실패",
            Self::Cancelling => "결제취소 진행중",
        }
    }

    /// V1's `status_en`. Only `complete` is printed by the vendor.
    pub(crate) const fn english(self) -> &'static str {
        match self {
            Self::Waiting | Self::AccountIssued => "ready",
            Self::Paid => "complete",
            Self::Unconfirmed => "confirm",
            Self::Confirming => "confirming",
            Self::Cancelled => "cancel",
            Self::Failed | Self::ConfirmFailed => "fail",
            Self::AccountWithdrawn => "vbank_cancel",
            Self::CancelFailed => "cancel_fail",
            Self::Cancelling => "canceling",
        }
    }

    /// Money was taken, whatever became of it later.
    pub(crate) const fn was_paid(self) -> bool {
        matches!(self, Self::Paid | Self::Cancelled | Self::CancelFailed | Self::Cancelling)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(status: Status, v1: i32, v2: i32, was_paid: bool) {
        let codes = (status.code(Generation::V1), status.code(Generation::V2));
        assert_eq!((codes, status.was_paid()), ((v1, v2), was_paid), "{status:?}");
    }

    #[test]
    fn the_numbers_are_the_vendors() {
        check(Status::Waiting, 0, 0, false);
        check(Status::Paid, 1, 1, true);
        check(Status::Unconfirmed, 2, 2, false);
        check(Status::Confirming, 3, 3, false);
        check(Status::AccountIssued, 0, 5, false);
        check(Status::Cancelled, 20, 20, true);
        check(Status::Failed, -1, -1, false);
        check(Status::ConfirmFailed, -2, -2, false);
        check(Status::AccountWithdrawn, -3, -3, false);
        check(Status::CancelFailed, -20, -20, true);
        check(Status::Cancelling, -30, -30, true);
    }
}
