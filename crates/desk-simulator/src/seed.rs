//! Demo data: an academy (학원) and fourteen months of its payments. The same number, count and
//! day give the same book; everything is laid out relative to that day, so the demo looks fresh.
//!
//! Histories are not painted on: cancels, deposits and refunds run through the same code as a
//! call would, at a moment in the past.

mod academy;
mod bootpay;
mod draw;
mod history;
mod methods;
mod named;
mod promotions;

pub(crate) mod payssam;
pub(crate) mod van;

use chrono::{DateTime, Utc};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::config::Seed;
use crate::portone::state::State;

pub(crate) use bootpay::populate as populate_bootpay;
pub use named::PAYERS;

/// Fills an empty state. No webhooks are made: they would have been delivered long ago.
pub(crate) fn populate(state: &mut State, seed: Seed, now: DateTime<Utc>) {
    let target = state.outbox.target.take();
    let mut rng = ChaCha8Rng::seed_from_u64(seed.number);
    promotions::add(state, now);
    named::add(state, now);
    history::add(state, &mut rng, seed.payments, now);
    state.outbox.target = target;
}

#[cfg(test)]
mod tests;
