//! How long to wait before the next attempt to reach the desk.

use std::time::Duration;

use crate::entropy;

/// Twice as long after every failure, capped, and never exactly: a desk that comes back is not
/// called by all of its agents in the same instant.
#[derive(Debug)]
pub(crate) struct Backoff {
    first: Duration,
    longest: Duration,
    next: Duration,
}

impl Backoff {
    pub(crate) const fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest, next: first }
    }

    pub(crate) const fn reset(&mut self) {
        self.next = self.first;
    }

    /// Between half of the wait and all of it.
    pub(crate) fn next(&mut self) -> Duration {
        let wait = self.next;
        self.next = wait.saturating_mul(2).min(self.longest);
        let half_ms = u64::try_from(wait.as_millis() / 2).unwrap_or(u64::MAX - 1);
        wait / 2 + Duration::from_millis(entropy::below(half_ms + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_up_to_the_cap_and_begin_anew() {
        let seconds = Duration::from_secs;
        let mut backoff = Backoff::new(seconds(1), seconds(30));
        for whole in [1, 2, 4, 8, 16, 30, 30] {
            let wait = backoff.next();
            assert!(wait >= seconds(whole) / 2 && wait <= seconds(whole), "{wait:?} of {whole} s");
        }
        backoff.reset();
        assert!(backoff.next() <= seconds(1));
    }
}
