//! Bootpay's names, verbatim. Fields we do not use are left out and ignored.

mod amount;
mod cancel;
mod instant;
mod token;
pub(crate) mod v1;
pub(crate) mod v2;

pub(crate) use amount::Amount;
pub(crate) use cancel::{CancelBodyV1, CancelBodyV2, RefundV1, RefundV2};
pub(crate) use instant::Instant;
pub(crate) use token::{Keys, TokenV1, TokenV2};
