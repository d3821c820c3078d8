//! Everything PaySsam remembers, and what of it has to be written down after a change.

use serde::{Deserialize, Serialize};

use super::bill::Bill;
use super::book::Book;
use super::callback;
use super::settings::Settings;
use crate::outbox::{Delivery, Outbox};

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) settings: Settings,
    pub(crate) book: Book,
    pub(crate) outbox: Outbox,
    /// 쌤포인트.
    pub(crate) points: i64,
    written_points: i64,
    /// Codes that the control page wants as answers, oldest first.
    pub(crate) forced: Vec<ForcedCode>,
}

/// The next calls are answered with this code and not executed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ForcedCode {
    pub(crate) code: String,
    /// Absent: whatever bill comes.
    #[serde(default)]
    pub(crate) bill_id: Option<String>,
    #[serde(default = "once")]
    pub(crate) calls: u32,
}

fn once() -> u32 {
    1
}

/// Rows that changed together; one of these is one line of the journal.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Changes {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bills: Vec<Bill>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    deliveries: Vec<Delivery>,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<i64>,
}

impl Changes {
    pub(crate) fn is_empty(&self) -> bool {
        self.bills.is_empty() && self.deliveries.is_empty() && self.points.is_none()
    }
}

impl State {
    pub(crate) fn new(settings: Settings) -> Self {
        let points = settings.points;
        Self {
            book: Book::default(),
            outbox: Outbox::new(settings.callback_target.clone(), &callback::WAITS_MINUTES),
            points,
            written_points: points,
            forced: Vec::new(),
            settings,
        }
    }

    pub(crate) fn take_changes(&mut self) -> Changes {
        let points = (self.points != self.written_points).then_some(self.points);
        self.written_points = self.points;
        Changes { bills: self.book.take_changed(), deliveries: self.outbox.take_changed(), points }
    }

    /// Takes rows back in, the later ones replacing the earlier; they count as changed.
    pub(crate) fn absorb(&mut self, changes: Changes) {
        changes.bills.into_iter().for_each(|row| self.book.insert(row));
        changes.deliveries.into_iter().for_each(|row| self.outbox.insert(row));
        self.points = changes.points.unwrap_or(self.points);
    }
}
