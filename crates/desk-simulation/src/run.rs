//! One history from its beginning to its end.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt as _;

use crate::figures::Figures;
use crate::invariants::{chain_holds, hold_always, hold_at_rest};
use crate::plan::Plan;
use crate::template::{self, Tampering};
use crate::violation::{HARNESS, Violation};
use crate::world::World;

/// A history takes a tenth of a second of real time. One that takes this long hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// Carries out a plan and holds it against the laws. Blocks; not to be called inside a runtime.
///
/// # Errors
/// The first law that does not hold.
pub fn run(plan: &Plan, tampering: Tampering) -> Result<Figures, Violation> {
    template::prepare();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let outcome = runtime.block_on(async {
        let history = AssertUnwindSafe(history(plan, tampering)).catch_unwind();
        tokio::time::timeout(PATIENCE, history).await
    });
    runtime.shutdown_background();
    match outcome {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(Violation::of("nothing panics", "the panic is printed above")),
        Err(_) => Err(Violation::of(HARNESS, "the history hangs")),
    }
}

async fn history(plan: &Plan, tampering: Tampering) -> Result<Figures, Violation> {
    let mut world = World::open(plan, tampering).await?;
    for (number, step) in plan.steps.iter().enumerate() {
        let after = |violation: Violation| violation.after(number);
        world.act(step).await.map_err(after)?;
        world.settle().await;
        hold_always(&mut world).await.map_err(after)?;
    }
    world.come_to_rest().await?;
    hold_at_rest(&mut world).await?;
    world.press_all_again().await?;
    hold_at_rest(&mut world).await?;
    chain_holds(&world).await?;
    world.tell().await
}
