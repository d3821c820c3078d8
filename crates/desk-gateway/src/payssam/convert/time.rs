//! `YYYYMMDDHHMMSS`, Korean time without a zone.

use chrono::{NaiveDateTime, Timelike};
use desk_domain::Timestamp;

pub(super) fn instant(text: &str) -> Option<Timestamp> {
    let local = NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").ok()?;
    let midnight = Timestamp::start_of_kst_date(local.date());
    Some(midnight.plus_seconds(i64::from(local.time().num_seconds_from_midnight())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(instant(text).map(Timestamp::to_rfc3339).as_deref(), expected, "{text:?}");
    }

    #[test]
    fn it_is_the_clock_on_a_wall_in_seoul() {
        check("20250105134753", Some("2025-01-05T13:47:53+09:00"));
        check("20241231235959", Some("2024-12-31T23:59:59+09:00"));
        check("20240229000000", Some("2024-02-29T00:00:00+09:00"));
        check("20250229000000", None);
        check("20250105", None);
        check("2025-01-05 13:47:53", None);
        check("", None);
    }
}
