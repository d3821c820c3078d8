//! Webhooks on their way: a vendor's retry schedule, measured by the simulator's clock.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::faults::FaultKind;
use crate::tracked::Tracked;

/// How late a `webhook_late` is.
const LATE_MINUTES: i64 = 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DeliveryState {
    Waiting,
    Delivered,
    /// Every attempt failed.
    GaveUp,
    /// A fault swallowed it.
    Lost,
}

/// One webhook message to one address.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Delivery {
    /// Unique here; a duplicate has the same `webhook_id` and another of these.
    pub id: String,
    pub webhook_id: String,
    pub payment_id: String,
    pub url: String,
    pub body: String,
    pub state: DeliveryState,
    pub attempts: usize,
    pub due_at: DateTime<Utc>,
    /// HTTP status of the last attempt; absent when nothing answered.
    pub last_status: Option<u16>,
}

/// How the receiver took one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reception {
    Answered { status: u16, body: String },
    Unreachable,
}

impl Reception {
    pub(crate) fn is_success(&self) -> bool {
        matches!(self, Self::Answered { status, .. } if (200..300).contains(status))
    }
}

impl Delivery {
    /// A message that goes out at once; the outbox gives it its id.
    pub(crate) fn waiting(
        payment_id: &str,
        webhook_id: String,
        url: String,
        body: String,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id: String::new(),
            webhook_id,
            payment_id: payment_id.to_owned(),
            url,
            body,
            state: DeliveryState::Waiting,
            attempts: 0,
            due_at: now,
            last_status: None,
        }
    }
}

#[derive(Debug)]
pub(crate) struct Outbox {
    /// Where the merchant wants its webhooks; without one none are made.
    pub(crate) target: Option<String>,
    /// Minutes to wait before each attempt; the first goes out at once.
    waits_minutes: &'static [i64],
    deliveries: Tracked<Delivery>,
}

impl Outbox {
    pub(crate) fn new(target: Option<String>, waits_minutes: &'static [i64]) -> Self {
        Self { target, waits_minutes, deliveries: Tracked::default() }
    }

    /// Puts a message on its way, with what a fault makes of it.
    pub(crate) fn send(&mut self, delivery: Delivery, fault: Option<FaultKind>) {
        let id = self.push(delivery.clone());
        match fault {
            Some(FaultKind::WebhookDuplicate) => {
                self.push(delivery);
            }
            Some(FaultKind::WebhookLate) => self.delay(&id),
            Some(FaultKind::WebhookLost) => self.lose(&id),
            _ => {}
        }
    }

    /// Puts a message on its way and returns its id here.
    pub(crate) fn push(&mut self, mut delivery: Delivery) -> String {
        let id = format!("{:08}", self.deliveries.len());
        delivery.id.clone_from(&id);
        self.insert(delivery);
        id
    }

    fn delay(&mut self, id: &str) {
        if let Some(delivery) = self.deliveries.edit(id) {
            delivery.due_at += TimeDelta::minutes(LATE_MINUTES);
        }
    }

    fn lose(&mut self, id: &str) {
        if let Some(delivery) = self.deliveries.edit(id) {
            delivery.state = DeliveryState::Lost;
        }
    }

    pub(crate) fn due(&self, now: DateTime<Utc>) -> Vec<Delivery> {
        self.iter()
            .filter(|delivery| delivery.state == DeliveryState::Waiting && delivery.due_at <= now)
            .cloned()
            .collect()
    }

    /// Books one attempt: done, again later, or given up. What counts as `accepted` is the
    /// vendor's own rule.
    pub(crate) fn settle(
        &mut self,
        id: &str,
        reception: &Reception,
        accepted: bool,
        now: DateTime<Utc>,
    ) {
        let Some(delivery) = self.deliveries.edit(id) else { return };
        delivery.attempts += 1;
        delivery.last_status = match reception {
            Reception::Answered { status, .. } => Some(*status),
            Reception::Unreachable => None,
        };
        if accepted {
            delivery.state = DeliveryState::Delivered;
        } else if let Some(minutes) = self.waits_minutes.get(delivery.attempts) {
            delivery.due_at = now + TimeDelta::minutes(*minutes);
        } else {
            delivery.state = DeliveryState::GaveUp;
        }
    }

    /// In the order they were made.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Delivery> {
        self.deliveries.iter()
    }

    pub(crate) fn insert(&mut self, delivery: Delivery) {
        self.deliveries.insert(delivery.id.clone(), delivery);
    }

    pub(crate) fn take_changed(&mut self) -> Vec<Delivery> {
        self.deliveries.take_changed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAITS_MINUTES: [i64; 3] = [0, 1, 4];

    fn outbox() -> Outbox {
        Outbox::new(None, &WAITS_MINUTES)
    }

    fn only(outbox: &Outbox) -> &Delivery {
        outbox.iter().next().unwrap()
    }

    fn waiting(at: DateTime<Utc>) -> Delivery {
        Delivery::waiting("p", "w".into(), "http://desk".into(), "{}".into(), at)
    }

    #[test]
    fn a_refused_message_is_tried_by_the_schedule_and_then_given_up() {
        let start = DateTime::UNIX_EPOCH;
        let mut outbox = outbox();
        let id = outbox.push(waiting(start));
        let (mut now, mut tried_at) = (start, Vec::new());
        while only(&outbox).state == DeliveryState::Waiting {
            now = now.max(only(&outbox).due_at);
            tried_at.push((now - start).num_minutes());
            outbox.settle(&id, &Reception::Unreachable, false, now);
        }
        assert_eq!(tried_at, [0, 1, 5]);
        assert_eq!(only(&outbox).state, DeliveryState::GaveUp);
    }

    #[test]
    fn what_the_vendor_accepts_is_delivered() {
        for (accepted, state) in [(true, DeliveryState::Delivered), (false, DeliveryState::Waiting)]
        {
            let mut outbox = outbox();
            let id = outbox.push(waiting(DateTime::UNIX_EPOCH));
            let reception = Reception::Answered { status: 200, body: String::new() };
            outbox.settle(&id, &reception, accepted, DateTime::UNIX_EPOCH);
            assert_eq!(only(&outbox).state, state);
        }
    }
}
