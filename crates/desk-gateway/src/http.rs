//! Who may speak HTTP to a vendor: the one home of the client, with its limits.
//!
//! What it never does: follow a redirect (a vendor's API has none, and the secret would travel
//! along), repeat a request by itself, take a proxy from the environment (a stray `HTTP_PROXY` must
//! not decide who sees the secret or answers for the vendor), or read an answer without an end.

mod base_url;
mod date;

use std::error::Error;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Client, Method, Response, Url};

pub use base_url::{BaseUrl, BaseUrlProblem};
pub use date::vendors_clock;

/// Largest answer that is read. A page of 200 payments is below 1 MiB; the raw PG documents that a
/// vendor may add to each make it a few.
const ANSWER_MAX_BYTES: usize = 16 * 1024 * 1024;

/// How long a vendor is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Until a connection stands.
    pub connect: Duration,
    /// From the first byte sent to the last byte received.
    pub answer: Duration,
}

impl Default for Timeouts {
    /// PortOne asks for at least 60 s: the PG behind it is slow, and hanging up undoes nothing.
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), answer: Duration::from_secs(65) }
    }
}

/// Why there is no whole answer. Prints neither the address nor a header.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    #[error("the HTTP client could not be set up: {0}")]
    Setup(String),
    #[error("the request could not be written: {0}")]
    Unsendable(String),
    #[error("no connection: {0}")]
    NoConnection(String),
    #[error("no answer in time")]
    TimedOut,
    #[error("the answer broke off: {0}")]
    BrokenOff(String),
    #[error("the answer is larger than {ANSWER_MAX_BYTES} bytes")]
    TooLarge,
}

/// A whole answer, whatever its status.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// A client bound to one vendor's address and to the headers every request of it carries.
#[derive(Clone, Debug)]
pub(crate) struct Http {
    client: Client,
    timeouts: Timeouts,
}

impl Http {
    /// # Errors
    /// [`HttpError::Setup`], for example when an https address meets a machine without root
    /// certificates.
    pub(crate) fn new(
        base: &BaseUrl,
        headers: HeaderMap,
        timeouts: Timeouts,
    ) -> Result<Self, HttpError> {
        install_crypto_provider();
        #[expect(clippy::disallowed_methods, reason = "the home of the client")]
        let mut builder = Client::builder()
            .user_agent(concat!("cancel-desk/", env!("CARGO_PKG_VERSION")))
            .default_headers(headers)
            .connect_timeout(timeouts.connect)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy();
        if base.is_plain() {
            // The machine's root certificates are neither needed nor looked for.
            builder = builder.tls_certs_only([]);
        }
        let client = builder.build().map_err(|error| HttpError::Setup(innermost(&error)))?;
        Ok(Self { client, timeouts })
    }

    /// Sends one request, once, and reads the whole answer.
    pub(crate) async fn send(
        &self,
        method: Method,
        url: Url,
        headers: HeaderMap,
        json: Option<Vec<u8>>,
    ) -> Result<Answer, HttpError> {
        let mut request =
            self.client.request(method, url).headers(headers).timeout(self.timeouts.answer);
        if let Some(json) = json {
            let kind = HeaderValue::from_static("application/json");
            request = request.header(reqwest::header::CONTENT_TYPE, kind).body(json);
        }
        let response = request.send().await.map_err(|error| sorted(&error))?;
        let status = response.status().as_u16();
        Ok(Answer { status, body: whole_body(response).await? })
    }
}

/// A header value that debug prints hide.
///
/// `None` when the text holds a sign that no header can carry.
pub(crate) fn secret_header(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

async fn whole_body(mut response: Response) -> Result<Vec<u8>, HttpError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| sorted(&error))? {
        if body.len() + chunk.len() > ANSWER_MAX_BYTES {
            return Err(HttpError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn sorted(error: &reqwest::Error) -> HttpError {
    if error.is_builder() {
        HttpError::Unsendable(innermost(error))
    } else if error.is_connect() {
        HttpError::NoConnection(innermost(error))
    } else if error.is_timeout() {
        HttpError::TimedOut
    } else {
        HttpError::BrokenOff(innermost(error))
    }
}

/// The root cause in words. The outer errors print the address, and an address holds payment ids.
fn innermost(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}

/// Chooses ring for TLS. Somebody in the process may have chosen before; then theirs is used.
fn install_crypto_provider() {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        let _lost_the_race = rustls::crypto::ring::default_provider().install_default();
    }
}
