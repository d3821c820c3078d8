//! The border between our words and the vendors'.

use async_trait::async_trait;
use desk_domain::cancellation::{RefundArrival, RetainOption, VendorWords};
use desk_domain::payment::{CashReceiptState, Customer, GatewayStatus, Method, MethodDetail};
use desk_domain::refund_account::RefundAccount;
use desk_domain::{Timestamp, Won};

use crate::http::HttpError;

/// What a vendor can do. What it cannot is said here, never by a silent success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a table of independent abilities")]
pub struct Capabilities {
    pub cancel: bool,
    pub partial_cancel: bool,
    /// Withdraw what is not paid yet: close a virtual account, void a bill.
    pub void: bool,
    /// Pull lists, not only single payments.
    pub list: bool,
    /// The same key sent again is the same request to the vendor, for this many seconds.
    pub idempotency_seconds: Option<u32>,
    /// Whether a confirmed cancel may wait for the withdraw window before it is sent.
    pub withdrawable: bool,
    pub reading: Reading,
}

/// What a read can prove of a cancel of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The vendor lists its cancellations, and a later read brings back [`CancelOrder::reference`].
    Named,
    /// The vendor tells only the sum of its cancellations, [`Found::cancelled`]: not who cancelled, how
    /// often, nor why. The list then holds at most one that is under way, of an amount that is not told
    /// (zero).
    SumOnly,
    /// The vendor tells the state of the whole payment and nobody's name: a cancel that shows may be
    /// ours or somebody else's. What speaks for ours is its amount and its time.
    WholeState,
    /// An agent keeps a journal under [`CancelOrder::reference`] and answers by it for ever, also that an
    /// order never began. Beyond that only the state of the whole payment is told, and nobody's name:
    /// then as [`Reading::WholeState`]. Silence proves nothing, however long.
    Journal,
    /// No vendor is behind it. The book is the only truth, and there is nobody to read.
    BookOnly,
}

/// What a read tells of a payment, in our words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub gateway_payment_id: String,
    pub status: GatewayStatus,
    pub customer: Customer,
    pub order_name: String,
    pub method: Method,
    pub method_detail: MethodDetail,
    /// What can be cancelled at most: the vendor's own base of its cancel amounts. Where a promotion
    /// discounted the order this is the order before the discount, not what the card was charged.
    pub amount: Won,
    /// What succeeded cancellations have taken, counted on the same base.
    pub cancelled: Won,
    pub tax_free: Won,
    pub cancelled_tax_free: Won,
    pub cash_receipt: CashReceiptState,
    pub requested_at: Timestamp,
    pub paid_at: Option<Timestamp>,
    pub cancelled_at: Option<Timestamp>,
    pub approval_number: Option<String>,
    pub receipt_url: Option<String>,
    pub cancellations: Vec<FoundCancellation>,
}

/// Stands for the vendor's id of a cancellation where only the sum is told: the sum it led to. Sums
/// only grow, so it is unique within the payment.
#[must_use]
pub fn sum_id(cancelled: Won) -> String {
    format!("sum-{}", cancelled.0)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundCancellationState {
    Succeeded,
    Failed,
    /// Accepted, not settled: the money has not moved yet as far as the vendor knows.
    Pending,
}

/// One cancellation as the vendor lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundCancellation {
    pub gateway_cancellation_id: String,
    pub state: FoundCancellationState,
    pub amount: Won,
    pub tax_free: Won,
    /// The words given with it. Ours carry [`CancelOrder::reference`].
    pub reason: String,
    pub requested_at: Timestamp,
    pub cancelled_at: Option<Timestamp>,
    pub receipt_url: Option<String>,
    pub arrival: RefundArrival,
}

impl FoundCancellation {
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.state == FoundCancellationState::Pending
    }
}

