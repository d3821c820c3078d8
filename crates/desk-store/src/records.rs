//! What goes into the store and what comes out of it.

mod bill;
mod drift;
mod follow_up;
mod keeping;
mod people;
mod snapshot;
mod terminal;

pub use bill::*;
pub use drift::*;
pub use follow_up::*;
pub use keeping::*;
pub use people::*;
pub use snapshot::*;
pub use terminal::*;

use desk_domain::cancellation::{
    Attention, Cancellation, CancellationKind, CancellationState, VendorWords,
};
use desk_domain::id::ChannelId;
use desk_domain::outside::OutsideVoid;
use desk_domain::payment::{Agreement, BookStatus, Channel, Customer, Method, Payment};
use desk_domain::{
    BillId, CancellationId, CustomerId, MerchantId, PaymentId, StaffId, Timestamp, Won,
};

// ---- payments ---------------------------------------------------------------------------------

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    #[default]
    PaidAt,
    CancelledAt,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Newest first, by the basis.
    #[default]
    Newest,
    Oldest,
    AmountHigh,
    AmountLow,
}

/// What a list of payments is narrowed to. Empty vectors narrow nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentFilter {
    pub merchants: Vec<MerchantId>,
    pub statuses: Vec<BookStatus>,
    /// Only payments with a cancellation in flight.
    pub in_flight: bool,
    pub basis: Basis,
    /// Inclusive.
    pub from: Option<Timestamp>,
    /// Exclusive.
    pub until: Option<Timestamp>,
    pub search: Option<String>,
    pub channels: Vec<Channel>,
    pub methods: Vec<Method>,
    pub agreements: Vec<Agreement>,
    pub customer: Option<CustomerId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest {
    pub sort: Sort,
    /// Opaque, from the page before.
    pub cursor: Option<String>,
    pub size: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next_cursor: Option<String>,
}

/// A payment in a list, with the state of its cancellation in flight, if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRow {
    pub payment: Payment,
    pub in_flight: Option<InFlight>,
}

/// The cancellation that holds a payment's money right now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InFlight {
    pub id: CancellationId,
    pub state: CancellationState,
    /// Why a person has to look at it.
    pub attention: Option<Attention>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatusSum {
    pub count: i64,
    pub amount: Won,
    pub cancelled: Won,
    /// Of `amount`, what never came in: of payments that nobody has paid yet, or that are void.
    pub not_received: Won,
}

/// What a person says was voided outside, where nobody can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOutsideVoid {
    pub payment: PaymentId,
    pub by: StaffId,
    pub outside: OutsideVoid,
    pub at: Timestamp,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutsideVoided {
    Done,
    /// It was void before; nothing changed.
    Already,
    /// It was paid meanwhile: there is nothing to void.
    WasPaid,
}

/// Sums of exactly what a filter shows; everything else counts with `statuses`, `agreements` and `in_flight` left
/// out of the filter, as the chips that choose them do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub shown: StatusSum,
    /// Every status, in the order of [`BookStatus::ALL`], also where nothing is in it.
    pub by_status: Vec<(BookStatus, StatusSum)>,
    pub in_flight: i64,
    pub disagreeing: i64,
}

/// One customer, over all time and all channels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerAccount {
    /// As the latest payment has it.
    pub customer: Customer,
    /// In whatever state.
    pub payments: i64,
    /// Money that came in, what went back included.
    pub paid: Won,
    pub cancelled: Won,
    /// Asked for and not paid yet.
    pub unpaid: Won,
}

// ---- cancellations ----------------------------------------------------------------------------

/// An intent to cancel, checked by the rulebook, not yet in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCancellation {
    pub cancellation: Cancellation,
    /// The refund account, sealed by the server; the store cannot read it.
    pub sealed_refund_account: Option<Vec<u8>>,
    pub intent: Intent,
    /// When the worker may send it.
    pub send_at: Timestamp,
    /// Version of the payment the decision was made on; another version is a conflict.
    pub payment_version: i64,
    /// What was cancelled outside already is proved by its approval number: nobody can be asked.
    pub closes_duty: bool,
}

/// The person's click: the same key is the same click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// The client's `Idempotency-Key`.
    pub key: String,
    /// SHA-256 of who, which payment and which body.
    pub fingerprint: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requested {
    Created(Cancellation),
    /// The same key with the same body: the stored cancellation, as it stands now.
    Repeated(Cancellation),
    /// The same key with another body.
    KeyReused,
    /// Another cancellation of this payment is in flight.
    InFlight(CancellationId),
    /// The payment changed since the decision was made.
    Stale {
        cancellable: Won,
    },
    /// The database refused the reservation: more than is left.
    Exceeds {
        cancellable: Won,
    },
}

