//! Reading a payment again because a webhook came or a cancel ended.

use desk_domain::audit::AuditEntry;
use desk_domain::id::ChannelId;
use desk_domain::payment::Payment;
use desk_gateway::ReadError;
use desk_store::{Job, StoreError};
use serde_json::json;

use super::Next;
use crate::desk::{Connection, Desk};
use crate::limits::{
    RESOLVE_BACKOFF_SECONDS, STRANGER_PATIENCE_SECONDS, UNREADABLE_BACKOFF_SECONDS,
    UNREADABLE_PATIENCE_SECONDS, backoff,
};
use crate::refusals::Refused;
use crate::usecases::refresh_payment::{Reader, RefreshError, read_and_book};

/// A payment that cannot be read yet may be readable later: a vendor's webhook can overtake its own
/// books, and a connection that is missing can be configured again. Only after a day it is given up, or
/// after an hour where nobody proves that there is such a payment at all.
pub(super) async fn refresh(
    desk: &Desk,
    job: &Job,
    channel_id: &ChannelId,
    gateway_payment_id: &str,
) -> Result<Next, StoreError> {
    let Some(connection) = desk.connection(channel_id) else {
        let unread = Unread { channel_id, gateway_payment_id, connection: None, known: None };
        return unread.later(desk, job, "its connection is not configured").await;
    };
    let known = desk.store.payment_at_gateway(&connection.place(gateway_payment_id)).await?;
    let known = known.map(|row| row.payment);
    let error = match read_and_book(desk, connection, gateway_payment_id, Reader::DESK).await {
        Ok(_) | Err(RefreshError::Read(ReadError::Untold(_))) => return Ok(Next::Done),
        Err(RefreshError::Store(error)) => return Err(error),
        Err(RefreshError::Read(error)) => error,
    };
    if let Some(known) = &known {
        desk.store.note_gateway_silent(known, desk.now()).await?;
    }
    match error {
        ReadError::NotFound | ReadError::Unsupported(_) => {
            let (connection, known) = (Some(connection), known.as_ref());
            let unread = Unread { channel_id, gateway_payment_id, connection, known };
            if unread.is_strange() && repeats(job) == 0 {
                desk.refusals.count(Refused::BaselessHook);
            }
            unread.later(desk, job, &error.to_string()).await
        }
        ReadError::Unauthorized(_)
        | ReadError::Unavailable(_)
        | ReadError::Malformed(_)
        | ReadError::Untold(_) => {
            tracing::warn!(%error, payment = gateway_payment_id, "a payment could not be read");
            let seconds = backoff(RESOLVE_BACKOFF_SECONDS, repeats(job));
            Ok(Next::Again { at: desk.now().plus_seconds(seconds) })
        }
    }
}

/// A payment that was asked for and could not be read.
struct Unread<'a> {
    channel_id: &'a ChannelId,
    gateway_payment_id: &'a str,
    connection: Option<&'a Connection>,
    known: Option<&'a Payment>,
}

impl Unread<'_> {
    /// Whether only somebody who proves nothing has ever spoken of it.
    fn is_strange(&self) -> bool {
        let is_a_hint = |connection: &Connection| !connection.hooks.prove_their_sender();
        self.known.is_none() && self.connection.is_some_and(is_a_hint)
    }

    fn patience_seconds(&self) -> i64 {
        if self.is_strange() { STRANGER_PATIENCE_SECONDS } else { UNREADABLE_PATIENCE_SECONDS }
    }

    async fn later(&self, desk: &Desk, job: &Job, why: &str) -> Result<Next, StoreError> {
        let now = desk.now();
        let (channel, payment) = (self.channel_id, self.gateway_payment_id);
        if now.seconds_since(job.first_due_at) >= self.patience_seconds() {
            tracing::error!(%channel, payment, why, "a payment is given up; nobody could read it");
            self.note_given_up(desk, why).await?;
            return Ok(Next::Done);
        }
        tracing::warn!(%channel, payment, why, "a payment cannot be read yet");
        let seconds = backoff(UNREADABLE_BACKOFF_SECONDS, repeats(job));
        Ok(Next::Again { at: now.plus_seconds(seconds) })
    }

    /// Into the story of the payment, where it has one; into the audit chain in any case.
    async fn note_given_up(&self, desk: &Desk, why: &str) -> Result<(), StoreError> {
        let subject =
            self.known.map_or(self.gateway_payment_id, |payment| payment.id.as_str()).to_owned();
        let entry = AuditEntry {
            at: desk.now().0,
            actor: "system".to_owned(),
            action: "payment.unreadable".to_owned(),
            subject,
            body: json!({ "channel_id": self.channel_id, "why": why }).to_string(),
        };
        desk.store.audit(&entry, self.connection.map(|connection| &connection.merchant_id)).await
    }
}

fn repeats(job: &Job) -> u32 {
    job.attempts.saturating_sub(1)
}
