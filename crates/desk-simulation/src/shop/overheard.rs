//! A line that remembers what the agent said.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use desk_api::agent::AgentMessage;
use futures::{Sink, Stream};
use tokio::io::DuplexStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::{Error, Message};

use super::lane::Lane;

pub(super) struct Overheard {
    socket: WebSocketStream<DuplexStream>,
    lane: Arc<Lane>,
}

impl Overheard {
    pub(super) const fn new(socket: WebSocketStream<DuplexStream>, lane: Arc<Lane>) -> Self {
        Self { socket, lane }
    }

    fn note(&self, message: &Message) {
        let Message::Text(text) = message else { return };
        if let Ok(AgentMessage::Result { service_id, outcome }) = serde_json::from_str(text) {
            self.lane.hear(service_id, outcome);
        }
    }
}

impl Stream for Overheard {
    type Item = Result<Message, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.socket).poll_next(context)
    }
}

impl Sink<Message> for Overheard {
    type Error = Error;

    fn poll_ready(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Pin::new(&mut self.socket).poll_ready(context)
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), Error> {
        self.note(&message);
        Pin::new(&mut self.socket).start_send(message)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_close(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Pin::new(&mut self.socket).poll_close(context)
    }
}
