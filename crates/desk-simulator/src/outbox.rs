//! Messages to the merchant on their way: each vendor's schedule, by the simulator's clock.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::tracked::Tracked;

/// How a vendor tells the merchant something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Schedule {
    /// Minutes to wait before each attempt.
    pub(crate) waits_minutes: &'static [i64],
    /// What counts as received.
    pub(crate) is_taken: fn(&Reception) -> bool,
}

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

/// One message to one address.
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

#[derive(Debug)]
pub(crate) struct Outbox {
    /// Where the merchant wants its messages.
    pub(crate) target: Option<String>,
    schedule: Schedule,
    deliveries: Tracked<Delivery>,
}

impl Outbox {
    pub(crate) fn new(schedule: Schedule, target: Option<String>) -> Self {
        Self { target, schedule, deliveries: Tracked::default() }
    }

    /// Puts a message on its way and returns its id here.
    pub(crate) fn push(&mut self, mut delivery: Delivery) -> String {
        let id = format!("{:08}", self.deliveries.len());
        delivery.id.clone_from(&id);
        self.insert(delivery);
        id
    }

    pub(crate) fn delay(&mut self, id: &str) {
        if let Some(delivery) = self.deliveries.edit(id) {
            delivery.due_at += TimeDelta::minutes(LATE_MINUTES);
        }
    }

    pub(crate) fn lose(&mut self, id: &str) {
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

    /// Books one attempt: done, again later, or given up.
    pub(crate) fn settle(&mut self, id: &str, reception: &Reception, now: DateTime<Utc>) {
        let is_taken = self.takes(reception);
        let Some(delivery) = self.deliveries.edit(id) else { return };
        delivery.attempts += 1;
        delivery.last_status = match reception {
            Reception::Answered { status, .. } => Some(*status),
            Reception::Unreachable => None,
        };
        if is_taken {
            delivery.state = DeliveryState::Delivered;
        } else if let Some(minutes) = self.schedule.waits_minutes.get(delivery.attempts) {
            delivery.due_at = now + TimeDelta::minutes(*minutes);
        } else {
            delivery.state = DeliveryState::GaveUp;
        }
    }

    pub(crate) fn takes(&self, reception: &Reception) -> bool {
        (self.schedule.is_taken)(reception)
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
    use crate::portone::events::SCHEDULE;

    fn only(outbox: &Outbox) -> &Delivery {
        outbox.iter().next().unwrap()
    }

    fn waiting(at: DateTime<Utc>) -> Delivery {
        Delivery {
            id: String::new(),
            webhook_id: "w".into(),
            payment_id: "p".into(),
            url: "http://desk".into(),
            body: "{}".into(),
            state: DeliveryState::Waiting,
            attempts: 0,
            due_at: at,
            last_status: None,
        }
    }

    #[test]
    fn a_refused_message_is_tried_six_times_over_341_minutes() {
        let start = DateTime::UNIX_EPOCH;
        let mut outbox = Outbox::new(SCHEDULE, None);
        let id = outbox.push(waiting(start));
        let (mut now, mut tried_at) = (start, Vec::new());
        while only(&outbox).state == DeliveryState::Waiting {
            now = now.max(only(&outbox).due_at);
            tried_at.push((now - start).num_minutes());
            outbox.settle(&id, &Reception::Unreachable, now);
        }
        assert_eq!(tried_at, [0, 1, 5, 21, 85, 341]);
        assert_eq!(only(&outbox).state, DeliveryState::GaveUp);
    }

    #[test]
    fn only_a_2xx_counts_as_delivered() {
        for (status, state) in [(200, DeliveryState::Delivered), (302, DeliveryState::Waiting)] {
            let mut outbox = Outbox::new(SCHEDULE, None);
            let id = outbox.push(waiting(DateTime::UNIX_EPOCH));
            let reception = Reception::Answered { status, body: String::new() };
            outbox.settle(&id, &reception, DateTime::UNIX_EPOCH);
            assert_eq!(only(&outbox).state, state, "{status}");
        }
    }
}
