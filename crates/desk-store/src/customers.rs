//! Customers: which payments are one person's, and what they add up to.

mod account;
mod backfill;
mod keys;

pub(crate) use account::account;
pub(crate) use backfill::fill_missing;
pub(crate) use keys::Keys;
