//! One small trait every vendor is behind, and a module for each vendor.
//!
//! A vendor's module has three parts: `wire` (the vendor's names, verbatim), `convert` (pure,
//! table-tested: their documents to our facts and back) and `client` (HTTP). Only this crate knows a
//! vendor's field names; no module here knows a database or another vendor.

pub mod bootpay;
mod gateway;
mod http;
pub mod portone;
mod secret;

pub use gateway::{
    CancelOrder, CancelOutcome, Capabilities, Found, FoundCancellation, FoundCancellationState,
    Gateway, ListPage, ReadError, Telling, VoidOutcome, sum_id,
};
pub use http::{BaseUrl, BaseUrlProblem, HttpError, Timeouts};
pub use secret::Secret;
