//! One target, one seed, as many inputs as there is time for.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

use crate::mutate::mutated;
use crate::target::{Target, Verdict};

/// How much of an input is shown, in bytes.
const SHOWN: usize = 600;
/// Fewer say nothing of a reader, however slow it is.
const INPUTS_MIN: u64 = 500;

pub(crate) struct Run {
    pub(crate) seed: u64,
    /// For one target.
    pub(crate) time: Duration,
    pub(crate) keep: PathBuf,
}

/// How many broken inputs were judged, and how many of them were not refused all the same.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) inputs: u64,
    pub(crate) understood: u64,
}

impl Run {
    /// What was judged; `None` when an input broke the target's law, or too little was judged or understood.
    pub(crate) fn of(&self, target: &mut dyn Target) -> Option<Count> {
        let (corpus, begun) = (target.corpus(), now());
        let mut count = Count::default();
        while begun.elapsed() < self.time || count.inputs < INPUTS_MIN {
            let input = mutated(&corpus, &mut self.dice(count.inputs));
            match judged(target, &input) {
                Ok(Verdict::Understood) => count.understood += 1,
                Ok(Verdict::Refused) => {}
                Err(broken) => {
                    self.tell(target.name(), count.inputs, &input, &broken);
                    return None;
                }
            }
            count.inputs += 1;
        }
        let (name, seed, Count { inputs, understood }) = (target.name(), self.seed, count);
        println!("{name:<20}{inputs:>9} inputs, {understood:>7} understood, seed {seed}");
        if understood == 0 {
            println!("{name}: nothing was understood, so nothing was tested");
        }
        (understood > 0).then_some(count)
    }

    /// Every input has its own dice, so that one can be made again without those before it.
    fn dice(&self, number: u64) -> ChaCha8Rng {
        let mut dice = ChaCha8Rng::seed_from_u64(self.seed);
        dice.set_stream(number);
        dice
    }

    fn tell(&self, name: &str, number: u64, input: &[u8], broken: &str) {
        println!("{name}: BROKEN by input {number} of seed {}: {broken}", self.seed);
        println!("  {}", input[..input.len().min(SHOWN)].escape_ascii());
        let file = self.keep.join(format!("{name}-{}-{number}", self.seed));
        let kept = fs::create_dir_all(&self.keep).and_then(|()| fs::write(&file, input));
        match kept {
            Ok(()) => println!(
                "again: cargo run -p desk-fuzz -- --target {name} --replay {}",
                file.display()
            ),
            Err(error) => println!("it could not be kept in {}: {error}", file.display()),
        }
    }
}

/// Judges one kept input again.
pub(crate) fn replay(target: &mut dyn Target, file: &Path) -> bool {
    let judged = fs::read(file)
        .map_err(|error| format!("{} cannot be read: {error}", file.display()))
        .and_then(|input| judged(target, &input));
    println!("{}: {judged:?}", target.name());
    judged.is_ok()
}

/// A panic breaks every law.
fn judged(target: &mut dyn Target, input: &[u8]) -> Result<Verdict, String> {
    catch_unwind(AssertUnwindSafe(|| target.judge(input)))
        .unwrap_or_else(|_| Err("it panicked".to_owned()))
}

#[expect(clippy::disallowed_methods, reason = "the time of a run is measured by the real clock")]
fn now() -> Instant {
    Instant::now()
}
