//! One connection of an agent, from its first word to its end.

use std::ops::ControlFlow;
use std::sync::Arc;

use axum::extract::ws::{Message, WebSocket};
use desk_api::agent::{AGENT_PROTOCOL, AgentMessage, DeskMessage};
use desk_domain::Timestamp;
use desk_store::Terminal;
use tokio::sync::watch;
use tokio::time::{interval, timeout};

use super::{report, wire};
use crate::desk::Desk;
use crate::edge::is_too_deep;
use crate::limits::{AGENT_HELLO, AGENT_PING, AGENT_SEEN_SECONDS, AGENT_SILENT_PINGS};
use crate::refusals::Refused;
use crate::turns::Turn;

const REVOKED: &str =
    "이 단말기의 연결이 해제됐어요. 매니저에게 새 코드를 받아 다시 연결해 주세요.";
const TOO_OLD: &str = "에이전트를 새 버전으로 바꿔 주세요.";
const ANOTHER_DEVICE: &str = "연결할 때와 다른 단말기예요. 새 코드를 받아 다시 연결해 주세요.";

/// Talks with an agent that has shown a token of `terminal`.
pub(crate) async fn serve(
    desk: Arc<Desk>,
    mut socket: WebSocket,
    terminal: Terminal,
    token_hash: String,
    _turn: Turn,
) {
    if !terminal.is_paired() {
        return goodbye(&mut socket, REVOKED).await;
    }
    let Ok(Some(hello)) = timeout(AGENT_HELLO, hear(&desk, &mut socket)).await else { return };
    let version = match introduced(&terminal, hello) {
        Ok(version) => version,
        Err(why) => return goodbye(&mut socket, why).await,
    };
    let seen = desk.store.note_terminal_seen(&terminal.id, &version, desk.now()).await;
    if let Err(error) = seen {
        tracing::warn!(%error, terminal = %terminal.id, "a terminal's agent is not noted");
    }
    tracing::info!(terminal = %terminal.id, version, "an agent is connected");
    let seen_at = desk.now();
    let number = Conversation { desk: &desk, terminal: &terminal, token_hash, version, seen_at }
        .hold(&mut socket)
        .await;
    desk.terminals.disconnect(&terminal.id, number);
    tracing::info!(terminal = %terminal.id, "an agent is gone");
}

/// The agent's version, or why it is turned away.
fn introduced(terminal: &Terminal, hello: AgentMessage) -> Result<String, &'static str> {
    match hello {
        AgentMessage::Hello { protocol, agent_version, cat_id, .. } => {
            if protocol != AGENT_PROTOCOL {
                Err(TOO_OLD)
            } else if terminal.cat_id.as_ref() != Some(&cat_id) {
                Err(ANOTHER_DEVICE)
            } else {
                Ok(agent_version)
            }
        }
        AgentMessage::Progress { .. }
        | AgentMessage::Result { .. }
        | AgentMessage::Approval { .. } => Err(TOO_OLD),
    }
}

struct Conversation<'a> {
    desk: &'a Arc<Desk>,
    terminal: &'a Terminal,
    token_hash: String,
    version: String,
    seen_at: Timestamp,
}

