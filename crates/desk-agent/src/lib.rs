//! The program on the POS PC, beside a card terminal. It dials out to the desk, pairs with a code
//! that a manager reads out, and does at the device what the desk asks for.
//!
//! Its one promise: **no order is begun twice.** What is about to happen is in the journal, synced to
//! the disk, before the device is touched; whatever dies after that is settled by asking the device,
//! never by beginning again. What the device cannot tell stays unknown, and is reported as that.
//!
//! A device is behind the trait [`driver::Driver`]; `docs/adding-a-terminal-driver.md` says how one is
//! added. The crate knows the wire to the desk and nothing of its database, rules or screens.

pub mod agent;
mod book;
mod hearing;
mod operator;

pub mod driver;
pub mod journal;

mod address;
mod backoff;
mod link;
pub mod pairing;
pub mod road;

pub mod cli;
mod clock;
mod entropy;
mod http;
pub mod pace;
mod patience;

pub use address::{Address, AddressProblem};
pub use clock::{Clock, SystemClock};
