//! A moment that comes nearer: how many seconds are left until then.

use std::time::Duration;

use desk_domain::Timestamp;
use leptos::prelude::*;

use crate::state::session::SessionState;

const TICK: Duration = Duration::from_millis(200);
const SECOND_MICROS: i64 = 1_000_000;

/// Counts down by the server's clock to 0. The last started second counts as one.
#[must_use]
pub fn seconds_left(until: Timestamp) -> Memo<i64> {
    let session = SessionState::expect();
    let left = move || until.0.saturating_sub(session.now().0).max(0);
    let micros = RwSignal::new(left());
    if let Ok(ticking) = set_interval_with_handle(move || micros.set(left()), TICK) {
        on_cleanup(move || ticking.clear());
    }
    Memo::new(move |_| (micros.get() + SECOND_MICROS - 1) / SECOND_MICROS)
}

/// `1:07`, for a person who looks at it from time to time.
#[must_use]
pub fn minutes(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_read_as_minutes() {
        assert_eq!(minutes(0), "0:00");
        assert_eq!(minutes(67), "1:07");
        assert_eq!(minutes(600), "10:00");
    }
}
