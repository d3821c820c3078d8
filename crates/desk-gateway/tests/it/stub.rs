//! A vendor that answers by script, also in ways no HTTP library would let it.

use desk_gateway::portone::{PortOne, PortOneConfig};
use desk_gateway::{Secret, Timeouts};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

pub(crate) const SECRET: &str = "stub-secret";

/// How one request is answered.
#[derive(Debug)]
pub(crate) enum Reply {
    Json(u16, String),
    /// Another address, which nobody may follow.
    Redirect,
    /// Hangs up after the request, without a byte.
    HangUp,
    /// Hangs up in the middle of the answer.
    Half,
    /// Never answers; waits until the other side has given up.
    Silence,
    /// Promises an answer of this many bytes and sends until nobody reads on.
    Flood(usize),
}

#[derive(Debug)]
pub(crate) struct Stub {
    pub(crate) address: String,
    requests: mpsc::UnboundedReceiver<String>,
}

impl Stub {
    /// Answers one request per reply, each on its own connection, then is gone.
    pub(crate) async fn answering(replies: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (sender, requests) = mpsc::unbounded_channel();
        let replies: Vec<Reply> = replies.into_iter().collect();
        tokio::spawn(async move {
            for reply in replies {
                let (mut stream, _) = listener.accept().await.unwrap();
                sender.send(read_request(&mut stream).await).unwrap();
                answer(stream, reply).await;
            }
        });
        Self { address, requests }
    }

    /// The next request as it came over the wire: head, empty line, body.
    pub(crate) async fn request(&mut self) -> String {
        self.requests.recv().await.expect("a request came in")
    }

    /// How many requests came in that [`Self::request`] has not handed out.
    pub(crate) fn unread_requests(&self) -> usize {
        self.requests.len()
    }

    pub(crate) fn gateway(&self) -> PortOne {
        gateway_to(&self.address, None, Duration::from_secs(20))
    }

    /// With as little patience as a test of silence needs.
    pub(crate) fn impatient_gateway(&self) -> PortOne {
        gateway_to(&self.address, None, Duration::from_millis(500))
    }
}

pub(crate) fn gateway_to(address: &str, store_id: Option<&str>, answer: Duration) -> PortOne {
    let config = PortOneConfig {
        base_url: address.parse().unwrap(),
        api_secret: Secret::new(SECRET),
        store_id: store_id.map(str::to_owned),
        timeouts: Timeouts { connect: Duration::from_secs(5), answer },
    };
    PortOne::new(config).unwrap()
}

async fn read_request(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).await.unwrap();
        request.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&request);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, length)| length.trim().parse().unwrap());
            if body.len() >= length {
                return text.into_owned();
            }
        }
        assert!(read > 0, "the request broke off");
    }
}

async fn answer(mut stream: TcpStream, reply: Reply) {
    let head = |status: u16, length: usize| {
        format!("HTTP/1.1 {status} x\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n")
    };
    match reply {
        Reply::Json(status, body) => {
            stream.write_all((head(status, body.len()) + &body).as_bytes()).await.unwrap();
        }
        Reply::Redirect => {
            let moved = "HTTP/1.1 307 x\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n";
            stream.write_all(moved.as_bytes()).await.unwrap();
        }
        Reply::HangUp => {}
        Reply::Half => {
            stream.write_all((head(200, 500) + r#"{"cancellation":"#).as_bytes()).await.unwrap();
        }
        Reply::Silence => {
            let given_up = stream.read(&mut [0; 1]).await.unwrap_or(0);
            assert_eq!(given_up, 0, "the other side only hangs up");
        }
        Reply::Flood(length) => {
            stream.write_all(head(200, length).as_bytes()).await.unwrap();
            let chunk = vec![b' '; 1 << 16];
            while stream.write_all(&chunk).await.is_ok() {}
        }
    }
}
