//! Turns for what stays open: so many in all, and so many for each, so that one window or one broken
//! agent cannot take the turns of everybody else.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[derive(Debug)]
pub(crate) struct Turns {
    in_all: usize,
    for_each: usize,
    taken: Mutex<BTreeMap<String, usize>>,
}

/// Given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    turns: Arc<Turns>,
    owner: String,
}

/// Why there is no turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoTurn {
    /// Everybody's are taken.
    InAll,
    /// This one's are taken.
    ForEach,
}

impl Turns {
    pub(crate) fn new(in_all: usize, for_each: usize) -> Arc<Self> {
        Arc::new(Self { in_all, for_each, taken: Mutex::default() })
    }

    pub(crate) fn take(self: &Arc<Self>, owner: &str) -> Result<Turn, NoTurn> {
        let mut taken = self.taken();
        let own = taken.get(owner).copied().unwrap_or_default();
        if own >= self.for_each {
            return Err(NoTurn::ForEach);
        }
        if taken.values().sum::<usize>() >= self.in_all {
            return Err(NoTurn::InAll);
        }
        taken.insert(owner.to_owned(), own + 1);
        Ok(Turn { turns: Arc::clone(self), owner: owner.to_owned() })
    }

    fn taken(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut taken = self.turns.taken();
        let left = taken.get(&self.owner).map_or(0, |own| own.saturating_sub(1));
        if left == 0 {
            taken.remove(&self.owner);
        } else {
            taken.insert(self.owner.clone(), left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cannot_take_the_turns_of_all() {
        let turns = Turns::new(3, 2);
        let first = turns.take("a").unwrap();
        let _second = turns.take("a").unwrap();
        assert_eq!(turns.take("a").unwrap_err(), NoTurn::ForEach);
        let _third = turns.take("b").unwrap();
        assert_eq!(turns.take("c").unwrap_err(), NoTurn::InAll);
        drop(first);
        assert!(turns.take("c").is_ok());
        assert!(turns.take("a").is_ok(), "a turn that was given back is there again");
    }
}
