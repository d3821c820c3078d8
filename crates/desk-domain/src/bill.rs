//! 청구서: a request to pay that goes out by message or as a link, and is paid through it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

mod draft;

use crate::BillId;
use crate::payment::{BookStatus, named_enum};

pub use draft::{Bill, BillItem, id_of};

/// Longest number that a bill vendor takes, in characters.
const NUMBER_MAX_CHARS: usize = 20;
/// Digits and letters that are not mistaken for each other, as in our ids.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

named_enum! {
    /// Where a bill stands.
    BillState {
        /// 미결제: sent, and whoever has the link can pay it.
        Waiting = "waiting",
        /// 결제완료.
        Paid = "paid",
        /// 취소: it was paid and the money went back, whole.
        Cancelled = "cancelled",
        /// 파기: withdrawn or expired before it was paid; the link is dead.
        Void = "void",
    }
}

named_enum! {
    /// Where a bill stands in our book. What the vendor says of it is [`BillState`].
    BillStatus {
        /// 미납: written down, nobody was asked to pay yet.
        Unsent = "unsent",
        /// On its way to the vendor, whose answer is not known yet.
        Sending = "sending",
        /// 결제대기: sent, and whoever has the link can pay it.
        Waiting = "waiting",
        /// 결제완료: through the bill, or recorded by a person.
        Paid = "paid",
        /// 취소: it was paid, and the money went back, whole.
        Cancelled = "cancelled",
        /// 파기: withdrawn or expired before it was paid.
        Void = "void",
    }
}

named_enum! {
    /// What somebody may want of a bill.
    BillAction {
        /// Ask for the money by message or as a link.
        Send = "send",
        /// 학원수납저장: it was paid in another way.
        Record = "record",
        /// Remind: the same bill by message once more.
        Resend = "resend",
        /// 파기.
        Void = "void",
        /// 결제취소: a cancellation like that of any payment, with its own states.
        Cancel = "cancel",
        /// 재청구: a new bill, under a new number, for the same thing.
        BillAgain = "bill_again",
    }
}

named_enum! {
    /// How a bill reaches the customer.
    BillDelivery {
        /// 알림톡 or SMS by the vendor, for a fee.
        Message = "message",
        /// Only the link; staff hands it on.
        Link = "link",
    }
}

impl BillStatus {
    /// Where a bill stands that is a payment: as that does.
    #[must_use]
    pub const fn of_payment(status: BookStatus) -> Self {
        match status {
            BookStatus::Unpaid => Self::Waiting,
            BookStatus::Paid | BookStatus::PartiallyCancelled => Self::Paid,
            BookStatus::Cancelled => Self::Cancelled,
            BookStatus::Void => Self::Void,
        }
    }

    /// Not paid, and still to be.
    #[must_use]
    pub const fn is_unpaid(self) -> bool {
        match self {
            Self::Unsent | Self::Sending | Self::Waiting => true,
            Self::Paid | Self::Cancelled | Self::Void => false,
        }
    }

    /// What may be done with it. While it is on its way, nothing: nobody knows what that would meet.
    #[must_use]
    pub const fn allowed(self) -> &'static [BillAction] {
        match self {
            Self::Unsent => &[BillAction::Send, BillAction::Record, BillAction::Void],
            Self::Sending => &[],
            Self::Waiting => BillState::Waiting.allowed(),
            Self::Paid => BillState::Paid.allowed(),
            Self::Cancelled => BillState::Cancelled.allowed(),
            Self::Void => BillState::Void.allowed(),
        }
    }

    #[must_use]
    pub fn allows(self, action: BillAction) -> bool {
        self.allowed().contains(&action)
    }
}

impl BillState {
    /// The one place that says what may be done when. A vendor may still refuse: a bill can be paid
    /// between a look at it and the click.
    #[must_use]
    pub const fn allowed(self) -> &'static [BillAction] {
        match self {
            Self::Waiting => &[BillAction::Resend, BillAction::Void],
            Self::Paid => &[BillAction::Cancel],
            Self::Cancelled | Self::Void => &[BillAction::BillAgain],
        }
    }

    #[must_use]
    pub fn allows(self, action: BillAction) -> bool {
        self.allowed().contains(&action)
    }
}

/// The number a bill is sent under: 1 to 20 Latin letters and digits, chosen by us and never used
/// twice. That makes sending safe: the vendor knows a repeat by it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BillNumber(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a bill number is 1 to {NUMBER_MAX_CHARS} Latin letters and digits")]
pub struct InvalidBillNumber;

