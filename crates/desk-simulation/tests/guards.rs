//! The harness itself is tested: without a guard, it finds out.

mod sabotage;

use std::io::Write as _;
use std::process::Command;

use desk_simulation::{Tampering, Violation, plan_of, run, shortest};
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

/// What a person is given to look into: less of the same history, which still breaks the same law.
#[test]
fn a_history_that_breaks_a_law_is_cut_short() {
    let without = GUARDS[0].without;
    let (seed, violation) = first_caught(without).expect("the guard is missed");
    let whole = plan_of(seed);
    let (cut, left) = shortest(&whole, without, violation.clone());
    assert_eq!(left.law, violation.law, "seed {seed}");
    assert!(cut.steps.len() < whole.steps.len(), "seed {seed}: {} steps", cut.steps.len());
    assert!(left.step.is_none_or(|step| step < cut.steps.len()), "seed {seed}: {left}");
    let mut rest = whole.steps.iter().map(|step| format!("{step:?}"));
    let is_of_it = |step| rest.any(|of_whole| of_whole == format!("{step:?}"));
    assert!(cut.steps.iter().all(is_of_it), "seed {seed}: its steps are in another order");
    assert_eq!((cut.seed, cut.payments.len()), (seed, whole.payments.len()));
}

/// `cargo xtask soak --seed N`: the plan that is printed is the one of a run of many.
#[test]
fn a_seed_is_played_again_alone() {
    const SEED: u64 = 7;
    let program = env!("CARGO_BIN_EXE_desk-simulation");
    let played = Command::new(program).args(["--seed", &SEED.to_string()]).output();
    let played = played.expect("the program is built beside its tests");
    let told = String::from_utf8_lossy(&played.stdout);
    assert!(played.status.success(), "{told}");
    assert!(told.starts_with(&format!("{:#?}\n", plan_of(SEED))), "{told}");
    assert!(told.contains("every law holds: "), "{told}");
}
