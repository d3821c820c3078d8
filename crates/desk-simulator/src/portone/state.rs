//! Everything PortOne remembers, and what of it has to be written down after a change.

use serde::{Deserialize, Serialize};

use super::auth::Tokens;
use super::book::{Book, Stored};
use super::events::WAITS_MINUTES;
use super::idempotency::{Answers, Remembered};
use super::receipts::{Receipt, Receipts};
use crate::faults::Faults;
use crate::outbox::{Delivery, Outbox};
use crate::private::Private;

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) store_id: String,
    pub(crate) tokens: Tokens,
    pub(crate) book: Book,
    pub(crate) receipts: Receipts,
    pub(crate) answers: Answers,
    pub(crate) outbox: Outbox,
    pub(crate) faults: Faults,
}

/// Rows that changed together; one of these is one line of the journal.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Changes {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) payments: Vec<Stored>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) receipts: Vec<Receipt>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) deliveries: Vec<Delivery>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) answers: Vec<Remembered>,
}

impl Changes {
    pub(crate) fn is_empty(&self) -> bool {
        self.payments.is_empty()
            && self.receipts.is_empty()
            && self.deliveries.is_empty()
            && self.answers.is_empty()
    }
}

impl State {
    pub(crate) fn new(
        store_id: String,
        api_secret: Private,
        webhook_target: Option<String>,
    ) -> Self {
        Self {
            store_id,
            tokens: Tokens::new(api_secret),
            book: Book::default(),
            receipts: Receipts::default(),
            answers: Answers::default(),
            outbox: Outbox::new(webhook_target, &WAITS_MINUTES),
            faults: Faults::default(),
        }
    }

    pub(crate) fn take_changes(&mut self) -> Changes {
        Changes {
            payments: self.book.take_changed(),
            receipts: self.receipts.take_changed(),
            deliveries: self.outbox.take_changed(),
            answers: self.answers.take_changed(),
        }
    }

    /// Takes rows back in, the later ones replacing the earlier; they count as changed.
    pub(crate) fn absorb(&mut self, changes: Changes) {
        changes.payments.into_iter().for_each(|row| self.book.insert(row));
        changes.receipts.into_iter().for_each(|row| self.receipts.insert(row));
        changes.deliveries.into_iter().for_each(|row| self.outbox.insert(row));
        changes.answers.into_iter().for_each(|row| self.answers.insert(row));
    }
}
