//! Bills: what a vendor of bills can do beside [`Gateway`](crate::Gateway).
//!
//! A bill that was paid is a payment and is cancelled as one, through the gateway and the desk's path
//! of exactly once. Everything before that is here. None of it moves money, so a call may be repeated:
//! each says what a repeat does.

use async_trait::async_trait;
use chrono::NaiveDate;
use desk_domain::bill::{BillNumber, BillState};
use desk_domain::cancellation::VendorWords;
use desk_domain::{Timestamp, Won};

use crate::{ReadError, VoidOutcome};

/// How a bill reaches the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The vendor sends the message, for a fee.
    Message,
    /// The vendor only makes the link; we hand it on.
    Link,
}

/// A bill to be sent. Its number is ours and is never used for another bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBill {
    pub number: BillNumber,
    pub delivery: Delivery,
    /// Who asks for the money; the vendor prints the store's name when it is left out.
    pub issuer: Option<String>,
    pub product_name: String,
    pub message: Option<String>,
    pub customer_name: String,
    /// Digits, with or without hyphens. May be missing for a link only, and only where the vendor lets it.
    pub phone: Option<String>,
    pub price: Won,
    /// The last Korean date on which it can be paid; the vendor voids it at the midnight after.
    pub last_day: Option<NaiveDate>,
    /// Where the vendor tells of the payment.
    pub callback_url: String,
    /// Where the customer goes after paying, if the vendor can do that.
    pub return_url: Option<String>,
}

/// The end of one send or resend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendOutcome {
    Sent {
        /// Where it is paid, when the vendor says.
        link: Option<String>,
    },
    /// The vendor's explicit no: this call sent nothing.
    Refused(VendorWords),
    /// It has the number already: an order of ours that went out before has arrived. Reading tells how it
    /// stands.
    NumberUsed,
    /// No clear answer. Reading the bill tells: it is there, or it is not.
    Unknown { why: String },
}

/// A bill as the vendor tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundBill {
    pub number: String,
    /// `None` for a state that we do not know; then nothing may be done with it.
    pub state: Option<BillState>,
    /// What was paid; `None` before.
    pub paid: Option<Won>,
    pub paid_at: Option<Timestamp>,
    pub approval_number: Option<String>,
}

/// Somebody paid a bill, says the vendor (승인동기화): a reason to read it, and nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalSync {
    /// The same for every repeat of one notice.
    pub id: String,
    /// The state it tells, verbatim.
    pub kind: String,
    pub bill_number: String,
}

/// Why a notice is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    #[error("it is not a document we can read")]
    Unreadable,
    #[error("it does not carry our key")]
    WrongKey,
}

/// A vendor of bills. No default bodies, as in [`Gateway`](crate::Gateway).
#[async_trait]
pub trait Bills: Send + Sync + std::fmt::Debug {
    /// Sends a new bill. A repeat under the same number makes no second bill: the vendor refuses the
    /// number as used, which after an unclear answer means that the first call arrived.
    async fn send_bill(&self, bill: &NewBill) -> SendOutcome;

    /// Sends the message once more. A repeat is one more message, and one more fee.
    async fn resend_bill(&self, number: &BillNumber) -> SendOutcome;

    /// 파기: withdraws an unpaid bill. `price` is the bill's own. The bill is read first: one that is
    /// void already is done, one that was paid or cancelled is refused without asking.
    async fn void_bill(&self, number: &str, price: Won) -> VoidOutcome;

    /// Reads where a bill stands.
    async fn read_bill(&self, number: &str) -> Result<FoundBill, ReadError>;

    /// Reads a notice of the vendor and checks whose it is.
    ///
    /// # Errors
    /// [`NoticeError`]; nothing of the notice may be used then.
    fn read_notice(&self, body: &[u8]) -> Result<ApprovalSync, NoticeError>;

    /// What the vendor wants to hear when a notice was taken, byte for byte.
    fn notice_answer(&self) -> &'static str;
}