/// A cancel as it is handed to a vendor. Made once from the row; a repeat is made from the same row
/// and is therefore equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancelOrder {
    pub gateway_payment_id: String,
    /// Always sent, also for a full cancel: "the rest" is not a sum one can prove. An adapter whose
    /// vendor has no other word for a full cancel reads first and sends only if the rest is this.
    pub amount: Won,
    pub tax_free: Option<Won>,
    /// The balance the book knows; the vendor refuses when it knows another. Where a vendor compares
    /// nothing, its adapter reads and compares.
    pub expected_cancellable: Won,
    /// Words for the vendor's records.
    pub reason: String,
    /// Our cancellation id. It travels inside the reason, so that a later read can tell ours apart.
    pub reference: String,
    /// The vendor's idempotency key: 16–256 of `A-Za-z0-9-_`.
    pub key: String,
    pub refund_account: Option<RefundAccount>,
    /// Whether a promotion's discount stays; `None` leaves it to the vendor.
    pub retain_option: Option<RetainOption>,
}

impl CancelOrder {
    /// Whether it takes all that is left: the only cancel of a channel without
    /// [`Capabilities::partial_cancel`].
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.amount == self.expected_cancellable
    }
}

/// The end of one cancel call. Only the vendor's explicit word is final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CancelOutcome {
    Succeeded(FoundCancellation),
    /// Accepted; a webhook or a read settles it.
    Pending(FoundCancellation),
    /// The vendor's explicit no, or our own before anything left: this call moved nothing. An earlier
    /// call for the same row may have, so a repeat that is refused is settled by a read, not by this
    /// word.
    Refused(VendorWords),
    /// No clear answer: time-out, 5xx, a code we do not know, a fault of the PG behind the vendor.
    /// Never a failure; only proof settles it.
    Unknown {
        /// For the log and the operator.
        why: String,
        /// The no of the PG behind the vendor, passed on. The order is never sent again after it, as
        /// the PG may have executed it all the same; reads decide, over some time. `None` for every
        /// other unclear answer.
        words: Option<VendorWords>,
    },
}

/// The end of one void call, read like [`CancelOutcome`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VoidOutcome {
    Voided { at: Timestamp },
    Refused(VendorWords),
    Unknown { why: String, words: Option<VendorWords> },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPage {
    pub payments: Vec<Found>,
    /// Payments the book cannot hold (foreign currency, unreadable), by gateway id and reason.
    pub skipped: Vec<(String, String)>,
    /// Where to go on; `None` at the end.
    pub next_cursor: Option<String>,
}

/// Why a read brought nothing. A read changes nothing, so it may always be repeated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("the vendor does not know this payment")]
    NotFound,
    #[error("the vendor refused our credentials: {0}")]
    Unauthorized(String),
    #[error("the vendor could not be reached: {0}")]
    Unavailable(String),
    #[error("the vendor answered something we cannot read: {0}")]
    Malformed(String),
    /// For example a payment in dollars.
    #[error("the book cannot hold this payment: {0}")]
    Unsupported(String),
    /// Whoever could be asked has no means to find out. That says nothing about the payment.
    #[error("nobody can tell how this payment stands: {0}")]
    Untold(String),
}

impl From<HttpError> for ReadError {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::TooLarge | HttpError::Unsendable(_) => Self::Malformed(error.to_string()),
            HttpError::Setup(_)
            | HttpError::NoConnection(_)
            | HttpError::TimedOut
            | HttpError::BrokenOff(_) => Self::Unavailable(error.to_string()),
        }
    }
}

/// A vendor. No default bodies: each adapter says itself what it does.
#[async_trait]
pub trait Gateway: Send + Sync + std::fmt::Debug {
    fn capabilities(&self) -> Capabilities;

    /// Reads one payment. Not asked where [`Reading::BookOnly`] is declared.
    async fn find(&self, gateway_payment_id: &str) -> Result<Found, ReadError>;

    /// Reads payments created in `[from, until)` from `cursor` on, in the vendor's own order. A pull
    /// that stopped goes on at its cursor, not at the date of the last payment it saw.
    async fn list(
        &self,
        from: Timestamp,
        until: Timestamp,
        cursor: Option<&str>,
    ) -> Result<ListPage, ReadError>;

    /// Sends one cancel, once. Never retries by itself.
    async fn cancel(&self, order: &CancelOrder) -> CancelOutcome;

    /// Withdraws an unpaid payment. `key` as in [`CancelOrder::key`].
    async fn void(&self, gateway_payment_id: &str, key: &str) -> VoidOutcome;
}
