//! Posts the vendors' messages to the merchant and reports how each was answered.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;

use crate::outbox::{Delivery, Reception};

/// PortOne waits 30 s to connect and 30 s to read.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// What of the receiver's answer is kept.
const KEPT_CHARACTERS: usize = 200;

/// What a vendor adds to `Content-Type`.
pub(crate) type Headers = Vec<(&'static str, String)>;

#[derive(Debug)]
pub(crate) struct Sender {
    http: reqwest::Client,
}

impl Sender {
    #[expect(clippy::disallowed_methods, reason = "the vendor's own outgoing calls live here")]
    pub(crate) fn new() -> Result<Self, reqwest::Error> {
        // A provider installed earlier in this process serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .no_proxy()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(CONNECT_TIMEOUT + READ_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { http })
    }

    pub(crate) async fn send(&self, delivery: &Delivery, headers: Headers) -> Reception {
        let mut request = self
            .http
            .post(&delivery.url)
            .header(CONTENT_TYPE, "application/json")
            .body(delivery.body.clone());
        for (name, value) in headers {
            request = request.header(name, value);
        }
        match request.send().await {
            Ok(response) => {
                let status = response.status().as_u16();
                let text = response.text().await.unwrap_or_default();
                Reception::Answered { status, body: text.chars().take(KEPT_CHARACTERS).collect() }
            }
            Err(error) => {
                tracing::debug!(payment_id = delivery.payment_id, %error, "message not delivered");
                Reception::Unreachable
            }
        }
    }
}