impl BillNumber {
    /// The number of a bill of ours. It follows from the bill alone, so that a book that was restored from before
    /// the sending sends no second one: the vendor knows the number.
    #[must_use]
    pub fn of(bill: &BillId) -> Self {
        let mut hasher = Sha256::new();
        for field in ["bill number", bill.as_str()] {
            hasher.update(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
            hasher.update(field);
        }
        let digest = hasher.finalize();
        let (bits, _) = digest.split_first_chunk::<16>().expect("a SHA-256 has 32 bytes");
        Self::fresh("", u128::from_be_bytes(*bits)).expect("nothing stands before it")
    }

    /// A fresh number out of entropy: `prefix`, then base 32 up to the full length. A vendor's test
    /// server may want the business number in front.
    ///
    /// # Errors
    /// When the prefix is no part of a number or leaves no room.
    pub fn fresh(prefix: &str, bits: u128) -> Result<Self, InvalidBillNumber> {
        let room = NUMBER_MAX_CHARS.checked_sub(prefix.len()).ok_or(InvalidBillNumber)?;
        let body = (0..room).map(|place| {
            let five = usize::try_from((bits >> (place * 5)) & 31).unwrap_or(0);
            char::from(ALPHABET[five])
        });
        if room == 0 {
            Err(InvalidBillNumber)
        } else {
            Self::from_str(&(prefix.to_owned() + &String::from_iter(body)))
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BillNumber {
    type Err = InvalidBillNumber;

    fn from_str(text: &str) -> Result<Self, InvalidBillNumber> {
        let fits = (1..=NUMBER_MAX_CHARS).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if fits { Ok(Self(text.to_owned())) } else { Err(InvalidBillNumber) }
    }
}

impl TryFrom<String> for BillNumber {
    type Error = InvalidBillNumber;

    fn try_from(text: String) -> Result<Self, InvalidBillNumber> {
        text.parse()
    }
}

impl From<BillNumber> for String {
    fn from(number: BillNumber) -> Self {
        number.0
    }
}

impl fmt::Display for BillNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(state: BillState, resend: bool, void: bool, cancel: bool, again: bool) {
        let allowed =
            [BillAction::Resend, BillAction::Void, BillAction::Cancel, BillAction::BillAgain]
                .map(|action| state.allows(action));
        assert_eq!(allowed, [resend, void, cancel, again], "{state}");
    }

    #[test]
    fn a_bill_is_cancelled_when_paid_and_voided_when_not() {
        check(BillState::Waiting, true, true, false, false);
        check(BillState::Paid, false, false, true, false);
        check(BillState::Cancelled, false, false, false, true);
        check(BillState::Void, false, false, false, true);
    }

    #[track_caller]
    fn check_status(status: BillStatus, allowed: &[BillAction], is_unpaid: bool) {
        assert_eq!((status.allowed(), status.is_unpaid()), (allowed, is_unpaid), "{status}");
    }

    #[test]
    fn a_bill_is_recorded_only_while_nobody_can_pay_it() {
        use BillAction::{BillAgain, Cancel, Record, Resend, Send, Void};
        check_status(BillStatus::Unsent, &[Send, Record, Void], true);
        check_status(BillStatus::Sending, &[], true);
        check_status(BillStatus::Waiting, &[Resend, Void], true);
        check_status(BillStatus::Paid, &[Cancel], false);
        check_status(BillStatus::Cancelled, &[BillAgain], false);
        check_status(BillStatus::Void, &[BillAgain], false);
    }

    #[test]
    fn a_bill_that_is_a_payment_stands_as_the_payment_does() {
        let statuses = BookStatus::ALL.iter().copied().map(BillStatus::of_payment);
        use BillStatus::{Cancelled, Paid, Void, Waiting};
        assert_eq!(statuses.collect::<Vec<_>>(), [Waiting, Paid, Paid, Cancelled, Void]);
    }

    #[track_caller]
    fn check_number(text: &str, fits: bool) {
        assert_eq!(text.parse::<BillNumber>().is_ok(), fits, "{text:?}");
    }

    #[test]
    fn a_number_is_what_the_vendor_takes() {
        check_number("1024", true);
        check_number("abcDEF0123456789abcd", true);
        check_number("abcDEF0123456789abcde", false);
        check_number("", false);
        check_number("bill-1", false);
        check_number("청구1", false);
    }

    #[test]
    fn a_fresh_number_fills_the_length_behind_its_prefix() {
        assert_eq!(BillNumber::fresh("", u128::MAX).unwrap().as_str(), "zzzzzzzzzzzzzzzzzzzz");
        assert_eq!(BillNumber::fresh("1234567890", 1).unwrap().as_str(), "12345678901000000000");
        assert_ne!(BillNumber::fresh("", 1 << 99), BillNumber::fresh("", 0));
        assert!(BillNumber::fresh("12345678901234567890", 1).is_err());
        assert!(BillNumber::fresh("123456789012345678901", 1).is_err());
        assert!(BillNumber::fresh("사업자", 1).is_err());
    }
}
