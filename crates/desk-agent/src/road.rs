//! The way to the desk: how a line to it is opened.

use std::fmt;

use async_trait::async_trait;
use futures::{Sink, Stream};
use tokio_tungstenite::connect_async_with_config;
use tokio_tungstenite::tungstenite::handshake::client::Request;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};

/// An open WebSocket, whatever carries it.
pub trait Line:
    Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Send + Unpin
{
}

impl<T> Line for T where
    T: Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Send + Unpin
{
}

/// What brings an agent to its desk.
#[async_trait]
pub trait Road: fmt::Debug + Send + Sync {
    /// Opens one line. Nothing is tried again here.
    ///
    /// # Errors
    /// No line, or the desk's own no: [`Error::Http`].
    async fn dial(&self, request: Request, limits: WebSocketConfig)
    -> Result<Box<dyn Line>, Error>;
}

/// TCP, with TLS where the address says so.
#[derive(Clone, Copy, Debug)]
pub struct Internet;

#[async_trait]
impl Road for Internet {
    async fn dial(
        &self,
        request: Request,
        limits: WebSocketConfig,
    ) -> Result<Box<dyn Line>, Error> {
        let without_nagle = true;
        #[expect(clippy::disallowed_methods, reason = "this is the home of lines to the desk")]
        let (socket, _welcome) =
            connect_async_with_config(request, Some(limits), without_nagle).await?;
        Ok(Box::new(socket))
    }
}
