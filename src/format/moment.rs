//! Instants and dates, always in Korean time.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};
use desk_domain::{Timestamp, kst};

use crate::i18n::Locale;

const WEEKDAYS_KO: [&str; 7] = ["월", "화", "수", "목", "금", "토", "일"];
const WEEKDAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// For tables: `11.03 14:05`, the same width in both languages. Another year than now is written
/// out: `2025.11.03 14:05`.
#[must_use]
pub fn short(at: Timestamp, now: Timestamp) -> String {
    let kst = at.to_kst();
    let year =
        if kst.year() == now.to_kst().year() { String::new() } else { format!("{}.", kst.year()) };
    format!("{year}{:02}.{:02} {}", kst.month(), kst.day(), clock(&kst))
}

/// For tooltips and details: `2026.11.03(화) 14:05`, in English `Tue 3 Nov 2026, 14:05`.
#[must_use]
pub fn full(locale: Locale, at: Timestamp) -> String {
    let kst = at.to_kst();
    let clock = clock(&kst);
    let (year, day) = (kst.year(), kst.day());
    match locale {
        Locale::Ko => {
            let weekday = weekday(locale, kst.date_naive());
            format!("{year}.{:02}.{day:02}({weekday}) {clock}", kst.month())
        }
        Locale::En => format!("{} {year}, {clock}", day_and_month_en(kst.date_naive())),
    }
}

/// A day in a sentence: `11월 30일(월)`, in English `Mon 30 Nov`.
#[must_use]
pub fn day(locale: Locale, date: NaiveDate) -> String {
    match locale {
        Locale::Ko => {
            format!("{}월 {}일({})", date.month(), date.day(), weekday(locale, date))
        }
        Locale::En => day_and_month_en(date),
    }
}

/// A day in a column or a range: `2026.11.30`.
#[must_use]
pub fn day_numeric(date: NaiveDate) -> String {
    format!("{}.{:02}.{:02}", date.year(), date.month(), date.day())
}

/// How far a day is from today: `오늘`, `내일`, `어제`, `9일 남음`, `3일 지남`.
#[must_use]
pub fn days_away(locale: Locale, date: NaiveDate, today: NaiveDate) -> String {
    let days = kst::days_between(today, date);
    match (locale, days) {
        (Locale::Ko, 0) => "오늘".to_owned(),
        (Locale::Ko, 1) => "내일".to_owned(),
        (Locale::Ko, -1) => "어제".to_owned(),
        (Locale::Ko, 2..) => format!("{days}일 남음"),
        (Locale::Ko, _) => format!("{}일 지남", -days),
        (Locale::En, 0) => "today".to_owned(),
        (Locale::En, 1) => "tomorrow".to_owned(),
        (Locale::En, -1) => "yesterday".to_owned(),
        (Locale::En, 2..) => format!("{days} days left"),
        (Locale::En, _) => format!("{} days ago", -days),
    }
}

/// How long ago something was seen: `방금`, `5분 전`, `3시간 전`, then whole days.
#[must_use]
pub fn ago(locale: Locale, at: Timestamp, now: Timestamp) -> String {
    let minutes = now.seconds_since(at) / 60;
    let (hours, days) = (minutes / 60, minutes / (60 * 24));
    match locale {
        Locale::Ko if minutes < 1 => "방금".to_owned(),
        Locale::Ko if hours < 1 => format!("{minutes}분 전"),
        Locale::Ko if days < 1 => format!("{hours}시간 전"),
        Locale::Ko => format!("{days}일 전"),
        Locale::En if minutes < 1 => "just now".to_owned(),
        Locale::En if hours < 1 => format!("{minutes} min ago"),
        Locale::En if days < 1 => format!("{hours} h ago"),
        Locale::En => format!("{days} d ago"),
    }
}

fn clock(kst: &DateTime<FixedOffset>) -> String {
    format!("{:02}:{:02}", kst.hour(), kst.minute())
}

fn weekday(locale: Locale, date: NaiveDate) -> &'static str {
    let names = match locale {
        Locale::Ko => &WEEKDAYS_KO,
        Locale::En => &WEEKDAYS_EN,
    };
    names[date.weekday().num_days_from_monday() as usize]
}

fn day_and_month_en(date: NaiveDate) -> String {
    let month = MONTHS_EN[date.month0() as usize];
    format!("{} {} {month}", weekday(Locale::En, date), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse_rfc3339(text).unwrap()
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn tables_show_korean_time_and_the_year_only_when_it_differs() {
        let now = at("2026-11-21T00:00:00Z");
        assert_eq!(short(at("2026-11-03T05:05:00Z"), now), "11.03 14:05");
        assert_eq!(short(at("2025-12-31T14:59:00Z"), now), "2025.12.31 23:59");
        assert_eq!(short(at("2025-12-31T15:00:00Z"), now), "01.01 00:00");
    }

    #[test]
    fn details_name_the_weekday() {
        let moment = at("2026-11-03T05:05:00Z");
        assert_eq!(full(Locale::Ko, moment), "2026.11.03(화) 14:05");
        assert_eq!(full(Locale::En, moment), "Tue 3 Nov 2026, 14:05");
        assert_eq!(day(Locale::Ko, date("2026-11-30")), "11월 30일(월)");
        assert_eq!(day(Locale::En, date("2026-11-30")), "Mon 30 Nov");
        assert_eq!(day_numeric(date("2026-03-01")), "2026.03.01");
    }

    #[track_caller]
    fn check_days(day: &str, ko: &str, en: &str) {
        let today = date("2026-11-21");
        assert_eq!(days_away(Locale::Ko, date(day), today), ko);
        assert_eq!(days_away(Locale::En, date(day), today), en);
    }

    #[test]
    fn days_are_counted_on_the_calendar() {
        check_days("2026-11-18", "3일 지남", "3 days ago");
        check_days("2026-11-20", "어제", "yesterday");
        check_days("2026-11-21", "오늘", "today");
        check_days("2026-11-22", "내일", "tomorrow");
        check_days("2026-11-30", "9일 남음", "9 days left");
    }

    #[track_caller]
    fn check_ago(seconds: i64, ko: &str, en: &str) {
        let now = at("2026-11-21T00:00:00Z");
        let seen = now.plus_seconds(-seconds);
        assert_eq!(ago(Locale::Ko, seen, now), ko);
        assert_eq!(ago(Locale::En, seen, now), en);
    }

    #[test]
    fn ages_use_the_largest_whole_unit() {
        check_ago(-5, "방금", "just now");
        check_ago(59, "방금", "just now");
        check_ago(60, "1분 전", "1 min ago");
        check_ago(59 * 60 + 59, "59분 전", "59 min ago");
        check_ago(60 * 60, "1시간 전", "1 h ago");
        check_ago(24 * 60 * 60, "1일 전", "1 d ago");
    }
}
