//! What holds for every sum of money and every day in Korea.

use chrono::{Datelike, NaiveDate};
use desk_domain::kst::{add_days, add_months, days_between, last_of_month};
use desk_domain::{Timestamp, Won};
use proptest::prelude::*;

/// 1900-01-01 to 2200-01-01, in microseconds.
const ERA: std::ops::Range<i64> = -2_208_988_800_000_000..7_258_118_400_000_000;

fn day() -> impl Strategy<Value = NaiveDate> {
    ERA.prop_map(|at| Timestamp(at).kst_date())
}

proptest! {
    #[test]
    fn what_was_added_can_be_taken_away(one: i64, other: i64) {
        match Won(one).checked_add(Won(other)) {
            Some(sum) => prop_assert_eq!(sum.checked_sub(Won(other)), Some(Won(one))),
            None => prop_assert!(i128::from(one) + i128::from(other) != i128::from(one.wrapping_add(other))),
        }
    }

    #[test]
    fn a_sum_is_shown_with_every_digit(won: i64) {
        let shown = Won(won).to_string();
        let digits: String = shown.chars().filter(|letter| *letter != ',').collect();
        prop_assert_eq!(digits, won.to_string());
        let groups: Vec<_> = shown.trim_start_matches('-').split(',').collect();
        prop_assert!(groups[1..].iter().all(|group| group.len() == 3), "{}", shown);
    }

    #[test]
    fn an_instant_is_read_as_it_was_written(at in ERA) {
        let written = Timestamp(at).to_rfc3339();
        prop_assert!(written.ends_with("+09:00"), "{}", written);
        prop_assert_eq!(Timestamp::parse_rfc3339(&written).unwrap(), Timestamp(at));
    }

    #[test]
    fn an_instant_lies_in_its_korean_day(at in ERA) {
        let date = Timestamp(at).kst_date();
        prop_assert!(Timestamp::start_of_kst_date(date) <= Timestamp(at));
        prop_assert!(Timestamp(at) < Timestamp::start_of_kst_date(add_days(date, 1)));
    }

    #[test]
    fn a_month_later_is_the_same_day_or_the_last(date in day(), months in 0_u32..1_200) {
        let later = add_months(date, months);
        prop_assert!(later.day() == date.day() || later == last_of_month(later) && later.day() < date.day());
        prop_assert!(add_months(date, months + 1) > later);
    }

    #[test]
    fn days_are_counted_as_they_are_added(date in day(), days in 0_u32..100_000) {
        prop_assert_eq!(days_between(date, add_days(date, days)), i64::from(days));
    }
}
