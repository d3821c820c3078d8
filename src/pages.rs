//! The screens, one folder each.

pub mod bills;
pub mod cancellations;
pub mod customer;
pub mod drift;
pub mod follow_ups;
pub mod guide;
#[cfg(debug_assertions)]
pub mod kit;
pub mod login;
pub mod not_found;
pub mod parts;
pub mod payments;
pub mod terminals;
