//! Turns what happened to a payment into a webhook (version 2024-04-25) and its record.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::json;

use super::errors::ApiError;
use super::state::State;
use super::wire::{
    PaymentStatus, WebhookCall, WebhookRecord, WebhookReply, WebhookStatus, WebhookTrigger,
};
use crate::faults::Stage;
use crate::ids;
use crate::outbox::{Delivery, Reception};

/// Minutes to wait before each attempt. The vendor adds jitter, the simulator does not.
pub(crate) const WAITS_MINUTES: [i64; 6] = [0, 1, 4, 16, 64, 256];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    Ready,
    PayPending,
    VirtualAccountIssued,
    Paid,
    Failed,
    PartialCancelled,
    Cancelled,
    CancelPending,
}

impl Event {
    /// What the merchant hears of a payment that begins in this status.
    pub(crate) const fn of_new(status: PaymentStatus) -> Self {
        match status {
            PaymentStatus::Ready => Self::Ready,
            PaymentStatus::PayPending => Self::PayPending,
            PaymentStatus::VirtualAccountIssued => Self::VirtualAccountIssued,
            PaymentStatus::Paid => Self::Paid,
            PaymentStatus::Failed => Self::Failed,
            PaymentStatus::PartialCancelled => Self::PartialCancelled,
            PaymentStatus::Cancelled => Self::Cancelled,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Ready => "Transaction.Ready",
            Self::PayPending => "Transaction.PayPending",
            Self::VirtualAccountIssued => "Transaction.VirtualAccountIssued",
            Self::Paid => "Transaction.Paid",
            Self::Failed => "Transaction.Failed",
            Self::PartialCancelled => "Transaction.PartialCancelled",
            Self::Cancelled => "Transaction.Cancelled",
            Self::CancelPending => "Transaction.CancelPending",
        }
    }
}

/// Something to tell the merchant about one payment.
#[derive(Debug)]
pub(crate) struct Notice<'a> {
    pub(crate) payment_id: &'a str,
    pub(crate) event: Event,
    pub(crate) cancellation_id: Option<&'a str>,
    pub(crate) trigger: Option<WebhookTrigger>,
}

/// Queues the webhook of `notice`, unless the merchant has no address for it.
pub(crate) fn emit(
    state: &mut State,
    notice: &Notice<'_>,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    let Some(url) = state.outbox.target.clone() else { return Ok(()) };
    let payment = &mut state.book.edit(notice.payment_id)?.payment;
    let mut data = json!({
        "storeId": payment.store_id,
        "paymentId": payment.id,
        "transactionId": payment.transaction_id,
    });
    if let Some(cancellation_id) = notice.cancellation_id {
        data["cancellationId"] = json!(cancellation_id);
    }
    let timestamp = now.to_rfc3339_opts(SecondsFormat::Micros, true);
    let body =
        json!({ "type": notice.event.name(), "timestamp": timestamp, "data": data }).to_string();
    let webhook_id = ids::uuid(&payment.id, "webhook", payment.webhooks.len());
    payment.webhooks.push(WebhookRecord {
        payment_status: payment.status,
        id: webhook_id.clone(),
        status: None,
        url: url.clone(),
        current_execution_count: 0,
        max_execution_count: max_attempts(),
        trigger: notice.trigger,
        request: Some(WebhookCall { body: body.clone(), requested_at: now }),
        response: None,
        triggered_at: now,
    });
    let fault = state.faults.strike_later(Stage::Webhook, notice.payment_id);
    let delivery = Delivery::waiting(notice.payment_id, webhook_id, url, body, now);
    state.outbox.send(delivery, fault);
    Ok(())
}

/// `POST /payments/{id}/resend-webhook`: the same message and id once more, by hand.
pub(crate) fn resend(
    state: &mut State,
    payment_id: &str,
    record: &WebhookRecord,
    now: DateTime<Utc>,
) {
    let body = record.request.as_ref().map(|call| call.body.clone()).unwrap_or_default();
    let delivery = Delivery::waiting(payment_id, record.id.clone(), record.url.clone(), body, now);
    state.outbox.push(delivery);
}

/// Writes the outcome of one attempt into the payment's history.
pub(crate) fn record_attempt(
    state: &mut State,
    delivery: &Delivery,
    reception: &Reception,
    now: DateTime<Utc>,
) {
    state.outbox.settle(&delivery.id, reception, reception.is_success(), now);
    let Ok(stored) = state.book.edit(&delivery.payment_id) else { return };
    let webhooks = &mut stored.payment.webhooks;
    let Some(record) = webhooks.iter_mut().find(|record| record.id == delivery.webhook_id) else {
        return;
    };
    record.current_execution_count += 1;
    record.status = Some(match reception {
        Reception::Unreachable => WebhookStatus::FailedUnexpectedError,
        answered if answered.is_success() => WebhookStatus::Succeeded,
        Reception::Answered { .. } => WebhookStatus::FailedNotOkResponse,
    });
    record.response = match reception {
        Reception::Unreachable => None,
        Reception::Answered { status, body } => Some(WebhookReply {
            code: status.to_string(),
            header: String::new(),
            body: body.clone(),
            responded_at: now,
        }),
    };
}

pub(crate) fn max_attempts() -> i32 {
    i32::try_from(WAITS_MINUTES.len()).expect("six fits")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::Outbox;

    #[test]
    fn a_refused_message_is_tried_six_times_over_341_minutes() {
        let start = DateTime::UNIX_EPOCH;
        let mut outbox = Outbox::new(None, &WAITS_MINUTES);
        let url = "http://desk".to_owned();
        let id = outbox.push(Delivery::waiting("p", "w".into(), url, "{}".to_owned(), start));
        let mut tried_at = Vec::new();
        while let Some(due) = outbox.due(DateTime::<Utc>::MAX_UTC).first() {
            tried_at.push((due.due_at - start).num_minutes());
            outbox.settle(&id, &Reception::Unreachable, false, due.due_at);
        }
        assert_eq!(tried_at, [0, 1, 5, 21, 85, 341]);
    }

    #[test]
    fn only_a_2xx_counts_as_delivered() {
        for (status, is_success) in [(200, true), (204, true), (302, false), (500, false)] {
            let reception = Reception::Answered { status, body: String::new() };
            assert_eq!(reception.is_success(), is_success, "{status}");
        }
    }
}
