//! Sends webhooks: signs each attempt anew and reports how it was taken.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::CONTENT_TYPE;

use super::outbox::{Delivery, Reception};
use super::signature::SigningKey;

/// The vendor waits 30 s to connect and 30 s to read.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// What of the receiver's answer is kept in the payment's history.
const KEPT_CHARACTERS: usize = 200;

#[derive(Debug)]
pub(crate) struct Sender {
    http: reqwest::Client,
    key: SigningKey,
}

impl Sender {
    #[expect(clippy::disallowed_methods, reason = "the vendor's own outgoing calls live here")]
    pub(crate) fn new(key: SigningKey) -> Result<Self, reqwest::Error> {
        // A provider installed earlier in this process serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .no_proxy()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(CONNECT_TIMEOUT + READ_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { http, key })
    }

    pub(crate) async fn send(&self, delivery: &Delivery, now: DateTime<Utc>) -> Reception {
        let timestamp = now.timestamp();
        let request = self
            .http
            .post(&delivery.url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", &delivery.webhook_id)
            .header("webhook-timestamp", timestamp)
            .header(
                "webhook-signature",
                self.key.sign(&delivery.webhook_id, timestamp, &delivery.body),
            )
            .body(delivery.body.clone());
        match request.send().await {
            Ok(response) => {
                let status = response.status().as_u16();
                let text = response.text().await.unwrap_or_default();
                Reception::Answered { status, body: text.chars().take(KEPT_CHARACTERS).collect() }
            }
            Err(error) => {
                tracing::debug!(payment_id = delivery.payment_id, %error, "webhook not delivered");
                Reception::Unreachable
            }
        }
    }
}
