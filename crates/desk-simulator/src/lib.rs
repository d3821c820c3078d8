//! The vendors' side of the wire: HTTP servers that answer as the payment vendors do, with their
//! quirks, their typed errors and their accidents (lost answers, late webhooks, refunds made on
//! the PG's own site).
//!
//! The official SDKs talk to it unchanged. It keeps its own book and a ledger of every refund
//! that really happened, so that a test can say "exactly one". It knows nothing of our gateway,
//! our domain or our wire: sharing code would mean sharing mistakes.
//!
//! [`Simulators::start`] opens them all.

mod answer;
pub mod bootpay;
mod calls;
mod changes;
mod clock;
mod config;
mod control;
mod faults;
mod ids;
mod journal;
mod net;
mod outbox;
pub mod payssam;
mod portone;
mod post;
mod private;
mod seed;
mod simulators;
mod tracked;
pub mod van;
mod world;

pub use clock::{Clock, DemoClock, ManualClock, SystemClock};
pub use config::{Config, DEMO_API_SECRET, DEMO_STORE_ID, Ports, Seed, demo_webhook_secret};
pub use control::Truth;
pub use faults::{Fault, FaultKind, Scope};
pub use journal::JournalError;
pub use portone::blueprint::Blueprint;
pub use portone::book::{Contract, PendingRefund, Refund, RefundSource};
pub use portone::errors::{ApiError, ErrorKind};
pub use portone::receipts::ReceiptType;
pub use portone::wire;
pub use private::Private;
pub use seed::PAYERS as DEMO_PAYERS;
pub use simulators::{Running, SimulatorError, Simulators};
pub use world::Pumped;
