//! The vendors' own outgoing calls: one HTTP client for all webhooks.

use std::time::Duration;

use crate::outbox::Reception;

/// PortOne waits 30 s to connect and 30 s to read; the others do not say.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// What of the receiver's answer is kept.
const KEPT_CHARACTERS: usize = 200;

#[derive(Debug, Clone)]
pub(crate) struct Post(reqwest::Client);

impl Post {
    #[expect(clippy::disallowed_methods, reason = "the vendors' own outgoing calls live here")]
    pub(crate) fn open() -> Result<Self, reqwest::Error> {
        // A provider installed earlier in this process serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .no_proxy()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(CONNECT_TIMEOUT + READ_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self(http))
    }

    /// A message to `url`; give it back to `send`.
    pub(crate) fn to(&self, url: &str) -> reqwest::RequestBuilder {
        self.0.post(url)
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
