//! Where the agents of the terminals come in. They have no cookie and no page: a code for a token, then
//! the token for a WebSocket.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::response::Response;
use desk_api::ProblemCode;
use desk_api::agent::{PairAgent, PairedAgent};

use super::too_many_open;
use crate::desk::Desk;
use crate::edge::{Body, Client};
use crate::limits::AGENT_MESSAGE_MAX_BYTES;
use crate::problem::Refusal;
use crate::terminals::serve;
use crate::usecases::terminals::{pair_agent, terminal_of_token};

pub(super) async fn pair(
    State(desk): State<Arc<Desk>>,
    client: Client,
    Body(wire): Body<PairAgent>,
) -> Result<Json<PairedAgent>, Refusal> {
    pair_agent(&desk, wire, &client.to_string()).await.map(Json)
}

/// A token that was revoked is let in, to be told so.
pub(super) async fn dial_in(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Refusal> {
    let token = bearer(&headers).ok_or_else(|| Refusal::new(ProblemCode::NotSignedIn))?;
    let (terminal, token_hash) = terminal_of_token(&desk, token).await?;
    let turn = desk.agents.take(terminal.id.as_str()).map_err(|why| too_many_open(&desk, why))?;
    Ok(upgrade
        .max_message_size(AGENT_MESSAGE_MAX_BYTES)
        .max_frame_size(AGENT_MESSAGE_MAX_BYTES)
        .on_upgrade(move |socket| serve(desk, socket, terminal, token_hash, turn)))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}