impl Conversation<'_> {
    /// Returns the line's number once the line is over.
    async fn hold(mut self, socket: &mut WebSocket) -> u64 {
        let (number, mut outbox) = self.desk.terminals.connect(self.terminal);
        let mut stopping = self.desk.stopping();
        let mut ping = interval(AGENT_PING);
        let mut silent_pings = 0;
        loop {
            let next = tokio::select! {
                () = ended(&mut stopping) => ControlFlow::Break(()),
                message = outbox.recv() => match message {
                    Some(message) => say(socket, &message).await,
                    // Another connection has taken its place.
                    None => ControlFlow::Break(()),
                },
                heard = socket.recv() => {
                    silent_pings = 0;
                    match heard {
                        Some(Ok(message)) => self.take(socket, message).await,
                        Some(Err(_)) | None => ControlFlow::Break(()),
                    }
                }
                _ = ping.tick() => {
                    silent_pings += 1;
                    self.look(socket, silent_pings).await
                }
            };
            if next.is_break() {
                return number;
            }
        }
    }

    async fn take(&self, socket: &mut WebSocket, message: Message) -> ControlFlow<()> {
        let Some(message) = read(self.desk, self.terminal, message) else {
            return ControlFlow::Continue(());
        };
        match message {
            AgentMessage::Hello { .. } => {}
            AgentMessage::Progress { service_id, stage } => {
                if let Ok(id) = service_id.parse() {
                    self.desk.terminals.entered(&self.terminal.id, &id, stage);
                }
            }
            AgentMessage::Result { service_id, outcome } => {
                if report::take(self.desk, self.terminal, &service_id, outcome).await {
                    return say(socket, &DeskMessage::Taken { service_id }).await;
                }
            }
            AgentMessage::Approval { inquiry_id, found } => {
                self.desk.terminals.told(&inquiry_id, found.map(wire::found));
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether anybody is there, and still may be: a pairing may be revoked in another replica.
    async fn look(&mut self, socket: &mut WebSocket, silent_pings: u32) -> ControlFlow<()> {
        if silent_pings > AGENT_SILENT_PINGS {
            return ControlFlow::Break(());
        }
        let (store, now) = (&self.desk.store, self.desk.now());
        match store.terminal_of_token(&self.token_hash).await {
            Ok(Some(terminal)) if terminal.is_paired() => {}
            Ok(_) => {
                goodbye(socket, REVOKED).await;
                return ControlFlow::Break(());
            }
            Err(error) => tracing::warn!(%error, "a pairing could not be looked up"),
        }
        if now.seconds_since(self.seen_at) >= AGENT_SEEN_SECONDS {
            self.seen_at = now;
            let noted = store.note_terminal_seen(&self.terminal.id, &self.version, now).await;
            if let Err(error) = noted {
                tracing::warn!(%error, "a terminal's agent is not noted");
            }
        }
        continue_if_sent(socket.send(Message::Ping(Vec::new().into())).await.is_ok())
    }
}

async fn ended(stopping: &mut watch::Receiver<bool>) {
    // Fails only when the desk is gone.
    drop(stopping.wait_for(|stopping| *stopping).await);
}

/// The next message that is one.
async fn hear(desk: &Desk, socket: &mut WebSocket) -> Option<AgentMessage> {
    loop {
        match socket.recv().await?.ok()? {
            Message::Text(text) if is_cut(desk, &text) => return None,
            Message::Text(text) => return serde_json::from_str(&text).ok(),
            Message::Ping(_) | Message::Pong(_) => {}
            Message::Binary(_) | Message::Close(_) => return None,
        }
    }
}

/// A message that a newer agent may have is passed over.
fn read(desk: &Desk, terminal: &Terminal, message: Message) -> Option<AgentMessage> {
    let Message::Text(text) = message else { return None };
    if is_cut(desk, &text) {
        return None;
    }
    match serde_json::from_str(&text) {
        Ok(message) => Some(message),
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            tracing::warn!(terminal = %terminal.id, line, column, "an agent's message is unreadable");
            None
        }
    }
}

/// Counted as the bodies are.
fn is_cut(desk: &Desk, text: &str) -> bool {
    let is_cut = is_too_deep(text.as_bytes());
    if is_cut {
        let so_far = desk.refusals.count(Refused::DeepBody);
        tracing::warn!(so_far, "an agent's message is nested too deep");
    }
    is_cut
}

async fn say(socket: &mut WebSocket, message: &DeskMessage) -> ControlFlow<()> {
    let text = serde_json::to_string(message).expect("plain data becomes JSON");
    let is_sent = socket.send(Message::Text(text.into())).await.is_ok();
    continue_if_sent(is_sent && !matches!(message, DeskMessage::Goodbye { .. }))
}

async fn goodbye(socket: &mut WebSocket, why: &str) {
    // Whether it is heard or not, the connection ends.
    let _ = say(socket, &DeskMessage::Goodbye { why: why.to_owned() }).await;
    socket.send(Message::Close(None)).await.ok();
}

fn continue_if_sent(is_sent: bool) -> ControlFlow<()> {
    if is_sent { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}
