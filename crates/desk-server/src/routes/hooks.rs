//! Webhooks: verified, stored once, acknowledged. What they say is not believed; they only make a
//! worker read the vendor again.

use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use desk_api::ProblemCode;
use desk_domain::payment::Channel;
use desk_gateway::portone::{HookError, verify_hook};
use desk_store::Hook;

use crate::desk::Desk;
use crate::limits::HOOK_BODY_MAX_BYTES;
use crate::problem::Refusal;

/// Answers 200 also for a kind that is new to us and for one that came before: a vendor repeats
/// what is not acknowledged.
pub(super) async fn portone(
    State(desk): State<Arc<Desk>>,
    Path(channel_id): Path<String>,
    request: Request,
) -> Result<StatusCode, Refusal> {
    let connection = channel_id
        .parse()
        .ok()
        .and_then(|id| desk.connection(&id))
        .filter(|connection| connection.channel == Channel::Portone)
        .ok_or_else(|| Refusal::new(ProblemCode::NotFound))?;
    let (head, body) = request.into_parts();
    let body = to_bytes(body, HOOK_BODY_MAX_BYTES)
        .await
        .map_err(|_| Refusal::new(ProblemCode::BodyTooLarge))?;
    let now = desk.now();
    let verified = verify_hook(&connection.webhook_secrets, &head.headers, &body, now)
        .map_err(|error| refuse(&error))?;
    if let Some(gateway_payment_id) = verified.gateway_payment_id {
        let hook = Hook {
            channel_id: connection.id.clone(),
            hook_id: verified.id,
            kind: verified.kind,
            gateway_payment_id,
            received_at: now,
        };
        let stored = desk.store.store_hook(&hook).await?;
        tracing::info!(kind = hook.kind, ?stored, "a webhook came");
        desk.work.notify_one();
    }
    Ok(StatusCode::OK)
}

/// A forged webhook learns nothing about why it was not believed; the log does.
fn refuse(error: &HookError) -> Refusal {
    tracing::warn!(%error, "a webhook was refused");
    match error {
        HookError::Unreadable => Refusal::new(ProblemCode::BadJson),
        HookError::MissingHeader
        | HookError::BadTimestamp
        | HookError::TooOld
        | HookError::TooNew
        | HookError::NoMatchingSignature => Refusal::new(ProblemCode::NotSignedIn),
    }
}
