//! The vendors' own outgoing calls: one HTTP client for all webhooks.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::{Client, ClientBuilder};

use crate::outbox::Reception;

/// PortOne waits 30 s to connect and 30 s to read; the others do not say.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// What of the receiver's answer is kept.
const KEPT_CHARACTERS: usize = 200;

#[derive(Debug, Clone)]
pub(crate) struct Post {
    plain: Client,
    /// Made when an https address is first met: the machine's root certificates take their time.
    secure: Arc<OnceLock<Client>>,
}

impl Post {
    pub(crate) fn open() -> Result<Self, reqwest::Error> {
        // A provider installed earlier in this process serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self { plain: builder().tls_certs_only([]).build()?, secure: Arc::default() })
    }

    /// A message to `url`; give it back to `send`. On a machine without root certificates an https address
    /// is told to be one that nobody vouches for.
    pub(crate) fn to(&self, url: &str) -> reqwest::RequestBuilder {
        let secure = || builder().build().unwrap_or_else(|_| self.plain.clone());
        let client = match url.starts_with("https:") {
            true => self.secure.get_or_init(secure),
            false => &self.plain,
        };
        client.post(url)
    }

    /// Sends once and tells how the message was taken.
    pub(crate) async fn send(&self, request: reqwest::RequestBuilder) -> Reception {
        match request.send().await {
            Ok(response) => {
                let status = response.status().as_u16();
                let text = response.text().await.unwrap_or_default();
                Reception::Answered { status, body: text.chars().take(KEPT_CHARACTERS).collect() }
            }
            Err(error) => {
                tracing::debug!(%error, "webhook not delivered");
                Reception::Unreachable
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the vendors' own outgoing calls live here")]
fn builder() -> ClientBuilder {
    Client::builder()
        .no_proxy()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(CONNECT_TIMEOUT + READ_TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
}
