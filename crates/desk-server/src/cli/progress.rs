//! How far a pull is: a bar for a person who looks on, a line every few seconds for a log.

use desk_domain::Timestamp;
use indicatif::{ProgressBar, ProgressStyle};

use super::terminal::say;
use crate::import::portone::Pulled;

/// A log gets a line at most this often, in seconds: often enough to see that something moves.
const SAID_EVERY_SECONDS: i64 = 5;

pub(super) struct Progress {
    bar: ProgressBar,
    /// When the last line was said, or when all began.
    said_at: Timestamp,
}

impl Progress {
    pub(super) fn begin(now: Timestamp) -> Self {
        let style = ProgressStyle::with_template("{spinner} {msg}, {per_sec}")
            .expect("the template is fixed");
        Self { bar: ProgressBar::new_spinner().with_style(style), said_at: now }
    }

    pub(super) fn show(&mut self, so_far: &Pulled, now: Timestamp) {
        self.bar.set_position(so_far.read);
        self.bar.set_message(words(so_far));
        if self.bar.is_hidden() && is_due(&mut self.said_at, now) {
            say(&words(so_far));
        }
    }

    pub(super) fn end(self) {
        self.bar.finish_and_clear();
    }
}

fn is_due(said_at: &mut Timestamp, now: Timestamp) -> bool {
    let is_due = now.seconds_since(*said_at) >= SAID_EVERY_SECONDS;
    if is_due {
        *said_at = now;
    }
    is_due
}

/// What has become of the payments so far, and up to which Korean day they were made.
pub(super) fn words(so_far: &Pulled) -> String {
    let Pulled { read, inserted, changed, .. } = so_far;
    let skipped = match so_far.skipped.len() {
        0 => String::new(),
        some => format!(", {some} skipped"),
    };
    let up_to = so_far.latest.map_or_else(String::new, |at| format!(", up to {}", at.kst_date()));
    format!("{read} payments read, {inserted} new, {changed} changed{skipped}{up_to}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_gets_a_line_every_few_seconds() {
        let mut said_at = Timestamp(0);
        let said: Vec<i64> =
            (1..=12).filter(|second| is_due(&mut said_at, Timestamp(second * 1_000_000))).collect();
        assert_eq!(said, [5, 10]);
    }

    #[test]
    fn the_words_tell_what_became_of_the_payments() {
        let none = Pulled::default();
        assert_eq!(words(&none), "0 payments read, 0 new, 0 changed");
        let some = Pulled {
            read: 400,
            inserted: 380,
            changed: 3,
            latest: Timestamp::parse_rfc3339("2026-03-01T23:30:00Z").ok(),
            skipped: vec![("pay-1".to_owned(), "an amount below zero".to_owned())],
            ..Pulled::default()
        };
        let told = "400 payments read, 380 new, 3 changed, 1 skipped, up to 2026-03-02";
        assert_eq!(words(&some), told);
    }
}
