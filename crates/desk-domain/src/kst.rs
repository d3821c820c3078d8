//! Instants and Korean calendar dates. Rules speak of dates in KST (UTC+9, no daylight saving).

use chrono::{
    DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, NaiveTime, SecondsFormat, Utc,
    Weekday,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const MICROS_PER_SECOND: i64 = 1_000_000;
const KST_OFFSET_SECONDS: i32 = 9 * 60 * 60;
const KST_OFFSET_MICROS: i64 = KST_OFFSET_SECONDS as i64 * MICROS_PER_SECOND;

/// An instant: microseconds since 1970-01-01T00:00:00Z. Written on the wire as RFC 3339 with +09:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The calendar date on a wall in Seoul at this instant.
    #[must_use]
    pub fn kst_date(self) -> NaiveDate {
        self.to_kst().date_naive()
    }

    #[must_use]
    pub fn to_kst(self) -> DateTime<FixedOffset> {
        let kst = FixedOffset::east_opt(KST_OFFSET_SECONDS).expect("nine hours is an offset");
        DateTime::<Utc>::from_timestamp_micros(self.0).unwrap_or_default().with_timezone(&kst)
    }

    /// The instant at which clocks in Korea show `time` on a date.
    #[must_use]
    pub fn at_kst(date: NaiveDate, time: NaiveTime) -> Self {
        Self(date.and_time(time).and_utc().timestamp_micros() - KST_OFFSET_MICROS)
    }

    /// The first instant of a Korean calendar date.
    #[must_use]
    pub fn start_of_kst_date(date: NaiveDate) -> Self {
        Self::at_kst(date, NaiveTime::MIN)
    }

    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(MICROS_PER_SECOND)))
    }

    /// Whole seconds from `earlier` to `self`; negative when `self` is the earlier one.
    #[must_use]
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0) / MICROS_PER_SECOND
    }

    #[must_use]
    pub fn to_rfc3339(self) -> String {
        let fraction = if self.0 % MICROS_PER_SECOND == 0 {
            SecondsFormat::Secs
        } else {
            SecondsFormat::Micros
        };
        self.to_kst().to_rfc3339_opts(fraction, false)
    }

    /// Reads any RFC 3339 instant, whatever its offset.
    ///
    /// # Errors
    /// When the text is not an RFC 3339 instant.
    pub fn parse_rfc3339(text: &str) -> Result<Self, chrono::ParseError> {
        DateTime::parse_from_rfc3339(text).map(|instant| Self(instant.timestamp_micros()))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_rfc3339())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse_rfc3339(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// The last day of the month that `date` lies in.
#[must_use]
pub fn last_of_month(date: NaiveDate) -> NaiveDate {
    let first = date.with_day(1).expect("every month has a first day");
    add_months(first, 1).pred_opt().unwrap_or(date)
}

/// The same day `months` later; where that month is shorter, its last day (31 Jan + 1 = 28 or 29 Feb).
#[must_use]
pub fn add_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

#[must_use]
pub fn add_days(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

/// Saturday or Sunday. Of public holidays no calendar is known here.
#[must_use]
pub fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Calendar days from `from` to `to`; negative when `to` is the earlier one.
#[must_use]
pub fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
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
    fn a_utc_evening_is_the_next_korean_day() {
        assert_eq!(at("2026-10-31T14:59:59Z").kst_date(), date("2026-10-31"));
        assert_eq!(at("2026-10-31T15:00:00Z").kst_date(), date("2026-11-01"));
        assert_eq!(Timestamp::start_of_kst_date(date("2026-11-01")), at("2026-10-31T15:00:00Z"));
    }

    #[test]
    fn a_weekend_is_saturday_and_sunday() {
        let weekend: Vec<bool> =
            (20..=23).map(|day| is_weekend(date(&format!("2026-11-{day}")))).collect();
        assert_eq!(weekend, [false, true, true, false]);
    }

    #[test]
    fn instants_are_written_in_korean_time() {
        assert_eq!(at("2026-11-03T05:05:00Z").to_rfc3339(), "2026-11-03T14:05:00+09:00");
        assert_eq!(at("2026-11-03T05:05:00.25Z").to_rfc3339(), "2026-11-03T14:05:00.250000+09:00");
    }

    #[test]
    fn months_are_clamped_to_their_last_day() {
        assert_eq!(add_months(date("2026-01-31"), 1), date("2026-02-28"));
        assert_eq!(add_months(date("2027-11-30"), 3), date("2028-02-29"));
        assert_eq!(last_of_month(date("2028-02-01")), date("2028-02-29"));
        assert_eq!(last_of_month(date("2026-12-31")), date("2026-12-31"));
    }
}
