//! Bootpay: many PGs behind one API, in two generations that share only their words.
//!
//! Facts follow the vendor's gitbook (V1, March 2022), its developer site and SDKs (V2, August 2026).
//! What sets it apart:
//!
//! - A receipt tells no single cancellation, only the sum of them ([`crate::Reading::SumOnly`]).
//!   Neither `cancel_id` nor the words of a cancel come back; they are for the vendor's own screens.
//! - No list, and no way to close an empty virtual account.
//! - Status 20 is full and partial alike, so the sums decide, never the status.
//! - A cancel made at the PG's own site never reaches Bootpay: a receipt may be behind the money.
//! - No idempotency that a repeat could lean on: a `cancel_id` given twice is refused, for how long
//!   no document says. Nothing is ever sent again.

mod client;
mod convert;
mod webhook;
mod wire;

pub use client::{Bootpay, BootpayConfig};
pub use webhook::{HookError, HookKeys, ReceivedHook, read_hook};

/// Where the vendor's API is, for both generations.
pub const PRODUCTION_URL: &str = "https://api.bootpay.co.kr";

/// The generation of the API that a channel speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ApiVersion {
    /// Answers in an envelope, times without a zone, a token without a scheme.
    V1,
    #[default]
    V2,
}
