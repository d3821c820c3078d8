//! What befalls requests, drawn from the seed.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// Longer than the desk waits for an answer (65 s).
const BEYOND_MS: u64 = 67_000;
/// How late an order arrives at most. Far below the quarter of an hour after which a desk takes silence
/// for proof, also on the clock of the run, which jumps.
const LATE_MAX_MS: u64 = 900;
/// So often it is looked whether anything is still held up.
const LOOK_EVERY: Duration = Duration::from_millis(10);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The line ends before the request has left.
    Reset,
    /// The vendor has it, and the line ends.
    CutAfterSend,
    /// The line ends, and the vendor gets it later.
    Late {
        by_ms: u64,
    },
    /// The answer breaks off.
    HalfAnswer,
    /// Something else comes in place of the answer.
    Garbage,
    SlowAnswer {
        for_ms: u64,
    },
}

impl Fault {
    /// One of each.
    const ALL: [Self; 7] = [
        Self::Reset,
        Self::CutAfterSend,
        Self::Late { by_ms: 1 },
        Self::HalfAnswer,
        Self::Garbage,
        Self::SlowAnswer { for_ms: 1 },
        Self::SlowAnswer { for_ms: BEYOND_MS },
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::CutAfterSend => "cut after send",
            Self::Late { .. } => "late",
            Self::HalfAnswer => "half an answer",
            Self::Garbage => "garbage",
            Self::SlowAnswer { for_ms: BEYOND_MS } => "beyond the time-out",
            Self::SlowAnswer { .. } => "slow",
        }
    }
}

pub(crate) struct Weather {
    rng: Mutex<ChaCha8Rng>,
    /// Of a thousand requests, how many meet a fault.
    permille: AtomicU32,
    /// So many answers more come after the desk has stopped waiting.
    beyond: AtomicU32,
    held: AtomicUsize,
    seen: Mutex<BTreeMap<&'static str, u32>>,
}

/// An order that is on its way to nobody.
pub(crate) struct Held<'a>(&'a AtomicUsize);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Weather {
    pub(crate) fn of_seed(seed: u64) -> Self {
        Self {
            rng: Mutex::new(ChaCha8Rng::seed_from_u64(seed)),
            permille: AtomicU32::new(0),
            beyond: AtomicU32::new(0),
            held: AtomicUsize::new(0),
            seen: Mutex::default(),
        }
    }

    pub(crate) fn turn(&self, permille: u32) {
        self.permille.store(permille, Ordering::SeqCst);
    }

    /// The next answers come too late, one in four.
    pub(crate) fn keep_waiting(&self, answers: u32) {
        self.beyond.store(answers, Ordering::SeqCst);
    }

    /// Waits until no order is on its way any more: from here on time may pass.
    pub(crate) async fn settle(&self) {
        while self.held.load(Ordering::SeqCst) > 0 {
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    pub(crate) fn seen(&self) -> BTreeMap<&'static str, u32> {
        lock(&self.seen).clone()
    }

    /// Faults that nobody has met.
    pub(crate) fn never_seen(&self) -> Vec<&'static str> {
        let seen = lock(&self.seen);
        Fault::ALL.into_iter().map(Fault::name).filter(|name| !seen.contains_key(name)).collect()
    }

    pub(super) fn hold(&self) -> Held<'_> {
        self.held.fetch_add(1, Ordering::SeqCst);
        Held(&self.held)
    }

    pub(super) fn draw(&self) -> Option<Fault> {
        let fault = self.drawn()?;
        *lock(&self.seen).entry(fault.name()).or_default() += 1;
        Some(fault)
    }

    fn drawn(&self) -> Option<Fault> {
        let mut rng = lock(&self.rng);
        let is_struck = rng.random_ratio(self.permille.load(Ordering::SeqCst), 1_000);
        let kind = rng.random_range(0..6);
        let ms = rng.random_range(1..=LATE_MAX_MS);
        if kind == 0 && self.take_beyond() {
            return Some(Fault::SlowAnswer { for_ms: BEYOND_MS });
        }
        is_struck.then_some(match kind {
            0 => Fault::Reset,
            1 => Fault::CutAfterSend,
            2 => Fault::Late { by_ms: ms },
            3 => Fault::HalfAnswer,
            4 => Fault::Garbage,
            _ => Fault::SlowAnswer { for_ms: ms },
        })
    }

    fn take_beyond(&self) -> bool {
        let take = |left: u32| left.checked_sub(1);
        self.beyond.fetch_update(Ordering::SeqCst, Ordering::SeqCst, take).is_ok()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
