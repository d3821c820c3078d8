//! The shortest history that still breaks the same law.

use crate::plan::Plan;
use crate::run::run;
use crate::template::Tampering;
use crate::violation::Violation;

/// Leaves out steps, long stretches first, for as long as the law stays broken.
#[must_use]
pub fn shortest(plan: &Plan, tampering: Tampering, found: Violation) -> (Plan, Violation) {
    let (mut plan, mut found) = (plan.clone(), found);
    let mut stretch = plan.steps.len().div_ceil(2);
    while stretch > 0 {
        let mut from = 0;
        while from < plan.steps.len() {
            let mut shorter = plan.clone();
            let until = plan.steps.len().min(from + stretch);
            shorter.steps.drain(from..until);
            match run(&shorter, tampering) {
                Err(violation) if violation.law == found.law => {
                    (plan, found) = (shorter, violation);
                }
                Ok(_) | Err(_) => from += stretch,
            }
        }
        stretch /= 2;
    }
    (plan, found)
}
