//! One connection to the desk after the other.

mod conversation;

use std::sync::Arc;

use desk_api::agent::{AGENT_PROTOCOL, AgentMessage};
use desk_api::paths;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::header::AUTHORIZATION;
use tokio_tungstenite::tungstenite::http::{HeaderValue, StatusCode};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::address::Address;
use crate::backoff::Backoff;
use crate::book::Book;
use crate::driver::Driver;
use crate::http;
use crate::journal::JournalError;
use crate::pace::{MESSAGE_MAX_BYTES, Pace};
use crate::pairing::Identity;
use crate::road::{Line, Road};

#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) desk: Address,
    pub(crate) identity: Identity,
    pub(crate) book: Arc<Book>,
    pub(crate) driver: Arc<dyn Driver>,
    pub(crate) road: Arc<dyn Road>,
    pub(crate) pace: Pace,
}

/// Why a connection is no more.
#[derive(Debug)]
enum Parting {
    /// To be dialled again.
    Lost(String),
    /// The desk wants no more of this agent, and says why.
    Goodbye(String),
}

impl Link {
    /// Dials for ever; returns what the desk said when it sent the agent away.
    ///
    /// # Errors
    /// A step that could not be written down.
    pub(crate) async fn keep(self) -> Result<String, JournalError> {
        let mut backoff = Backoff::new(self.pace.reconnect_first, self.pace.reconnect_longest);
        loop {
            let parting = match self.dial().await {
                Ok(line) => {
                    backoff.reset();
                    tracing::info!(desk = %self.desk, "connected");
                    self.converse(line).await?
                }
                Err(parting) => parting,
            };
            match parting {
                Parting::Goodbye(why) => return Ok(why),
                Parting::Lost(why) => {
                    let wait = backoff.next();
                    tracing::warn!(desk = %self.desk, why, ?wait, "the desk is not connected");
                    // What nobody asks for any more must not wait for the desk to end.
                    self.book.end_expired()?;
                    sleep(wait).await;
                }
            }
        }
    }

    async fn dial(&self) -> Result<Box<dyn Line>, Parting> {
        http::install_crypto_provider();
        let lost = |problem: &Error| Parting::Lost(problem.to_string());
        let mut request = self
            .desk
            .socket_at(paths::AGENT)
            .into_client_request()
            .map_err(|problem| lost(&problem))?;
        let bearer = HeaderValue::from_str(&format!("Bearer {}", self.identity.token));
        let mut bearer = bearer.map_err(|_| Parting::Goodbye("the token is damaged".into()))?;
        bearer.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, bearer);
        let limits = WebSocketConfig::default()
            .max_message_size(Some(MESSAGE_MAX_BYTES))
            .max_frame_size(Some(MESSAGE_MAX_BYTES));
        match timeout(self.pace.dial, self.road.dial(request, limits)).await {
            Err(_) => Err(Parting::Lost("the desk does not answer".into())),
            Ok(Ok(line)) => Ok(line),
            Ok(Err(Error::Http(refusal))) if is_final(refusal.status()) => {
                Err(Parting::Goodbye("the desk no longer knows this agent".into()))
            }
            Ok(Err(problem)) => Err(lost(&problem)),
        }
    }

    fn hello(&self) -> AgentMessage {
        AgentMessage::Hello {
            protocol: AGENT_PROTOCOL,
            agent_version: env!("CARGO_PKG_VERSION").into(),
            cat_id: self.identity.cat_id.clone(),
            driver: self.driver.name().into(),
        }
    }
}

/// The token is not taken, and will not be.
fn is_final(status: StatusCode) -> bool {
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
}

fn as_text(message: &AgentMessage) -> Message {
    Message::text(serde_json::to_string(message).expect("a message is plain JSON"))
}
