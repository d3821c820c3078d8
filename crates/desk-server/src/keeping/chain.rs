//! The audit chain of a whole store, from its first event.

use desk_domain::audit::{AuditHead, ChainBreak, ChainWalk, Link};
use desk_store::{Store, StoreError};
use serde::Serialize;

/// Events read at once.
const BATCH: u32 = 1_000;
/// Breaks told: who has cut that much has cut all.
const TOLD: usize = 20;

/// How a chain is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChainReport {
    pub events: i64,
    /// Its last event, to be kept elsewhere.
    pub head: AuditHead,
    pub breaks: Vec<ChainBreak>,
}

/// Recomputes every hash. The chain must reach as far as the store's writers left it, and pass through
/// every head in `kept`. A desk that goes on writing meanwhile is no harm.
///
/// # Errors
/// When the store cannot be read.
pub async fn walk_chain(
    store: &dyn Store,
    kept: Vec<AuditHead>,
) -> Result<ChainReport, StoreError> {
    let mut anchors = kept;
    anchors.push(store.audit_head().await?);
    let mut walk = ChainWalk::past(anchors);
    let (mut seq, mut events, mut breaks) = (0, 0, Vec::new());
    loop {
        let batch = store.audit_after(seq, BATCH).await?;
        let Some(last) = batch.last() else { break };
        seq = last.seq;
        for event in &batch {
            events += 1;
            let (previous, hash) = (event.previous.as_str(), event.hash.as_str());
            breaks.extend(walk.step(Link { seq: event.seq, entry: &event.entry, previous, hash }));
        }
    }
    let (head, cut) = walk.end();
    breaks.extend(cut);
    breaks.truncate(TOLD);
    Ok(ChainReport { events, head, breaks })
}
