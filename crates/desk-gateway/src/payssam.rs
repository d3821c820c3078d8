//! PaySsam (결제선생): bills that go out by message, over the partner API of Paymint, V1 and V2.
//!
//! Facts follow the vendor's developer pages (V1 T 1.2.5 and U 1.2.6, V2 2.0.1), read in August 2026;
//! where they are silent, working integrations, and where nobody says, the careful reading. What is
//! particular about this vendor:
//! - A bill is read singly and cancelled whole. There is no list, no part and no idempotency key.
//! - Nothing is told of a cancel, ours or the manager site's: a read is the only proof, and it tells
//!   the state of the bill, never who changed it.
//! - A business failure comes with HTTP 200 and a code. The list of V2's codes is public in part only.
//! - A read brings no name, product or date of issue: those are our own index's ([`BillIndex`]).

mod bills;
mod callback;
mod client;
mod convert;
mod hash;
mod index;
mod wire;

pub use callback::CALLBACK_ANSWER;
pub use client::{ApiVersion, PaySsam, PaySsamConfig};
pub use index::{BillIndex, IndexUnreadable, KnownBill};
