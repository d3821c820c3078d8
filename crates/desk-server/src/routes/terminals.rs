//! Terminals: the list, a place for a new one, its code, the end of a pairing.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use desk_api::{CreateTerminal, PairingCode, Terminal, Terminals, paths};

use super::guard::{MayManage, SignedIn};
use super::responses;
use crate::desk::Desk;
use crate::edge::Body;
use crate::problem::Refusal;
use crate::usecases::terminals::{
    WithCode, create_terminal, list_terminals, renew_code, revoke_terminal,
};
use crate::views;

/// The terminals of one's own merchants, connected ones first.
#[utoipa::path(
    get, path = paths::TERMINALS, tag = "terminals",
    responses((status = 200, body = Terminals), responses::Reading)
)]
pub(super) async fn list(
    State(desk): State<Arc<Desk>>,
    SignedIn(person): SignedIn,
) -> Result<Json<Terminals>, Refusal> {
    let terminals = list_terminals(&desk, &person).await?;
    let items = terminals.into_iter().map(|terminal| views::terminal(&desk, terminal));
    Ok(Json(Terminals { items: items.collect() }))
}

/// A place for a terminal. The code is shown once and pairs one agent within ten minutes.
#[utoipa::path(
    post, path = paths::TERMINALS, request_body = CreateTerminal, tag = "terminals",
    responses((status = 201, body = PairingCode), responses::CreatingTerminal)
)]
pub(super) async fn create(
    State(desk): State<Arc<Desk>>,
    MayManage(person): MayManage,
    Body(wire): Body<CreateTerminal>,
) -> Result<(StatusCode, Json<PairingCode>), Refusal> {
    let created = create_terminal(&desk, &person, wire.merchant_id, &wire.name).await?;
    Ok((StatusCode::CREATED, Json(code(&desk, created))))
}

/// A new code; the one before is void. The agent that is paired stays so until it is used.
#[utoipa::path(
    post, path = paths::TERMINAL_CODE, params(("id" = String, Path)), tag = "terminals",
    responses((status = 200, body = PairingCode), responses::ChangingTerminal)
)]
pub(super) async fn renew(
    State(desk): State<Arc<Desk>>,
    MayManage(person): MayManage,
    Path(id): Path<String>,
) -> Result<Json<PairingCode>, Refusal> {
    Ok(Json(code(&desk, renew_code(&desk, &person, &id).await?)))
}

/// Ends a pairing at once: a connected agent is turned away. A new code pairs it again.
#[utoipa::path(
    post, path = paths::TERMINAL_REVOKE, params(("id" = String, Path)), tag = "terminals",
    responses((status = 200, body = Terminal), responses::ChangingTerminal)
)]
pub(super) async fn revoke(
    State(desk): State<Arc<Desk>>,
    MayManage(person): MayManage,
    Path(id): Path<String>,
) -> Result<Json<Terminal>, Refusal> {
    Ok(Json(views::terminal(&desk, revoke_terminal(&desk, &person, &id).await?)))
}

fn code(desk: &Desk, with_code: WithCode) -> PairingCode {
    PairingCode {
        terminal: views::terminal(desk, with_code.terminal),
        code: with_code.code,
        expires_at: with_code.expires_at,
    }
}
