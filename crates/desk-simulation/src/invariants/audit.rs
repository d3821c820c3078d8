//! The audit chain, recomputed event by event up to the head that its writers left.

use desk_server::keeping::walk_chain;

use crate::violation::Violation;
use crate::world::World;

pub(super) const CHAIN: &str = "the audit chain verifies";

pub(crate) async fn chain_holds(world: &World) -> Result<(), Violation> {
    let report = walk_chain(&*world.replicas[0].desk.store, Vec::new()).await?;
    match report.breaks.first() {
        None => Ok(()),
        Some(first) => Err(Violation::of(CHAIN, first)),
    }
}
