//! Until when: Korean calendar dates out of a limit and the day of payment.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::decision::{Deadline, Notice, Severity};
use crate::kst::{add_days, add_months, days_between, last_of_month};
use crate::payment::Payment;
use crate::rulebook::cell::{Cell, DeadlineCell, Enforcement, Limit};
use crate::rulebook::matching::{Matched, Used};
use crate::rulebook::message::Words;
use crate::rulebook::phrase;
use crate::{Text, Timestamp};

use super::case::Case;

const MONTHS_PER_YEAR: u32 = 12;

/// The deadline of one payment, seen from today.
pub(super) struct Due<'a> {
    pub(super) used: Used<'a, DeadlineCell>,
    paid_on: NaiveDate,
    pub(super) last_day: NaiveDate,
    /// 0 is the last day, negative is past.
    pub(super) days_left: i64,
    today: NaiveDate,
}

impl<'a> Due<'a> {
    pub(super) fn of(rules: &Matched<'a>, payment: &Payment, now: Timestamp) -> Option<Self> {
        let used = rules.cell(|rule| rule.deadline.as_ref())?;
        let paid_on = payment.paid_at.unwrap_or(payment.requested_at).kst_date();
        let last_day = last_day(used.cell, paid_on)?;
        let today = now.kst_date();
        Some(Self { used, paid_on, last_day, days_left: days_between(today, last_day), today })
    }

    pub(super) const fn is_passed(&self) -> bool {
        self.days_left < 0
    }

    pub(super) fn is_near(&self, near_days: i64) -> bool {
        (0..=near_days).contains(&self.days_left)
    }

    pub(super) fn is_firm(&self) -> bool {
        self.used.cell.enforcement == Enforcement::Block
    }

    /// On the last day and the day after it the sources leave open whether it still counts.
    fn boundary_is_open(&self) -> bool {
        self.used.cell.boundary_unverified && (-1..=0).contains(&self.days_left)
    }

    pub(super) fn words(&self) -> Words {
        Words::none()
            .with_text("date", date_in_words(self.last_day, self.today))
            .with("days", thousands(self.days_left.unsigned_abs()))
            .with_text("month", month_in_words(self.paid_on))
    }
}

/// The last possible day, inclusive; `None` where no limit counts.
fn last_day(cell: &DeadlineCell, paid_on: NaiveDate) -> Option<NaiveDate> {
    match cell.limit {
        Limit::SameMonth => Some(last_of_month(paid_on)),
        Limit::Days => Some(add_days(paid_on, cell.count)),
        Limit::Months => Some(add_months(paid_on, cell.count)),
        Limit::Years => Some(add_months(paid_on, cell.count.saturating_mul(MONTHS_PER_YEAR))),
        Limit::Unlimited | Limit::Unstated => None,
    }
}

impl Case<'_> {
    pub(super) fn shown_deadline(&self) -> Option<Deadline> {
        let settled = self.hold.as_ref().is_some_and(|hold| hold.settled);
        let due = self.due.as_ref().filter(|_| !settled)?;
        Some(Deadline {
            last_day: due.last_day,
            days_left: due.days_left,
            firm: due.is_firm(),
            near: due.is_near(self.book.near.days) || due.boundary_is_open(),
        })
    }

    /// Past the limit: a block where the rule is firm, else a warning.
    pub(super) fn deadline_reasons(&self) -> Vec<Notice> {
        let Some(due) = self.due.as_ref() else { return vec![] };
        let cell = due.used.cell;
        let passed = cell.passed.as_ref().filter(|_| due.is_passed()).map(|key| {
            let text = self.book.say(key.get_ref(), &due.words());
            let text = self.with_instead(text, cell.instead.as_ref());
            // Only a firm rule blocks; `info` would be too quiet for a limit that is over.
            let severity = if due.is_firm() { Severity::Block } else { Severity::Warning };
            self.ruled("deadline_passed", severity, text, due.used.rule_id(), cell.origin())
        });
        let doubtful = cell.doubt.as_ref().filter(|_| self.is_doubtful(due)).map(|key| {
            let text = self.book.say(key.get_ref(), &due.words());
            let rule = due.used.rule_id();
            self.ruled("deadline_doubt", Severity::Warning, text, rule, cell.origin())
        });
        passed.into_iter().chain(doubtful).collect()
    }

    pub(super) fn boundary_notice(&self) -> Option<Notice> {
        let due = self.due.as_ref().filter(|due| due.boundary_is_open())?;
        let text = self.book.speak(&phrase::BOUNDARY, &due.words());
        let origin = due.used.cell.origin();
        let code = phrase::BOUNDARY.key;
        Some(self.ruled(code, Severity::Warning, text, due.used.rule_id(), origin))
    }

    /// Not over, but past the day from which some issuers refuse.
    fn is_doubtful(&self, due: &Due<'_>) -> bool {
        let doubtful_from = due.used.cell.doubt_after_months;
        !due.is_passed()
            && doubtful_from.is_some_and(|months| due.today > add_months(due.paid_on, months))
    }
}

/// `11월 30일(월)`, `Mon 30 Nov`; with the year when it is another one than today's. No line breaks between
/// month and day.
fn date_in_words(date: NaiveDate, today: NaiveDate) -> Text {
    let (day, month) = (date.day(), date.month());
    let (weekday_ko, weekday_en) = weekday_in_words(date.weekday());
    let ko = format!("{month}월\u{a0}{day}일({weekday_ko})");
    let en = format!("{weekday_en} {day}\u{a0}{}", month_name(month));
    if date.year() == today.year() {
        return Text::new(ko, en);
    }
    let year = date.year();
    Text::new(format!("{year}년 {ko}"), format!("{en} {year}"))
}

fn month_in_words(date: NaiveDate) -> Text {
    Text::new(format!("{}월", date.month()), month_name(date.month()))
}

const fn weekday_in_words(weekday: Weekday) -> (&'static str, &'static str) {
    match weekday {
        Weekday::Mon => ("월", "Mon"),
        Weekday::Tue => ("화", "Tue"),
        Weekday::Wed => ("수", "Wed"),
        Weekday::Thu => ("목", "Thu"),
        Weekday::Fri => ("금", "Fri"),
        Weekday::Sat => ("토", "Sat"),
        Weekday::Sun => ("일", "Sun"),
    }
}

fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let index = usize::try_from(month.saturating_sub(1)).unwrap_or_default();
    NAMES.get(index).copied().unwrap_or_default()
}

fn thousands(days: u64) -> String {
    crate::Won(i64::try_from(days).unwrap_or(i64::MAX)).to_string()
}
