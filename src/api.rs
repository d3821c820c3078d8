//! The only place of the browser that speaks HTTP. One file per resource.

mod client;
pub mod error;
mod pause;

pub mod banks;
pub mod bills;
pub mod cancellations;
pub mod customers;
pub mod drift;
pub mod events;
pub mod follow_ups;
pub mod json;
pub mod payments;
pub mod rulebook;
pub mod session;
pub mod staff;
pub mod terminals;

pub use pause::pause;
