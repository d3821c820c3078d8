//! The rules of Cancel Desk, as pure functions over plain values.
//!
//! What lives here: integer money ([`Won`]), prefixed ids, instants and Korean calendar dates,
//! the facts of a payment, the state machine of a cancellation, the arithmetic of what is left,
//! and the rulebook with its evaluation. The server and the browser ask the same code.
//!
//! What must never be here: I/O, a clock, random numbers, async, a vendor's field name, SQL, HTTP.
//! "Now" is always an argument.

pub mod advice;
pub mod amounts;
pub mod audit;
pub mod bill;
pub mod cancellation;
pub mod decision;
pub mod drift;
pub mod follow_up;
pub mod guide;
pub mod hangul;
pub mod id;
pub mod kst;
pub mod limits;
pub mod mask;
pub mod money;
pub mod outside;
pub mod payment;
pub mod reconcile;
pub mod refund_account;
#[cfg(feature = "rulebook")]
pub mod rulebook;
pub mod terminal;
pub mod text;

pub use id::{
    BillId, CancellationId, CustomerId, FollowUpId, MerchantId, PaymentId, StaffId, TerminalId,
};
pub use kst::Timestamp;
pub use money::Won;
pub use text::Text;
