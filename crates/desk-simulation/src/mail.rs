//! The mail room: takes the vendors' webhooks as a merchant's proxy would, and keeps them. A step
//! delivers one when it wants to, as often and in whatever order.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use desk_domain::Timestamp;
use desk_gateway::payssam::CALLBACK_ANSWER;
use desk_server::clock::Clock;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::plan::Generation;

/// Above any webhook of the simulators, in bytes.
const LETTER_MAX_BYTES: usize = 64 * 1024;

#[derive(Clone, Debug)]
pub(crate) struct Letter {
    /// Among all that came in.
    pub(crate) place: usize,
    /// The desk's path it was sent to.
    path: String,
    headers: HeaderMap,
    body: Bytes,
    /// By the history's clock.
    pub(crate) kept_at: Timestamp,
}

impl Letter {
    /// What tells this event from another, where its vendor marks them.
    pub(crate) fn mark(&self) -> Option<String> {
        Some(self.headers.get("webhook-id")?.to_str().ok()?.to_owned())
    }

    pub(crate) fn request(&self) -> Request {
        let mut request = Request::post(&self.path)
            .body(Body::from(self.body.clone()))
            .expect("the path came in with a request");
        *request.headers_mut() = self.headers.clone();
        request
    }

    /// Bootpay's second generation signs nothing: whoever knows the address may knock, and gets a read.
    pub(crate) fn proves_its_sender(&self, generation: Generation) -> bool {
        generation == Generation::First || !self.path.starts_with("/hooks/bootpay")
    }

    /// With another key or sign in it, and the old signature.
    pub(crate) fn forged(&self) -> Self {
        let mut forged = self.clone();
        let body = String::from_utf8_lossy(&self.body).replace("demo", "fake");
        forged.body = Bytes::from(body.replacen(':', ": ", 1));
        if let Some(id) = forged.headers.get_mut("webhook-id") {
            *id = HeaderValue::from_static("msg_forged");
        }
        forged
    }
}

pub(crate) struct MailRoom {
    pub(crate) address: SocketAddr,
    letters: Letters,
    server: JoinHandle<()>,
}

type Letters = Arc<Mutex<Vec<Letter>>>;

impl MailRoom {
    pub(crate) async fn open(clock: Arc<dyn Clock>) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let letters = Letters::default();
        let desk = Router::new().fallback(keep).with_state((Arc::clone(&letters), clock));
        let server = tokio::spawn(async move {
            let _until_aborted = axum::serve(listener, desk).await;
        });
        Ok(Self { address, letters, server })
    }

    /// Counted round and round; `None` while there is none.
    pub(crate) fn letter(&self, number: usize) -> Option<Letter> {
        let letters = lock(&self.letters);
        letters.get(number.checked_rem(letters.len())?).cloned()
    }
}

impl Drop for MailRoom {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn lock(letters: &Mutex<Vec<Letter>>) -> MutexGuard<'_, Vec<Letter>> {
    letters.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers as each vendor wants to hear it, so that none sends again by itself.
async fn keep(
    State((letters, clock)): State<(Letters, Arc<dyn Clock>)>,
    request: Request,
) -> Response {
    let path = request.uri().path().to_owned();
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LETTER_MAX_BYTES).await.unwrap_or_default();
    let is_payssam = path.starts_with("/hooks/payssam");
    let mut letters = lock(&letters);
    let place = letters.len();
    letters.push(Letter { place, path, headers: parts.headers, body, kept_at: clock.now() });
    drop(letters);
    let answer = if is_payssam { CALLBACK_ANSWER } else { r#"{"success":true}"# };
    ([(header::CONTENT_TYPE, "application/json")], answer).into_response()
}
