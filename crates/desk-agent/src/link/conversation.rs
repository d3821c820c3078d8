//! What is said on one connection.

use std::collections::{BTreeMap, VecDeque};

use desk_api::agent::{AgentMessage, DeskMessage, OriginalApproval};
use desk_domain::terminal::TerminalStage;
use futures::{SinkExt as _, StreamExt as _};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_tungstenite::tungstenite::{Bytes, Message};

use super::{Link, Parting, as_text};
use crate::hearing;
use crate::journal::JournalError;
use crate::pace::INQUIRIES_MAX;
use crate::road::Line;

/// Pings without any sign of life, after which the line counts as dead.
const SILENT_PINGS_MAX: u32 = 3;

struct Conversation<'a> {
    link: &'a Link,
    line: Box<dyn Line>,
    /// Turns in which each end was told on this connection, oldest first: the desk answers in order.
    told: BTreeMap<String, VecDeque<u64>>,
    inquiries: JoinSet<AgentMessage>,
    silent_pings: u32,
}

/// `Err`: the journal failed. `Ok(Some)`: the connection is over.
type Step = Result<Option<Parting>, JournalError>;

impl Link {
    pub(super) async fn converse(&self, line: Box<dyn Line>) -> Result<Parting, JournalError> {
        let mut conversation = Conversation {
            link: self,
            line,
            told: BTreeMap::new(),
            inquiries: JoinSet::new(),
            silent_pings: 0,
        };
        conversation.hold().await
    }
}

impl Conversation<'_> {
    async fn hold(&mut self) -> Result<Parting, JournalError> {
        let mut news = self.link.book.news();
        let mut stage = self.link.book.stage();
        stage.mark_changed();
        let mut heartbeat = interval(self.link.pace.heartbeat);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        if let Some(parting) = self.say(&self.link.hello()).await {
            return Ok(parting);
        }
        if let Some(parting) = self.tell_ends().await {
            return Ok(parting);
        }
        loop {
            let over = tokio::select! {
                frame = self.line.next() => self.hear(frame).await?,
                _ = news.changed() => self.tell_ends().await,
                _ = stage.changed() => {
                    let at_device = stage.borrow_and_update().clone();
                    self.tell_stage(at_device).await
                }
                Some(Ok(answer)) = self.inquiries.join_next() => self.say(&answer).await,
                _ = heartbeat.tick() => self.ping().await?,
            };
            if let Some(parting) = over {
                return Ok(parting);
            }
        }
    }

    async fn hear(
        &mut self,
        frame: Option<Result<Message, tokio_tungstenite::tungstenite::Error>>,
    ) -> Step {
        self.silent_pings = 0;
        match frame {
            None | Some(Ok(Message::Close(_))) => Ok(lost("the desk hung up")),
            Some(Err(problem)) => Ok(lost(&problem.to_string())),
            Some(Ok(Message::Text(text))) => match serde_json::from_str(&text) {
                Ok(message) => self.obey(message).await,
                Err(problem) => {
                    tracing::warn!(%problem, "the desk said something that makes no sense here");
                    Ok(None)
                }
            },
            Some(Ok(_)) => Ok(None),
        }
    }

    async fn obey(&mut self, message: DeskMessage) -> Step {
        let book = &self.link.book;
        let reply = match message {
            DeskMessage::Order(order) => hearing::order(book, &order)?,
            DeskMessage::Abort { service_id } => {
                hearing::abort(book, &service_id)?;
                None
            }
            DeskMessage::Query { service_id } => hearing::query(book, &service_id)?,
            DeskMessage::Inquire { inquiry_id, approval } => self.inquire(inquiry_id, approval),
            DeskMessage::Taken { service_id } => {
                let turn = self.told.get_mut(&service_id).and_then(VecDeque::pop_front);
                if let Some(turn) = turn {
                    book.taken(&service_id, turn)?;
                }
                None
            }
            DeskMessage::Goodbye { why } => return Ok(Some(Parting::Goodbye(why))),
        };
        match reply {
            Some(reply) => Ok(self.say(&reply).await),
            None => Ok(None),
        }
    }

    /// Asked at the device beside the orders; an answer follows later, or at once that there is none.
    fn inquire(&mut self, inquiry_id: String, approval: OriginalApproval) -> Option<AgentMessage> {
        if self.inquiries.len() >= INQUIRIES_MAX {
            return Some(AgentMessage::Approval { inquiry_id, found: None });
        }
        let driver = self.link.driver.clone();
        self.inquiries.spawn(async move {
            let found = driver.inquire(&approval).await.unwrap_or_else(|silent| {
                tracing::warn!(%silent, "an inquiry has no answer");
                None
            });
            AgentMessage::Approval { inquiry_id, found }
        });
        None
    }

    /// Every end that the desk has not taken and that was not told on this connection in its turn.
    async fn tell_ends(&mut self) -> Option<Parting> {
        for end in self.link.book.untold() {
            let told = self.told.entry(end.service_id.clone()).or_default();
            if told.contains(&end.turn) {
                continue;
            }
            told.push_back(end.turn);
            let message = AgentMessage::Result { service_id: end.service_id, outcome: end.outcome };
            if let Some(parting) = self.say(&message).await {
                return Some(parting);
            }
        }
        None
    }

    async fn tell_stage(&mut self, stage: Option<(String, TerminalStage)>) -> Option<Parting> {
        let (service_id, stage) = stage?;
        self.say(&AgentMessage::Progress { service_id, stage }).await
    }

    async fn ping(&mut self) -> Step {
        self.link.book.end_expired()?;
        if self.silent_pings >= SILENT_PINGS_MAX {
            return Ok(lost("the desk has fallen silent"));
        }
        self.silent_pings += 1;
        Ok(self.send(Message::Ping(Bytes::new())).await)
    }

    async fn say(&mut self, message: &AgentMessage) -> Option<Parting> {
        self.send(as_text(message)).await
    }

    /// A line that takes nothing more is as dead as a silent one.
    async fn send(&mut self, message: Message) -> Option<Parting> {
        match timeout(self.link.pace.heartbeat, self.line.send(message)).await {
            Ok(Ok(())) => None,
            Ok(Err(problem)) => lost(&problem.to_string()),
            Err(_) => lost("the desk takes nothing more"),
        }
    }
}

fn lost(why: &str) -> Option<Parting> {
    Some(Parting::Lost(why.to_owned()))
}
