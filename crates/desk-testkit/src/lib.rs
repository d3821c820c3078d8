//! Builders of payments and free ports, for tests only.

pub mod payments;
pub mod ports;
