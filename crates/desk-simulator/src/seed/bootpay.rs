//! Bootpay's part of the demo: the same academy, a second online shop of it. Every order number
//! begins with `bootpay-`, so that nobody mixes them up with PortOne's payments.

mod history;
mod named;

use chrono::{DateTime, Utc};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::bootpay::scheduler;
use crate::bootpay::state::State;
use crate::bootpay::{Card, Scene};
use crate::config::Seed;
use crate::faults::Faults;

/// One payment here for so many of PortOne's.
const SHARE: usize = 10;

/// Card companies as nicepay names them, with their codes and first digits.
const COMPANIES: [(&str, &str, &str); 8] = [
    ("비씨", "01", "94352017"),
    ("KB국민", "02", "94912107"),
    ("하나", "03", "54611120"),
    ("삼성", "04", "53209210"),
    ("신한", "06", "45184200"),
    ("현대", "07", "43301200"),
    ("롯데", "08", "51118730"),
    ("NH농협", "12", "54611260"),
];

/// Fills an empty state. No webhooks are made: they would have been delivered long ago.
pub(crate) fn populate(state: &mut State, seed: Seed, now: DateTime<Utc>) {
    let target = state.outbox.target.take();
    let mut faults = Faults::default();
    let mut rng = ChaCha8Rng::seed_from_u64(seed.number);
    let mut scene = Scene { state, faults: &mut faults, now };
    named::add(&mut scene);
    history::add(&mut scene, &mut rng, seed.payments / SHARE);
    // Yesterday's test payments were swept by the PG last night.
    scheduler::sweep(&mut scene);
    state.outbox.target = target;
}

/// The `n`th card; all numbers are made up.
fn card(n: usize) -> Card {
    let (company, code, first) = COMPANIES[n % COMPANIES.len()];
    let months = if n.is_multiple_of(7) { 3 } else { 0 };
    Card {
        company: company.into(),
        code: code.into(),
        number: format!("{first}****{:04}", n % 10_000).as_str().into(),
        approval_number: format!("{:08}", 30_000_000 + n % 10_000_000),
        months,
        ..Card::default()
    }
}

#[cfg(test)]
mod tests;
