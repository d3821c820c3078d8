//! The bills by id, with an index by the moment of sending and one of what is due by itself.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::bill::Bill;
use super::codes::Refusal;
use crate::tracked::Tracked;

#[derive(Debug, Default)]
pub(crate) struct Book {
    bills: Tracked<Bill>,
    by_sent: BTreeSet<(DateTime<Utc>, String)>,
    by_due: BTreeSet<(DateTime<Utc>, String)>,
}

impl Book {
    pub(crate) fn find(&self, bill_id: &str) -> Option<&Bill> {
        self.bills.get(bill_id)
    }

    pub(crate) fn get(&self, bill_id: &str) -> Result<&Bill, Refusal> {
        self.find(bill_id).ok_or(Refusal::BillNotFound)
    }

    /// Changes a bill; it will be part of the next commit.
    pub(crate) fn change<T>(
        &mut self,
        bill_id: &str,
        work: impl FnOnce(&mut Bill) -> T,
    ) -> Result<T, Refusal> {
        let bill = self.bills.edit(bill_id).ok_or(Refusal::BillNotFound)?;
        if let Some(due) = bill.due_at() {
            self.by_due.remove(&(due, bill_id.to_owned()));
        }
        let outcome = work(bill);
        self.by_due.extend(bill.due_at().map(|due| (due, bill_id.to_owned())));
        Ok(outcome)
    }

    /// Adds or replaces.
    pub(crate) fn insert(&mut self, bill: Bill) {
        let id = bill.id.clone();
        self.by_sent.insert((bill.sent_at, id.clone()));
        self.by_due.extend(bill.due_at().map(|due| (due, id.clone())));
        if let Some(old) = self.bills.insert(id.clone(), bill) {
            self.forget_index(&old);
        }
    }

    /// Oldest first.
    pub(crate) fn in_sent_order(&self) -> impl DoubleEndedIterator<Item = &Bill> {
        self.by_sent.iter().filter_map(|(_, id)| self.bills.get(id))
    }

    /// What the vendor has to end by `now`, and when exactly; oldest first.
    pub(crate) fn due(&self, now: DateTime<Utc>) -> Vec<(DateTime<Utc>, String)> {
        self.by_due.iter().take_while(|(due, _)| *due <= now).cloned().collect()
    }

    pub(crate) fn len(&self) -> usize {
        self.bills.len()
    }

    pub(crate) fn take_changed(&mut self) -> Vec<Bill> {
        self.bills.take_changed()
    }

    /// Drops entries of a replaced row that its successor does not share.
    fn forget_index(&mut self, old: &Bill) {
        let Some(present) = self.bills.get(&old.id) else { return };
        if old.sent_at != present.sent_at {
            self.by_sent.remove(&(old.sent_at, old.id.clone()));
        }
        if let Some(due) = old.due_at()
            && present.due_at() != Some(due)
        {
            self.by_due.remove(&(due, old.id.clone()));
        }
    }
}
