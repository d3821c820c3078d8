//! An agent at the counter, over a real WebSocket: a journal and a device that outlive its connection.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use desk_api::agent::{
    AGENT_PROTOCOL, AgentMessage, DeskMessage, FoundApproval, TerminalOrder, TerminalOutcome,
};
use desk_domain::terminal::TerminalStage;
use futures::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};

pub(crate) const CAT_ID: &str = "1234567001";
/// Real time, only for a test that would otherwise hang.
const PATIENCE: Duration = Duration::from_secs(20);

/// What stays when the line breaks: the journal, and what the VAN has done.
#[derive(Debug, Default)]
pub(crate) struct Counter {
    /// Orders that were begun, each once.
    pub(crate) orders: Vec<TerminalOrder>,
    pub(crate) journal: BTreeMap<String, TerminalOutcome>,
    /// What the device tells of the approval; `None`: it has no means to.
    pub(crate) approval: Option<FoundApproval>,
}

pub(crate) fn not_cancelled() -> FoundApproval {
    FoundApproval {
        cancelled: false,
        cancel_approval_number: None,
        cancelled_at: None,
        service_id: None,
    }
}

/// One connection of the agent.
pub(crate) struct Agent {
    pub(crate) counter: Arc<Mutex<Counter>>,
    says: mpsc::UnboundedSender<AgentMessage>,
    heard: mpsc::UnboundedReceiver<DeskMessage>,
    line: JoinHandle<()>,
}

impl Agent {
    /// Connects with a token and introduces itself; the status when it is not let in.
    pub(crate) async fn dial(
        desk: SocketAddr,
        token: &str,
        counter: &Arc<Mutex<Counter>>,
    ) -> Result<Self, u16> {
        Self::dial_as(desk, token, counter, CAT_ID).await
    }

    pub(crate) async fn dial_as(
        desk: SocketAddr,
        token: &str,
        counter: &Arc<Mutex<Counter>>,
        cat_id: &str,
    ) -> Result<Self, u16> {
        let mut request = format!("ws://{desk}/api/agent").into_client_request().unwrap();
        request.headers_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
        let stream = TcpStream::connect(desk).await.unwrap();
        let socket = match client_async(request, stream).await {
            Ok((socket, _)) => socket,
            Err(Error::Http(answer)) => return Err(answer.status().as_u16()),
            Err(error) => panic!("{error}"),
        };
        let (mut out, mut incoming) = socket.split();
        let (says, mut said) = mpsc::unbounded_channel::<AgentMessage>();
        let (hears, heard) = mpsc::unbounded_channel();
        says.send(AgentMessage::Hello {
            protocol: AGENT_PROTOCOL,
            agent_version: "0.1.0".into(),
            cat_id: cat_id.into(),
            driver: "test".into(),
        })
        .unwrap();
        let shared = Arc::clone(counter);
        let line = tokio::spawn(async move {
            loop {
                let answer = tokio::select! {
                    message = said.recv() => match message {
                        Some(message) => Some(message),
                        // It has said all it had to say.
                        None => return drop(out.close().await),
                    },
                    message = incoming.next() => match message {
                        Some(Ok(Message::Text(text))) => {
                            let message: DeskMessage = serde_json::from_str(&text).unwrap();
                            let answer = react(&shared, &message);
                            hears.send(message).ok();
                            answer
                        }
                        Some(Ok(_)) => None,
                        Some(Err(_)) | None => return,
                    },
                };
                if let Some(answer) = answer {
                    let text = serde_json::to_string(&answer).unwrap();
                    if out.send(Message::Text(text.into())).await.is_err() {
                        return;
                    }
                }
            }
        });
        Ok(Self { counter: Arc::clone(counter), says, heard, line })
    }

    pub(crate) fn say(&self, message: AgentMessage) {
        self.says.send(message).unwrap();
    }

    pub(crate) fn progress(&self, id: &str, stage: TerminalStage) {
        self.say(AgentMessage::Progress { service_id: id.into(), stage });
    }

    /// Journals the end of an order, then reports it.
    pub(crate) fn end(&self, id: &str, outcome: &TerminalOutcome) {
        self.counter.lock().unwrap().journal.insert(id.into(), outcome.clone());
        self.say(AgentMessage::Result { service_id: id.into(), outcome: outcome.clone() });
    }

    /// The next message that `wanted` knows; others are passed over.
    pub(crate) async fn hear<T>(&mut self, wanted: impl Fn(&DeskMessage) -> Option<T>) -> T {
        let search = async {
            loop {
                let message = self.heard.recv().await.expect("the line is over");
                if let Some(found) = wanted(&message) {
                    return found;
                }
            }
        };
        tokio::time::timeout(PATIENCE, search).await.expect("the desk says nothing of the kind")
    }

    pub(crate) async fn order(&mut self) -> TerminalOrder {
        let order = |message: &DeskMessage| match message {
            DeskMessage::Order(order) => Some(order.clone()),
            _ => None,
        };
        self.hear(order).await
    }

    pub(crate) async fn goodbye(&mut self) -> String {
        let why = |message: &DeskMessage| match message {
            DeskMessage::Goodbye { why } => Some(why.clone()),
            _ => None,
        };
        self.hear(why).await
    }

    pub(crate) async fn taken(&mut self) {
        self.hear(|message| matches!(message, DeskMessage::Taken { .. }).then_some(())).await;
    }

    pub(crate) async fn told_to_abort(&mut self) {
        self.hear(|message| matches!(message, DeskMessage::Abort { .. }).then_some(())).await;
    }

    /// Leaves in good order: the desk has read everything when it sees the line end.
    pub(crate) async fn leave(self) {
        drop(self.says);
        self.line.await.unwrap();
    }

    /// The cable is pulled.
    pub(crate) async fn hang_up(self) {
        self.line.abort();
        self.line.await.ok();
    }
}

/// What needs nobody at the counter: the journal answers for itself, and so does the device.
fn react(counter: &Mutex<Counter>, message: &DeskMessage) -> Option<AgentMessage> {
    let mut counter = counter.lock().unwrap();
    match message {
        DeskMessage::Order(order) => {
            if let Some(outcome) = counter.journal.get(&order.service_id).cloned() {
                return Some(AgentMessage::Result {
                    service_id: order.service_id.clone(),
                    outcome,
                });
            }
            let unknown = TerminalOutcome::Unknown { why: "not ended".into() };
            counter.journal.insert(order.service_id.clone(), unknown);
            counter.orders.push(order.clone());
            None
        }
        DeskMessage::Query { service_id } => {
            let outcome = counter.journal.get(service_id).cloned();
            Some(AgentMessage::Result {
                service_id: service_id.clone(),
                outcome: outcome.unwrap_or(TerminalOutcome::NeverBegun),
            })
        }
        DeskMessage::Inquire { inquiry_id, .. } => Some(AgentMessage::Approval {
            inquiry_id: inquiry_id.clone(),
            found: counter.approval.clone(),
        }),
        DeskMessage::Abort { .. } | DeskMessage::Taken { .. } | DeskMessage::Goodbye { .. } => None,
    }
}
