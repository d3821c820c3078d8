//! One small trait every vendor is behind, and a module for each vendor.
//!
//! A vendor's module has three parts: `wire` (the vendor's names, verbatim), `convert` (pure,
//! table-tested: their documents to our facts and back) and `client` (HTTP). Only this crate knows a
//! vendor's field names; no module here knows a database or another vendor.

mod bills;
pub mod bootpay;
mod gateway;
mod http;
mod now;
pub mod payssam;
pub mod portone;
pub mod recorded;
mod reference;
mod secret;
pub mod terminal;

pub use bills::{ApprovalSync, Bills, Delivery, FoundBill, NewBill, NoticeError, SendOutcome};
pub use gateway::{
    CancelOrder, CancelOutcome, Capabilities, Found, FoundCancellation, FoundCancellationState,
    Gateway, ListPage, ReadError, Reading, VoidOutcome, sum_id,
};
pub use http::{BaseUrl, BaseUrlProblem, HttpError, Timeouts, vendors_clock};
pub use now::Now;
pub use secret::Secret;
