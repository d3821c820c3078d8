//! PaySsam's names, verbatim. V1 writes snake case and flat, V2 camel case with the payload in `bill`
//! and `data`. Fields we do not use are left out and ignored.

mod answer;
mod call;
mod endpoint;

pub(super) use answer::{Bill, BillState, Cancelled, Envelope, SentBill, text};
pub(super) use call::{BillCallV1, BillCallV2, InBill, NewBillV1, NewBillV2, V1, V2};
pub(super) use endpoint::Endpoint;
