//! A desk in a few lines: it pairs one code, takes one agent at a time, and says what a test says.

use std::net::SocketAddr;
use std::time::Duration;

use desk_api::agent::{AgentMessage, DeskMessage, TerminalOutcome};
use desk_domain::terminal::TerminalStage;
use futures::{SinkExt as _, StreamExt as _};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};

pub(crate) const TOKEN: &str = "a-token-of-its-own";
pub(crate) const CODE: &str = "ABCD2345";
pub(crate) const TERMINAL: &str = "ter_0000000000000000000000000a";
/// No test waits longer than this for a word.
const PATIENCE: Duration = Duration::from_secs(60);

enum Act {
    Say(String),
    HangUp,
}

pub(crate) struct TestDesk {
    pub(crate) address: SocketAddr,
    heard: mpsc::UnboundedReceiver<AgentMessage>,
    acts: mpsc::UnboundedSender<Act>,
    task: JoinHandle<()>,
}

impl Drop for TestDesk {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl TestDesk {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (hearing, heard) = mpsc::unbounded_channel();
        let (acts, mut to_do) = mpsc::unbounded_channel();
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                receive(stream, &hearing, &mut to_do).await;
            }
        });
        Self { address, heard, acts, task }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn say(&self, message: DeskMessage) {
        self.say_text(&serde_json::to_string(&message).unwrap());
    }

    pub(crate) fn say_text(&self, text: &str) {
        assert!(self.acts.send(Act::Say(text.into())).is_ok(), "the desk is open");
    }

    pub(crate) fn hang_up(&self) {
        assert!(self.acts.send(Act::HangUp).is_ok(), "the desk is open");
    }

    pub(crate) async fn next(&mut self) -> AgentMessage {
        let heard = tokio::time::timeout(PATIENCE, self.heard.recv()).await;
        heard.expect("the agent says something in time").unwrap()
    }

    /// The first word of a connection.
    pub(crate) async fn hello(&mut self) -> AgentMessage {
        loop {
            let message = self.next().await;
            if matches!(message, AgentMessage::Hello { .. }) {
                return message;
            }
        }
    }

    pub(crate) async fn stage(&mut self, id: &str, wanted: TerminalStage) {
        loop {
            match self.next().await {
                AgentMessage::Progress { service_id, stage }
                    if service_id == id && stage == wanted =>
                {
                    return;
                }
                AgentMessage::Result { service_id, outcome } if service_id == id => {
                    panic!("{id} ended before {wanted:?}: {outcome:?}")
                }
                _ => {}
            }
        }
    }

    /// The end of an order; nobody takes it.
    pub(crate) async fn end_untaken(&mut self, id: &str) -> TerminalOutcome {
        loop {
            if let AgentMessage::Result { service_id, outcome } = self.next().await
                && service_id == id
            {
                return outcome;
            }
        }
    }

    /// The end of an order, taken.
    pub(crate) async fn end(&mut self, id: &str) -> TerminalOutcome {
        let outcome = self.end_untaken(id).await;
        self.say(DeskMessage::Taken { service_id: id.into() });
        outcome
    }
}

async fn receive(
    mut stream: TcpStream,
    hearing: &mpsc::UnboundedSender<AgentMessage>,
    to_do: &mut mpsc::UnboundedReceiver<Act>,
) {
    let mut first = [0; 4];
    if stream.peek(&mut first).await.is_ok() && first == *b"POST" {
        return pair(&mut stream).await;
    }
    #[expect(clippy::result_large_err, reason = "the library's own signature")]
    let admit = |request: &Request, response: Response| {
        let given = request.headers().get("authorization").and_then(|value| value.to_str().ok());
        if given == Some(&format!("Bearer {TOKEN}")) && request.uri().path() == "/api/agent" {
            return Ok(response);
        }
        let mut refusal = ErrorResponse::new(None);
        *refusal.status_mut() = tokio_tungstenite::tungstenite::http::StatusCode::UNAUTHORIZED;
        Err(refusal)
    };
    let Ok(mut socket) = tokio_tungstenite::accept_hdr_async(stream, admit).await else { return };
    loop {
        tokio::select! {
            frame = socket.next() => match frame {
                Some(Ok(Message::Text(text))) => {
                    hearing.send(serde_json::from_str(&text).unwrap()).unwrap();
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            },
            act = to_do.recv() => match act {
                Some(Act::Say(text)) => {
                    if socket.send(Message::text(text)).await.is_err() {
                        return;
                    }
                }
                Some(Act::HangUp) | None => return,
            },
        }
    }
}

/// One code is good, whatever else the request says.
async fn pair(stream: &mut TcpStream) {
    let mut request = Vec::new();
    while !request.ends_with(b"}") {
        if stream.read_buf(&mut request).await.unwrap() == 0 {
            return;
        }
    }
    let is_good = String::from_utf8_lossy(&request).contains(CODE);
    let status = if is_good { "200 OK" } else { "404 Not Found" };
    let body = json!({ "terminal_id": TERMINAL, "token": TOKEN }).to_string();
    let answer = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(answer.as_bytes()).await.unwrap();
}
