//! Webhooks of both generations: what is told, in which shape, and what counts as heard.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::header::CONTENT_TYPE;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::errors::ApiError;
use super::options::Options;
use super::state::Scene;
use super::view::{v1, v2};
use crate::faults::Stage;
use crate::outbox::{Delivery, Reception};
use crate::post::Post;

/// Minutes to wait before each attempt. The vendor names their number, ten, and no interval.
pub(crate) const WAITS_MINUTES: [i64; 10] = [0, 1, 1, 1, 1, 1, 1, 1, 1, 1];

/// How the merchant wants to be told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// V1's default.
    V1Form,
    V1Json,
    #[default]
    V2,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    AccountIssued,
    Completed,
    PartialCancelled,
    Cancelled,
}

impl Event {
    /// V2's `webhook_type`.
    const fn name(self) -> &'static str {
        match self {
            Self::AccountIssued => "PAYMENT_VIRTUAL_ACCOUNT_ISSUED",
            Self::Completed => "PAYMENT_COMPLETED",
            Self::PartialCancelled => "PAYMENT_PARTIAL_CANCELLED",
            Self::Cancelled => "PAYMENT_CANCELLED",
        }
    }
}

/// One message as it is kept; V1's secret and its count of attempts join it on the way out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) style: Style,
    pub(crate) payload: Value,
}

/// Queues the webhook, unless the merchant has no address for it or the generation is silent
/// about the event.
pub(crate) fn emit(scene: &mut Scene<'_>, receipt_id: &str, event: Event) -> Result<(), ApiError> {
    let style = scene.state.options.webhook_style;
    let Some(url) = scene.state.outbox.target.clone() else { return Ok(()) };
    if event == Event::AccountIssued && style != Style::V2 {
        return Ok(());
    }
    let stored = scene.state.book.get(receipt_id)?;
    let payload = match style {
        Style::V1Form | Style::V1Json => v1::webhook(scene.state, stored),
        Style::V2 => {
            let mut receipt = v2::receipt(scene.state, stored);
            receipt["webhook_type"] = json!(event.name());
            receipt
        }
    };
    // What the vendor advises to tell repeats by.
    let webhook_id = format!("{receipt_id}.{}.{}", event.name(), stored.cancelled_price);
    let message = Message { style, payload };
    let delivery = Delivery::waiting(receipt_id, webhook_id, url, message, scene.now);
    let name = scene.name_in_faults(receipt_id);
    let fault = scene.faults.strike_later(Stage::Webhook, &name);
    scene.state.outbox.send(delivery, fault);
    Ok(())
}

impl Message {
    /// The request of one attempt.
    pub(crate) fn request(
        &self,
        post: &Post,
        delivery: &Delivery<Self>,
        options: &Options,
    ) -> reqwest::RequestBuilder {
        let mut payload = self.payload.clone();
        if self.style != Style::V2 {
            payload["private_key"] = json!(options.private_key.reveal());
            payload["retry_count"] = json!(delivery.attempts);
        }
        let (content_type, body) = match self.style {
            Style::V1Form => ("application/x-www-form-urlencoded", form(&payload)),
            Style::V1Json | Style::V2 => ("application/json", payload.to_string()),
        };
        post.to(&delivery.url).header(CONTENT_TYPE, content_type).body(body)
    }

    /// V1 wants the text `OK`, V2 a JSON object that says `"success": true`.
    pub(crate) fn is_accepted(&self, reception: &Reception) -> bool {
        let Reception::Answered { status: 200, body } = reception else { return false };
        match self.style {
            Style::V1Form | Style::V1Json => body.trim() == "OK",
            Style::V2 => serde_json::from_str::<Value>(body)
                .is_ok_and(|answer| answer["success"] == json!(true)),
        }
    }
}

/// `a=1&payment_data%5Bcard_name%5D=…`
fn form(payload: &Value) -> String {
    let mut pairs = Vec::new();
    for (name, value) in payload.as_object().unwrap_or(&Map::new()) {
        match value {
            Value::Object(group) => pairs.extend(
                group.iter().map(|(inner, value)| pair(&format!("{name}[{inner}]"), value)),
            ),
            _ => pairs.push(pair(name, value)),
        }
    }
    pairs.join("&")
}

fn pair(name: &str, value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    format!("{}={}", encoded(name), encoded(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(style: Style, status: u16, body: &str, accepted: bool) {
        let message = Message { style, payload: json!({}) };
        let reception = Reception::Answered { status, body: body.into() };
        assert_eq!(message.is_accepted(&reception), accepted, "{style:?} {status} {body}");
    }

    #[test]
    fn each_generation_hears_its_own_word() {
        check(Style::V1Form, 200, "OK", true);
        check(Style::V1Json, 200, "OK\n", true);
        check(Style::V1Form, 200, "ok", false);
        check(Style::V1Form, 200, r#"{"success":true}"#, false);
        check(Style::V2, 200, r#"{"success": true}"#, true);
        check(Style::V2, 200, r#"{"success": false}"#, false);
        check(Style::V2, 200, "OK", false);
        check(Style::V2, 500, r#"{"success": true}"#, false);
    }

    #[test]
    fn a_form_names_what_lies_inside_with_brackets() {
        let payload = json!({ "price": 1000, "payment_data": { "card_name": "KB 국민" } });
        assert_eq!(
            form(&payload),
            "payment%5Fdata%5Bcard%5Fname%5D=KB%20%EA%B5%AD%EB%AF%BC&price=1000"
        );
    }
}
