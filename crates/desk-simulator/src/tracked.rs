//! Rows by key that remember which of them changed since the last commit.

use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug)]
pub(crate) struct Tracked<T> {
    rows: BTreeMap<String, T>,
    changed: BTreeSet<String>,
}

impl<T> Default for Tracked<T> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), changed: BTreeSet::new() }
    }
}

impl<T: Clone> Tracked<T> {
    pub(crate) fn get(&self, key: &str) -> Option<&T> {
        self.rows.get(key)
    }

    /// For changing; the row will be part of the next commit.
    pub(crate) fn edit(&mut self, key: &str) -> Option<&mut T> {
        let row = self.rows.get_mut(key)?;
        self.changed.insert(key.to_owned());
        Some(row)
    }

    /// Adds or replaces; gives back what was there.
    pub(crate) fn insert(&mut self, key: String, row: T) -> Option<T> {
        self.changed.insert(key.clone());
        self.rows.insert(key, row)
    }

    pub(crate) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        self.rows.retain(|_, row| keep(row));
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.rows.values()
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Copies of what the commit has to write; afterwards nothing counts as changed.
    pub(crate) fn take_changed(&mut self) -> Vec<T> {
        let changed = std::mem::take(&mut self.changed);
        changed.iter().filter_map(|key| self.rows.get(key)).cloned().collect()
    }
}
