//! Builders, seeded ids, a settable clock and a test server, for tests only.

pub mod payments;
