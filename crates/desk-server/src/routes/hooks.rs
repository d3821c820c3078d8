//! Webhooks: verified, stored once, acknowledged. What they say is not believed; they only make a
//! worker read the vendor again, and a repeat not even that, where it names its event. Where a vendor signs
//! nothing, they are hints, and the reads that hints can cause have limits.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use desk_api::ProblemCode;
use desk_domain::Timestamp;
use desk_gateway::NoticeError;
use desk_gateway::bootpay::{self, ApiVersion};
use desk_gateway::portone::{HookError, verify_hook};
use desk_store::{Hook, HookMark, HookStored};
use serde_json::json;

use crate::desk::{Connection, Desk, Hooks};
use crate::edge::whole;
use crate::limits::{ALIKE_HOOKS_SECONDS, HOOK_BODY_MAX_BYTES};
use crate::problem::Refusal;
use crate::refusals::Refused;

/// Answers 200 also for a kind that is new to us and for one that came before: a vendor repeats
/// what is not acknowledged.
pub(super) async fn portone(
    State(desk): State<Arc<Desk>>,
    Path(channel_id): Path<String>,
    request: Request,
) -> Result<StatusCode, Refusal> {
    let connection = connection(&desk, &channel_id)?;
    let Hooks::PortOne(secrets) = &connection.hooks else { return Err(stray(&desk)) };
    let (head, body) = request.into_parts();
    let body = whole(&desk, body, HOOK_BODY_MAX_BYTES).await?;
    let verified = verify_hook(secrets, &head.headers, &body, desk.now())
        .map_err(|error| refuse(&desk, reason(error), &error))?;
    if let Some(gateway_payment_id) = verified.gateway_payment_id {
        keep(&desk, connection, verified.id, verified.kind, gateway_payment_id).await?;
    }
    Ok(StatusCode::OK)
}

/// Answers in the words that each generation wants; with any other the vendor sends it again.
pub(super) async fn bootpay(
    State(desk): State<Arc<Desk>>,
    Path(channel_id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let connection = connection(&desk, &channel_id)?;
    let Hooks::Bootpay(keys) = &connection.hooks else { return Err(stray(&desk)) };
    let body = whole(&desk, request.into_body(), HOOK_BODY_MAX_BYTES).await?;
    let hook = bootpay::read_hook(keys, &body).map_err(|error| {
        let what = match error {
            bootpay::HookError::Unreadable => Refused::UnreadableHook,
            bootpay::HookError::WrongKeys => Refused::ForgedHook,
        };
        refuse(&desk, what, &error)
    })?;
    keep(&desk, connection, hook.id, hook.kind, hook.gateway_payment_id).await?;
    Ok(match keys.api_version {
        ApiVersion::V1 => "OK".into_response(),
        ApiVersion::V2 => Json(json!({ "success": true })).into_response(),
    })
}

/// 승인동기화. Answers byte for byte what the vendor wants to hear, once the notice is stored; with any
/// other answer it comes again every hour.
pub(super) async fn payssam(
    State(desk): State<Arc<Desk>>,
    Path(channel_id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let connection = connection(&desk, &channel_id)?;
    let Hooks::Payssam(bills) = &connection.hooks else { return Err(stray(&desk)) };
    let body = whole(&desk, request.into_body(), HOOK_BODY_MAX_BYTES).await?;
    let notice = bills.read_notice(&body).map_err(|error| {
        let what = match error {
            NoticeError::Unreadable => Refused::UnreadableHook,
            NoticeError::WrongKey => Refused::ForgedHook,
        };
        refuse(&desk, what, &error)
    })?;
    keep(&desk, connection, notice.id, notice.kind, notice.bill_number).await?;
    Ok(([(CONTENT_TYPE, "application/json")], bills.notice_answer()).into_response())
}

fn connection<'a>(desk: &'a Desk, channel_id: &str) -> Result<&'a Connection, Refusal> {
    let id = channel_id.parse().ok();
    id.and_then(|id| desk.connection(&id)).ok_or_else(|| stray(desk))
}

/// For a connection that is not there, or is another vendor's.
fn stray(desk: &Desk) -> Refusal {
    let so_far = desk.refusals.count(Refused::StrayHook);
    tracing::warn!(so_far, "a webhook came for no connection of ours");
    Refusal::new(ProblemCode::NotFound)
}

/// Leaves a job to read the payment.
async fn keep(
    desk: &Desk,
    connection: &Connection,
    hook_id: String,
    kind: String,
    gateway_payment_id: String,
) -> Result<(), Refusal> {
    let received_at = desk.now();
    let read_at = if connection.hooks.prove_their_sender() {
        received_at
    } else {
        pace(desk, connection, &gateway_payment_id, received_at).await?
    };
    let mark = match connection.hooks {
        Hooks::Bootpay(_) => HookMark::OfBody { seconds: ALIKE_HOOKS_SECONDS },
        Hooks::PortOne(_) | Hooks::Payssam(_) | Hooks::Nobody => HookMark::OfEvent,
    };
    let channel_id = connection.id.clone();
    let hook = Hook { channel_id, hook_id, mark, kind, gateway_payment_id, received_at, read_at };
    let stored = desk.store.store_hook(&hook).await?;
    if stored == HookStored::Duplicate {
        desk.refusals.count(Refused::RepeatedHook);
    }
    tracing::info!(kind = hook.kind, ?stored, "a webhook came");
    desk.work.notify_one();
    Ok(())
}

/// When a hint is followed: a read that waits is never dropped, as the hint may be true.
///
/// # Errors
/// `unavailable` for the next payment that nobody knows; a vendor comes again.
async fn pace(
    desk: &Desk,
    connection: &Connection,
    gateway_payment_id: &str,
    now: Timestamp,
) -> Result<Timestamp, Refusal> {
    let known = desk.store.payment_at_gateway(&connection.place(gateway_payment_id)).await?;
    if known.is_none()
        && let Err(later) = desk.strangers.take(connection.id.as_str(), now)
    {
        count_crowded(desk);
        let seconds = u32::try_from(later.seconds_since(now)).unwrap_or_default();
        return Err(Refusal::new(ProblemCode::Unavailable).retry_after(seconds.max(1)));
    }
    let payment = format!("{} {gateway_payment_id}", connection.id);
    let Err(later) = desk.hints.take(&payment, now) else { return Ok(now) };
    count_crowded(desk);
    Ok(later)
}

fn count_crowded(desk: &Desk) {
    let so_far = desk.refusals.count(Refused::CrowdedHook);
    tracing::warn!(so_far, "a webhook that nobody signed is above its limit");
}

/// A forged webhook learns nothing about why it was not believed; the log and the numbers do.
fn refuse(desk: &Desk, what: Refused, error: &dyn std::fmt::Display) -> Refusal {
    let so_far = desk.refusals.count(what);
    tracing::warn!(%error, so_far, "a webhook was refused: {what}");
    let is_unreadable = what == Refused::UnreadableHook;
    Refusal::new(if is_unreadable { ProblemCode::BadJson } else { ProblemCode::NotSignedIn })
}

const fn reason(error: HookError) -> Refused {
    match error {
        HookError::Unreadable => Refused::UnreadableHook,
        HookError::TooOld | HookError::TooNew => Refused::StaleHook,
        HookError::MissingHeader | HookError::BadTimestamp | HookError::NoMatchingSignature => {
            Refused::ForgedHook
        }
    }
}
