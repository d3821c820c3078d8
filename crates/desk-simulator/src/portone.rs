//! The simulator of PortOne V2: one listener at its origin root, as the SDKs expect.

pub(crate) mod exchange;
pub(crate) mod operation;
mod perform;

pub(crate) mod auth;
pub(crate) mod errors;
pub(crate) mod idempotency;
pub(crate) mod view;
pub mod wire;

pub(crate) mod blueprint;
pub(crate) mod book;
pub(crate) mod list;
pub(crate) mod state;

mod amounts;
pub(crate) mod banks;
pub(crate) mod cancel;
pub(crate) mod promotion;
pub(crate) mod receipts;
mod rules;
pub(crate) mod settlement;
pub(crate) mod virtual_account;

pub(crate) mod events;
pub(crate) mod sender;
pub(crate) mod signature;

/// The one merchant of the simulator.
pub(crate) const MERCHANT_ID: &str = "merchant-demo";
