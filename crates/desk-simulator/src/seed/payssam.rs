//! The academy's message payments: fourteen months of bills, and those with names. A tenth as many
//! as there are payments at PortOne.

mod history;
mod named;

use chrono::{DateTime, Utc};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::academy;
use crate::config::Seed;
use crate::payssam::{State, lifecycle};

/// Keeps the bills apart from what the same number draws for PortOne.
const STREAM: u64 = 3;

/// Fills an empty state. No callbacks are made: they would have been delivered long ago.
pub(crate) fn populate(state: &mut State, seed: Seed, now: DateTime<Utc>) {
    let count = seed.payments / 10;
    // The academy's, as PortOne's shop draws them first of all.
    let families = academy::families(&mut ChaCha8Rng::seed_from_u64(seed.number), count);
    let mut rng = ChaCha8Rng::seed_from_u64(seed.number);
    rng.set_stream(STREAM);
    named::add(state, now);
    history::add(state, &families, &mut rng, count, now);
    lifecycle::run_due(state, now);
}

#[cfg(test)]
mod tests;
