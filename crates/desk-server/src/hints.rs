//! How often one thing may be pointed at by callers who prove nothing: so often in a while, by whoever.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use desk_domain::Timestamp;

/// A while begins with the first hint in it.
#[derive(Clone, Copy, Debug)]
struct While {
    begun_at: Timestamp,
    hints: u32,
}

/// Kept in memory: a start forgets it, and each replica counts for itself.
#[derive(Debug)]
pub(crate) struct Hints {
    most: u32,
    seconds: i64,
    about: Mutex<BTreeMap<String, While>>,
}

impl Hints {
    pub(crate) fn new(most: u32, seconds: i64) -> Self {
        Self { most, seconds, about: Mutex::default() }
    }

    /// # Errors
    /// When there have been too many, with the moment from which on there may be more.
    pub(crate) fn take(&self, about: &str, now: Timestamp) -> Result<(), Timestamp> {
        let mut all = self.about.lock().unwrap_or_else(PoisonError::into_inner);
        // What is over is forgotten, so that no more is kept than came within one while.
        all.retain(|_, one| (0..self.seconds).contains(&now.seconds_since(one.begun_at)));
        let one = all.entry(about.to_owned()).or_insert(While { begun_at: now, hints: 0 });
        if one.hints >= self.most {
            return Err(one.begun_at.plus_seconds(self.seconds));
        }
        one.hints += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: i64) -> Timestamp {
        Timestamp(seconds * 1_000_000)
    }

    #[test]
    fn each_has_its_own_number_and_it_begins_anew() {
        let hints = Hints::new(2, 60);
        assert!(hints.take("a", at(0)).is_ok());
        assert!(hints.take("a", at(59)).is_ok());
        assert_eq!(hints.take("a", at(59)), Err(at(60)));
        assert!(hints.take("b", at(59)).is_ok());
        assert!(hints.take("a", at(60)).is_ok());
        assert_eq!(hints.about.lock().unwrap().len(), 2, "what is over was kept");
        assert!(hints.take("a", at(200)).is_ok());
        assert_eq!(hints.about.lock().unwrap().len(), 1, "what is over was kept");
    }
}
