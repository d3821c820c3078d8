//! The agent between a small desk that speaks the real wire and the simulated terminal, over real
//! connections. What counts is the VAN's own ledger.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod aborting;
mod desk;
mod ends;
mod killed;
mod killed_process;
mod lines;
mod pairing;
mod repeats;
mod reporting;
mod shop;
