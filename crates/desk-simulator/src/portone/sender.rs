//! Sends webhooks: signs each attempt anew and reports how it was taken.

use chrono::{DateTime, Utc};
use reqwest::header::CONTENT_TYPE;

use super::signature::SigningKey;
use crate::outbox::{Delivery, Reception};
use crate::post::Post;

#[derive(Debug)]
pub(crate) struct Sender {
    post: Post,
    key: SigningKey,
}

impl Sender {
    pub(crate) fn new(post: Post, key: SigningKey) -> Self {
        Self { post, key }
    }

    pub(crate) async fn send(&self, delivery: &Delivery, now: DateTime<Utc>) -> Reception {
        let timestamp = now.timestamp();
        let signature = self.key.sign(&delivery.webhook_id, timestamp, &delivery.body);
        let request = self
            .post
            .to(&delivery.url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", &delivery.webhook_id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature)
            .body(delivery.body.clone());
        self.post.send(request).await
    }
}