/// The end of a cancellation, or its next pause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settlement {
    Succeeded {
        gateway_cancellation_id: Option<String>,
        receipt_url: Option<String>,
    },
    /// The vendor will settle it; look again at `check_at`.
    Accepted {
        gateway_cancellation_id: Option<String>,
        check_at: Timestamp,
    },
    Failed(VendorWords),
    /// In doubt: nothing has shown up for as long as anybody waits, and the PG may have executed it all
    /// the same. It stays in flight, so that nothing else of the payment is cancelled, and it is
    /// somebody's duty, until a read or a person proves it. The resolver looks again at `check_at`.
    Unproven {
        words: VendorWords,
        check_at: Timestamp,
    },
    /// No answer, or one that proves nothing; the resolver looks at `check_at`.
    Unknown {
        why: String,
        /// The no that the vendor passed on. Once it has come the cancel is never sent again.
        words: Option<VendorWords>,
        /// Given by the first read after those words that shows nothing of it.
        quiet_since: Option<Timestamp>,
        check_at: Timestamp,
    },
}

/// What a person has seen with their own eyes of a cancel in doubt, where the vendor's API proves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// When the PG cancelled it, as its own records say; `None` when they say that it did not.
    pub cancelled_at: Option<Timestamp>,
    /// How it was proven. Kept for ever, so without personal data.
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    Changed(Cancellation),
    /// It was settled before; nothing changed. Not an error: answers may arrive twice. A success after
    /// a failure is no such answer: it corrects the book.
    AlreadySettled(Cancellation),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Withdrawn {
    Done(Cancellation),
    TooLate(Cancellation),
}

/// What the sender needs, read in the transaction that wrote `sent`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    pub cancellation: Cancellation,
    pub payment: Payment,
    pub sealed_refund_account: Option<Vec<u8>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CancellationFilter {
    pub merchants: Vec<MerchantId>,
    /// By `requested_at`, inclusive.
    pub from: Option<Timestamp>,
    /// Exclusive.
    pub until: Option<Timestamp>,
    /// Of the payment behind it, as in [`PaymentFilter::search`].
    pub search: Option<String>,
    pub requested_by: Vec<StaffId>,
    pub kinds: Vec<CancellationKind>,
    pub channels: Vec<Channel>,
    pub states: Vec<CancellationState>,
    pub amount_min: Option<Won>,
    pub amount_max: Option<Won>,
    pub payment_id: Option<PaymentId>,
    /// Whose payment is behind it.
    pub customer: Option<CustomerId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CancellationRow {
    pub cancellation: Cancellation,
    pub payment: Payment,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CancellationSummary {
    pub count: i64,
    /// Succeeded ones only.
    pub amount: Won,
}

/// One line of a payment's or a cancellation's story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryLine {
    pub at: Timestamp,
    pub actor: String,
    pub action: String,
    pub subject: String,
    /// JSON, as it stands in the audit chain.
    pub body: String,
}

// ---- jobs, hooks, events ----------------------------------------------------------------------

/// Work that survives a crash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobKind {
    SendCancellation(CancellationId),
    /// Sent or unknown: read the vendor until it is certain.
    ResolveCancellation(CancellationId),
    /// A webhook or a person asked: read the vendor again.
    RefreshPayment {
        channel_id: ChannelId,
        gateway_payment_id: String,
    },
    SendBill(BillId),
    /// Read the vendor until it is certain whether it has a bill that is not to be sent by itself.
    FindBill(BillId),
    /// The book has let go of a bill that was tried: see to it that nobody pays it at its vendor.
    WithdrawBill(BillId),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub id: i64,
    pub kind: JobKind,
    pub attempts: u32,
    /// When it was first to be done.
    pub first_due_at: Timestamp,
}

/// A webhook that is worth a read. Stored once by its id; only a trigger to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    pub channel_id: ChannelId,
    pub hook_id: String,
    pub mark: HookMark,
    pub kind: String,
    pub gateway_payment_id: String,
    pub received_at: Timestamp,
    /// When the payment is to be read, unless the webhook is a repeat.
    pub read_at: Timestamp,
}

/// What it means that a webhook's id came before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookMark {
    /// One id is one event: it is a repeat, and its read was left by the first.
    OfEvent,
    /// Two events may look alike: for this many seconds it is a repeat, and when they are over the payment
    /// is read once more for all of them, in case one was an event of its own.
    OfBody { seconds: i64 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookStored {
    New,
    Duplicate,
}

/// Something changed: which payment, so that screens can update their row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeEvent {
    pub seq: i64,
    pub merchant_id: MerchantId,
    /// `payment.changed`, `cancellation.requested`, `cancellation.succeeded`, ...
    pub kind: String,
    pub payment_id: PaymentId,
    pub cancellation_id: Option<CancellationId>,
}

// ---- reading vendors' lists -----------------------------------------------------------------------

/// Where a pull of a vendor's list stands, so that it can go on after a stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportProgress {
    pub channel_id: ChannelId,
    pub from: Timestamp,
    pub until: Timestamp,
    pub cursor: Option<String>,
    pub imported: i64,
    pub done: bool,
}

/// A round of the reconciler, claimed for one connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// How far the vendor's list was read last; `None` before the first time.
    pub listing: Option<Listing>,
}

/// A period of a vendor's list, and how far it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub from: Timestamp,
    pub until: Timestamp,
    pub cursor: Option<String>,
    pub done: bool,
}

/// One chained event, as `audit verify` reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEvent {
    pub seq: i64,
    pub entry: desk_domain::audit::AuditEntry,
    pub previous: String,
    pub hash: String,
}
