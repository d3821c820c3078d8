//! How far a pull is: a bar for a person who looks on, a line every few seconds for a log.

use chrono::NaiveDate;
use desk_domain::Timestamp;
use indicatif::{ProgressBar, ProgressStyle};

use super::terminal::say;
use crate::import::portone::Pulled;

/// A log gets a line at most this often, in seconds: often enough to see that something moves.
const SAID_EVERY_SECONDS: i64 = 5;

pub(super) struct Progress {
    bar: ProgressBar,
    /// Where the period is known. PortOne's list by cursor tells no total, so its days are counted instead of
    /// its payments.
    days: Option<Days>,
    /// When the last line was said, or when all began.
    said_at: Timestamp,
}

impl Progress {
    /// Where nobody knows how much there will be.
    pub(super) fn begin(now: Timestamp) -> Self {
        let bar = ProgressBar::new_spinner().with_style(style("{spinner} {msg}, {per_sec}"));
        Self { bar, days: None, said_at: now }
    }

    /// Over what was made in `[from, until)`.
    pub(super) fn over(from: Timestamp, until: Timestamp, now: Timestamp) -> Self {
        let days = Days::of(from, until);
        let bar = ProgressBar::new(days.count).with_style(style("{bar:30} day {pos}/{len}, {msg}"));
        Self { bar, days: Some(days), said_at: now }
    }

    pub(super) fn show(&mut self, so_far: &Pulled, now: Timestamp) {
        self.bar.set_position(self.days.map_or(so_far.read, |days| {
            // The vendor promises no order: the bar never goes back.
            so_far.latest.map_or(0, |at| days.number(at)).max(self.bar.position())
        }));
        self.bar.set_message(words(so_far));
        if self.bar.is_hidden() && is_due(&mut self.said_at, now) {
            say(&words(so_far));
        }
    }

    pub(super) fn end(self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates are fixed")
}

/// The Korean days of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Days {
    first: NaiveDate,
    count: u64,
}

impl Days {
    /// Of `[from, until)`, a day that is touched counts; an empty period is its first day.
    fn of(from: Timestamp, until: Timestamp) -> Self {
        let first = from.kst_date();
        let last = Timestamp(until.0.saturating_sub(1)).kst_date();
        Self { first, count: place(first, last) }
    }

    /// Which of the days an instant is on, counted from 1.
    fn number(self, at: Timestamp) -> u64 {
        place(self.first, at.kst_date()).min(self.count)
    }
}

fn place(first: NaiveDate, day: NaiveDate) -> u64 {
    u64::try_from(day.signed_duration_since(first).num_days()).unwrap_or(0).saturating_add(1)
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

    #[track_caller]
    fn check_day(at: &str, number: u64) {
        let days =
            Days::of(instant("2026-11-01T00:00:00+09:00"), instant("2026-11-21T09:30:00+09:00"));
        assert_eq!(days.count, 21);
        assert_eq!(days.number(instant(at)), number, "{at}");
    }

    fn instant(at: &str) -> Timestamp {
        Timestamp::parse_rfc3339(at).unwrap()
    }

    #[test]
    fn the_bar_stands_at_the_korean_day_that_was_reached() {
        check_day("2026-11-01T00:00:00+09:00", 1);
        check_day("2026-11-01T23:59:59+09:00", 1);
        check_day("2026-11-01T15:00:00Z", 2);
        check_day("2026-11-21T09:29:59+09:00", 21);
        // What the vendor dates outside of what was asked for.
        check_day("2026-10-31T23:59:59+09:00", 1);
        check_day("2026-12-01T00:00:00+09:00", 21);
    }

    #[test]
    fn a_period_counts_each_day_that_it_touches() {
        let noon = instant("2026-11-20T12:00:00+09:00");
        let midnight = instant("2026-11-21T00:00:00+09:00");
        assert_eq!(Days::of(noon, midnight).count, 1);
        assert_eq!(Days::of(noon, Timestamp(midnight.0 + 1)).count, 2);
        assert_eq!(Days::of(noon, noon).count, 1);
    }

    #[test]
    fn the_bar_never_goes_back() {
        let now = instant("2026-11-21T00:00:00+09:00");
        let mut progress = Progress::over(instant("2026-11-01T00:00:00+09:00"), now, now);
        let reached = |day: &str| Pulled { latest: Some(instant(day)), ..Pulled::default() };
        progress.show(&reached("2026-11-12T10:00:00+09:00"), now);
        progress.show(&reached("2026-11-03T10:00:00+09:00"), now);
        assert_eq!((progress.bar.position(), progress.bar.length()), (12, Some(20)));
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
