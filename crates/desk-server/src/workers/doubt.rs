//! A no that is not believed by itself: the PG behind the vendor may have executed the cancel, and only
//! its answer may have been lost.
//!
//! From the moment such words are written down the order is never sent again. The vendor is read until
//! it shows our cancel, or until it has shown nothing for as long as the words deserve.

use desk_domain::cancellation::VendorWords;
use desk_store::{JobKind, Sending, Settlement, StoreError};

use super::Next;
use super::answer::{end, later};
use crate::desk::Desk;
use crate::limits::{
    LATE_READ_SECONDS, PG_FAULT_PATIENCE_SECONDS, PLAIN_NO_PATIENCE_SECONDS,
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
/// patience, another one at its end is the proof: so there are always two.
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
    leave_unproven(desk, sending, words.clone()).await
}

/// Ends a cancel that nothing shows, though the money may have moved: the advice is to look in the PG's
/// admin before anybody tries again.
pub(super) async fn leave_unproven(
    desk: &Desk,
    sending: &Sending,
    words: VendorWords,
) -> Result<Next, StoreError> {
    read_late(desk, sending).await?;
    end(desk, sending, Settlement::Unproven(words)).await
}

/// Should the vendor learn of it after all, the book follows.
async fn read_late(desk: &Desk, sending: &Sending) -> Result<(), StoreError> {
    let Some(channel_id) = &sending.payment.channel_id else { return Ok(()) };
    for seconds in LATE_READ_SECONDS {
        let job = JobKind::RefreshPayment {
            channel_id: channel_id.clone(),
            gateway_payment_id: sending.payment.gateway_payment_id.clone(),
        };
        desk.store.schedule(&job, desk.now().plus_seconds(*seconds)).await?;
    }
    Ok(())
}
