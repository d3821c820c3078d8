//! Reading a payment again because a webhook came or a cancel ended.

use desk_domain::id::ChannelId;
use desk_domain::payment::Channel;
use desk_gateway::ReadError;
use desk_store::StoreError;

use super::Next;
use crate::desk::Desk;
use crate::limits::{RESOLVE_BACKOFF_SECONDS, backoff};
use crate::usecases::refresh_payment::{Reader, RefreshError, read_and_book};

pub(super) async fn refresh(
    desk: &Desk,
    channel_id: &ChannelId,
    gateway_payment_id: &str,
    repeats: u32,
) -> Result<Next, StoreError> {
    let Some(connection) = desk.connection(channel_id) else {
        tracing::warn!(channel = %channel_id, "a payment of a connection that is gone");
        return Ok(Next::Done);
    };
    let error = match read_and_book(desk, connection, gateway_payment_id, Reader::DESK).await {
        Ok(_) => return Ok(Next::Done),
        Err(RefreshError::Store(error)) => return Err(error),
        Err(RefreshError::Read(error)) => error,
    };
    tracing::warn!(%error, payment = gateway_payment_id, "a payment could not be read again");
    match error {
        ReadError::NotFound | ReadError::Unsupported(_) => Ok(Next::Done),
        ReadError::Unauthorized(_) | ReadError::Unavailable(_) | ReadError::Malformed(_) => {
            note_silence(desk, connection.channel, gateway_payment_id, repeats).await?;
            let seconds = backoff(RESOLVE_BACKOFF_SECONDS, repeats);
            Ok(Next::Again { at: desk.now().plus_seconds(seconds) })
        }
    }
}

/// Once per silence, so that the story of a payment is not a list of knocks on a door.
async fn note_silence(
    desk: &Desk,
    channel: Channel,
    gateway_payment_id: &str,
    repeats: u32,
) -> Result<(), StoreError> {
    if repeats > 0 {
        return Ok(());
    }
    match desk.store.payment_at_gateway(channel, gateway_payment_id).await? {
        Some(row) => desk.store.note_gateway_silent(&row.payment.id, desk.now()).await,
        None => Ok(()),
    }
}
