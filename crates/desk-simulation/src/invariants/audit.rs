//! The audit chain, recomputed event by event.

use desk_domain::audit::{GENESIS, chain_hash};

use crate::violation::Violation;
use crate::world::World;

pub(super) const CHAIN: &str = "the audit chain verifies";

/// Above the events of any history.
const EVENTS_MAX: u32 = 10_000;

pub(crate) async fn chain_holds(world: &World) -> Result<(), Violation> {
    let events = world.replicas[0].desk.store.audit_after(0, EVENTS_MAX).await?;
    let mut previous = GENESIS.to_owned();
    for (seq, event) in (1..).zip(events) {
        let is_next = event.seq == seq && event.previous == previous;
        if !is_next || event.hash != chain_hash(&previous, &event.entry) {
            return Err(Violation::of(CHAIN, format!("{event:?}")));
        }
        previous = event.hash;
    }
    Ok(())
}
