//! Never twice, never lost: the proof.
//!
//! From one number comes a [`Plan`]: some payments and a list of steps in which people click twice,
//! answers get lost, processes die and vendors act on their own. The steps are carried out on the real
//! use cases, the real SQLite store and the real vendors' clients, beside the simulators' real handlers,
//! in one process and under a clock that only the steps move. After each step, and once everything has
//! come to rest, the book is read with plain SQL and held against what the vendors really did: see
//! [`laws`]. A history that breaks a law is made as short as it can be ([`shortest`]) and told with its
//! number.
//!
//! The network between a desk and its vendors belongs to the harness (`wire`): an order or an answer
//! that is late waits there for a step, not for a timer. Tokio's own paused clock is of no use beside
//! SQLite: its statements run on threads that Tokio does not know of, so it would see an idle program
//! and jump.

mod act;
mod billing;
mod browser;
mod careless;
mod click;
mod crash;
mod errand;
mod figures;
mod invariants;
mod keys;
mod mail;
mod plan;
mod quiet;
mod replica;
mod run;
mod seed;
mod shop;
mod shrink;
mod sight;
mod signing;
mod stock;
mod template;
mod told;
mod truth;
mod violation;
mod wire;
mod world;

pub use figures::{Figures, Mishap};
pub use invariants::{holds_at_rest, laws};
pub use plan::Plan;
pub use run::run;
pub use seed::plan_of;
pub use shrink::shortest;
pub use sight::{
    BillSeen, CancellationSeen, Cells, DutySeen, HookSeen, JobSeen, PaymentSeen, Rows, SentSeen,
    Sight,
};
pub use signing::signature;
pub use template::Tampering;
pub use told::ends_in_journal;
pub use truth::{Refund, Truth};
pub use violation::{HARNESS, Violation};
