//! The harness itself is tested: without a guard, it finds out.

mod sabotage;

use std::io::Write as _;

use desk_simulation::{Tampering, Violation, plan_of, run};
use sabotage::GUARDS;

/// As many as `cargo xtask test` runs.
const HISTORIES: u64 = 2_000;

fn first_caught(tampering: Tampering) -> Option<(u64, Violation)> {
    (0..HISTORIES).find_map(|seed| Some((seed, run(&plan_of(seed), tampering).err()?)))
}

#[test]
fn each_guard_that_is_missing_is_missed() {
    for guard in GUARDS {
        let caught = first_caught(guard.without);
        let (seed, violation) =
            caught.unwrap_or_else(|| panic!("nothing shows without {}", guard.name));
        // Past the test's capture: the seeds of a run are what the table in docs/reliability.md is made of.
        writeln!(std::io::stderr(), "without {}: seed {seed}, {}", guard.name, violation.law)
            .expect("standard error is open");
        assert!(guard.broken.contains(&violation.law), "{}: seed {seed}: {violation}", guard.name);
    }
}

#[test]
fn with_all_of_them_nothing_is_found() {
    for seed in 0..40 {
        run(&plan_of(seed), Tampering::default())
            .unwrap_or_else(|violation| panic!("seed {seed}: {violation}"));
    }
}
