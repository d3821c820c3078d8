//! What goes over the line between the desk and the agent of a terminal, in our words.

use async_trait::async_trait;
use chrono::NaiveDate;
use desk_domain::cancellation::VendorWords;
use desk_domain::terminal::TerminalTask;
use desk_domain::{CancellationId, MerchantId, PaymentId, TerminalId, Timestamp, Won};

/// An approval as the device or its VAN knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    pub number: String,
    /// The Korean calendar date of the approval.
    pub approved_on: NaiveDate,
    pub amount: Won,
}

/// One cancel to be carried out at one terminal. No card number is ever in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// Our cancellation id: the order's name in the agent's journal.
    pub reference: CancellationId,
    pub terminal_id: TerminalId,
    /// Whose it is, for those who watch it.
    pub merchant_id: MerchantId,
    pub payment_id: PaymentId,
    pub task: TerminalTask,
    pub approval: Approval,
    pub amount: Won,
    pub installment_months: u32,
}

/// How an errand ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    Done {
        /// Of the cancel, not of the payment.
        approval_number: String,
        approved_at: Timestamp,
    },
    /// An explicit no, before or by the VAN: nothing moved, and nothing will.
    Refused(VendorWords),
    /// The VAN may have been asked. Only a later question can tell.
    Unknown { why: String },
}

/// What the device or its VAN tells of an approval now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalFound {
    pub cancelled: bool,
    pub cancel_approval_number: Option<String>,
    pub cancelled_at: Option<Timestamp>,
    /// Our own id, where the device can tell that the cancel was made by our order.
    pub reference: Option<CancellationId>,
}

/// Why nobody answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    #[error("no agent of this terminal is connected here")]
    Offline,
    #[error("the terminal is at another cancel")]
    Busy,
    #[error("the agent did not answer in time")]
    Silent,
}

/// The desk's end of the line.
#[async_trait]
pub trait TerminalLine: Send + Sync + std::fmt::Debug {
    /// Hands an errand over, once, and waits for its end. Every wait has an end of its own.
    ///
    /// # Errors
    /// Only while nothing has left the desk. From then on what is not known is [`Ending::Unknown`].
    async fn carry_out(&self, errand: &Errand) -> Result<Ending, LineError>;

    /// Asks how an errand ended. Moves nothing, so it may be repeated.
    ///
    /// # Errors
    /// When nobody answered. That says nothing about the errand.
    async fn ask(
        &self,
        terminal: &TerminalId,
        reference: &CancellationId,
    ) -> Result<Ending, LineError>;

    /// Asks the device for an approval; `None` when it has no means to tell.
    ///
    /// # Errors
    /// As [`TerminalLine::ask`].
    async fn inquire(
        &self,
        terminal: &TerminalId,
        approval: &Approval,
    ) -> Result<Option<ApprovalFound>, LineError>;
}
