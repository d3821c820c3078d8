//! Everything Bootpay remembers, and what of it has to be written down after a change.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::auth::Tokens;
use super::book::{Book, Stored};
use super::cash_receipt::Standalone;
use super::notice::{Message, WAITS_MINUTES};
use super::options::Options;
use crate::faults::Faults;
use crate::outbox::{Delivery, Outbox};
use crate::tracked::Tracked;

/// Bootpay with what it needs of the world: the faults that all vendors share, and the moment.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) faults: &'a mut Faults,
    pub(crate) now: DateTime<Utc>,
}

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) options: Options,
    pub(crate) tokens: Tokens,
    pub(crate) book: Book,
    /// Cash receipts for money taken elsewhere, by their receipt id.
    pub(crate) standalone: Tracked<Standalone>,
    pub(crate) outbox: Outbox<Message>,
    /// Receipts with a cancel at the PG right now. A restart ends these calls.
    pub(crate) cancelling: BTreeSet<String>,
}

/// Rows that changed together.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Changes {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) receipts: Vec<Stored>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) standalone: Vec<Standalone>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) deliveries: Vec<Delivery<Message>>,
}

impl Changes {
    pub(crate) fn is_empty(&self) -> bool {
        self.receipts.is_empty() && self.standalone.is_empty() && self.deliveries.is_empty()
    }
}

impl State {
    pub(crate) fn new(options: Options) -> Self {
        Self {
            tokens: Tokens::default(),
            book: Book::default(),
            standalone: Tracked::default(),
            outbox: Outbox::new(options.webhook_target.clone(), &WAITS_MINUTES),
            cancelling: BTreeSet::new(),
            options,
        }
    }

    pub(crate) fn take_changes(&mut self) -> Changes {
        Changes {
            receipts: self.book.take_changed(),
            standalone: self.standalone.take_changed(),
            deliveries: self.outbox.take_changed(),
        }
    }

    /// Takes rows back in, the later ones replacing the earlier; they count as changed.
    pub(crate) fn absorb(&mut self, changes: Changes) {
        changes.receipts.into_iter().for_each(|row| self.book.insert(row));
        for row in changes.standalone {
            self.standalone.insert(row.receipt_id.clone(), row);
        }
        changes.deliveries.into_iter().for_each(|row| self.outbox.insert(row));
    }
}
