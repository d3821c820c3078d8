//! The simulator over real HTTP, driven as its clients drive it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bootpay;
mod control;
mod faults;
mod harness;
mod idempotency;
mod payments;
mod payssam;
mod restart;
mod van;
mod webhooks;
