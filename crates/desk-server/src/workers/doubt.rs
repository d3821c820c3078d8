//! A no that is not believed by itself: the PG behind the vendor may have executed the cancel, and only
//! its answer may have been lost.
//!
//! From the moment such words are written down the order is never sent again. The vendor is read until
//! it shows our cancel, or until it has shown nothing for as long as the words deserve. A plain no is
//! believed then. Anything else stays in doubt: silence of the vendor is no word of the PG behind it.

use desk_domain::cancellation::VendorWords;
use desk_store::{Sending, Settlement, StoreError};

use super::Next;
use super::answer::{end, later};
use crate::desk::Desk;
use crate::limits::{
    DOUBT_BACKOFF_SECONDS, PG_FAULT_PATIENCE_SECONDS, PLAIN_NO_PATIENCE_SECONDS,
    RESOLVE_BACKOFF_SECONDS, backoff,
};

/// Keeps the words; a job reads the vendor.
pub(super) async fn doubt(
    desk: &Desk,
    sending: &Sending,
    words: VendorWords,
) -> Result<Next, StoreError> {
    let id = &sending.cancellation.id;
    tracing::warn!(cancellation = %id, code = words.code, "a no that only reads can prove");
    let settlement = Settlement::Unknown {
        why: words.message.clone(),
        words: Some(words),
        quiet_since: None,
        check_at: desk.now().plus_seconds(backoff(RESOLVE_BACKOFF_SECONDS, 0)),
    };
    desk.store.settle_cancellation(id, &settlement, desk.now()).await?;
    Ok(Next::Done)
}

/// A read has shown nothing of a cancel that was answered with `words`. The first such read starts the
/// patience, another one ends it: so there are always two.
pub(super) async fn hear_nothing(
    desk: &Desk,
    sending: &Sending,
    words: &VendorWords,
    repeats: u32,
) -> Result<Next, StoreError> {
    let now = desk.now();
    let is_plain = desk.explain(&sending.payment, words).is_plain_no();
    let Some(quiet_since) = sending.cancellation.quiet_since else {
        let settlement = Settlement::Unknown {
            why: words.message.clone(),
            words: None,
            quiet_since: Some(now),
            check_at: now.plus_seconds(backoff(RESOLVE_BACKOFF_SECONDS, 0)),
        };
        desk.store.settle_cancellation(&sending.cancellation.id, &settlement, now).await?;
        return Ok(Next::Done);
    };
    let patience = if is_plain { PLAIN_NO_PATIENCE_SECONDS } else { PG_FAULT_PATIENCE_SECONDS };
    let believed_at = quiet_since.plus_seconds(patience);
    if now < believed_at {
        let Next::Again { at } = later(desk, RESOLVE_BACKOFF_SECONDS, repeats) else {
            return Ok(Next::Done);
        };
        return Ok(Next::Again { at: at.min(believed_at) });
    }
    if is_plain {
        return end(desk, sending, Settlement::Failed(words.clone())).await;
    }
    leave_in_doubt(desk, sending, words.clone()).await
}

/// Stops waiting for a cancel that nothing shows, though the money may have moved. Nobody cancels
/// anything else of the payment until somebody has looked in the PG's admin, or the vendor learns of it:
/// it is still read, ever less often.
pub(super) async fn leave_in_doubt(
    desk: &Desk,
    sending: &Sending,
    words: VendorWords,
) -> Result<Next, StoreError> {
    let id = &sending.cancellation.id;
    tracing::error!(cancellation = %id, code = words.code, "in doubt: people have to find out");
    let check_at = desk.now().plus_seconds(backoff(DOUBT_BACKOFF_SECONDS, 0));
    let settlement = Settlement::Unproven { words, check_at };
    desk.store.settle_cancellation(id, &settlement, desk.now()).await?;
    Ok(Next::Done)
}
