//! Reads filters: lists of words, Korean dates, page sizes. Each error names its field.

use std::str::FromStr;

use chrono::NaiveDate;
use desk_api::{FieldError, ProblemCode};
use desk_domain::limits::{AMOUNT_MAX_WON, PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, SEARCH_MAX_CHARS};
use desk_domain::{Timestamp, Won, kst};
use desk_store::{PageRequest, Sort};

use crate::problem::{Refusal, field_error};

/// Collects every wrong filter before it says no.
#[derive(Default)]
pub(super) struct Filters {
    errors: Vec<FieldError>,
}

impl Filters {
    /// Comma-separated words; absent or empty is no filter.
    pub(super) fn words<T: FromStr>(&mut self, field: &str, text: Option<&str>) -> Vec<T> {
        let words = text.unwrap_or_default().split(',').map(str::trim);
        words
            .filter(|word| !word.is_empty())
            .filter_map(|word| match word.parse() {
                Ok(value) => Some(value),
                Err(_) => {
                    self.wrong(
                        field,
                        "unknown_word",
                        "모르는 값이 있어요.",
                        "Holds an unknown word.",
                    );
                    None
                }
            })
            .collect()
    }

    /// One id; absent or empty is no filter.
    pub(super) fn id<T: FromStr>(&mut self, field: &str, text: Option<&str>) -> Option<T> {
        let text = text.filter(|text| !text.is_empty())?;
        let id = text.parse().ok();
        if id.is_none() {
            self.wrong(field, "unknown_word", "모르는 값이 있어요.", "Holds an unknown word.");
        }
        id
    }

    /// Two Korean calendar dates, both inclusive, as `[from, until)`.
    pub(super) fn period(
        &mut self,
        from: Option<&str>,
        to: Option<&str>,
    ) -> (Option<Timestamp>, Option<Timestamp>) {
        let first = self.date("from", from);
        let last = self.date("to", to);
        if let (Some(first), Some(last)) = (first, last)
            && first > last
        {
            self.wrong("from", "after_to", "시작일이 종료일보다 늦어요.", "Starts after its end.");
        }
        (
            first.map(Timestamp::start_of_kst_date),
            last.map(|date| Timestamp::start_of_kst_date(kst::add_days(date, 1))),
        )
    }

    fn date(&mut self, field: &str, text: Option<&str>) -> Option<NaiveDate> {
        let text = text.filter(|text| !text.is_empty())?;
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        let date = date.filter(|date| date.format("%Y-%m-%d").to_string() == text);
        if date.is_none() {
            self.wrong(
                field,
                "not_a_date",
                "날짜는 2026-11-21처럼 적어 주세요.",
                "A date is written 2026-11-21.",
            );
        }
        date
    }

    /// From how much to how much, both inclusive. Amounts that no payment can have find nothing by
    /// mistake, so they are refused.
    pub(super) fn amounts(
        &mut self,
        least: Option<i64>,
        most: Option<i64>,
    ) -> (Option<Won>, Option<Won>) {
        let least = self.amount("amount_min", least);
        let most = self.amount("amount_max", most);
        if least.zip(most).is_some_and(|(least, most)| least > most) {
            let (ko, en) = ("최소 금액이 최대 금액보다 커요.", "Above the maximum.");
            self.wrong("amount_min", "over_amount_max", ko, en);
        }
        (least, most)
    }

    fn amount(&mut self, field: &str, won: Option<i64>) -> Option<Won> {
        let won = won?;
        if (0..=AMOUNT_MAX_WON).contains(&won) {
            return Some(Won(won));
        }
        let most = Won(AMOUNT_MAX_WON);
        self.errors.push(field_error(
            field,
            "out_of_range",
            format!("0원부터 {most}원까지 적을 수 있어요."),
            format!("An amount is ₩0 to ₩{most}."),
        ));
        None
    }

    /// A search text; absent or blank is no search.
    pub(super) fn search(&mut self, text: Option<String>) -> Option<String> {
        let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        if text.as_ref().is_some_and(|text| text.chars().count() > SEARCH_MAX_CHARS) {
            self.wrong("q", "too_long", "검색어가 너무 길어요.", "The search is too long.");
        }
        text
    }

    pub(super) fn page(
        &mut self,
        sort: Sort,
        cursor: Option<String>,
        limit: Option<u32>,
    ) -> PageRequest {
        let size = limit.unwrap_or(PAGE_SIZE_DEFAULT);
        if !(1..=PAGE_SIZE_MAX).contains(&size) {
            let range = format!("1–{PAGE_SIZE_MAX}");
            self.errors.push(field_error(
                "limit",
                "out_of_range",
                format!("한 번에 {range}건을 볼 수 있어요."),
                format!("A page has {range} rows."),
            ));
        }
        PageRequest { sort, cursor, size }
    }

    pub(super) fn wrong(&mut self, field: &str, code: &str, ko: &str, en: &str) {
        self.errors.push(field_error(field, code, ko, en));
    }

    /// The filter, unless something in it was wrong.
    pub(super) fn checked<T>(self, filter: T) -> Result<T, Refusal> {
        if self.errors.is_empty() {
            return Ok(filter);
        }
        Err(Refusal::new(ProblemCode::BadQuery).with_errors(self.errors))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_domain::payment::BookStatus;

    #[track_caller]
    fn wrong_fields(read: impl FnOnce(&mut Filters), expected: &[&str]) {
        let mut filters = Filters::default();
        read(&mut filters);
        let fields: Vec<String> = match filters.checked(()) {
            Ok(()) => Vec::new(),
            Err(refusal) => refusal.errors.into_iter().map(|error| error.field).collect(),
        };
        assert_eq!(fields, expected);
    }

    #[test]
    fn each_wrong_filter_is_named() {
        let words = |text| {
            move |filters: &mut Filters| drop(filters.words::<BookStatus>("status", Some(text)))
        };
        wrong_fields(words("paid,cancelled"), &[]);
        wrong_fields(words(""), &[]);
        wrong_fields(words("paid,payed"), &["status"]);
        let period = |from, to| {
            move |filters: &mut Filters| {
                filters.period(Some(from), Some(to));
            }
        };
        wrong_fields(period("2026-11-01", "2026-11-01"), &[]);
        wrong_fields(period("2026-11-02", "2026-11-01"), &["from"]);
        wrong_fields(period("2026-02-30", "20261101"), &["from", "to"]);
        wrong_fields(period("2026-1-1", "+2026-01-01"), &["from", "to"]);
        let amounts = |least, most| {
            move |filters: &mut Filters| {
                filters.amounts(Some(least), Some(most));
            }
        };
        wrong_fields(amounts(0, AMOUNT_MAX_WON), &[]);
        wrong_fields(amounts(5, 5), &[]);
        wrong_fields(amounts(6, 5), &["amount_min"]);
        wrong_fields(amounts(-1, AMOUNT_MAX_WON + 1), &["amount_min", "amount_max"]);
        wrong_fields(amounts(i64::MAX, i64::MIN), &["amount_min", "amount_max"]);
        let page = |limit| {
            move |filters: &mut Filters| drop(filters.page(Sort::Newest, None, Some(limit)))
        };
        wrong_fields(page(1), &[]);
        wrong_fields(page(0), &["limit"]);
        wrong_fields(page(201), &["limit"]);
    }

    #[test]
    fn a_korean_day_ends_where_the_next_begins() {
        let (from, until) = Filters::default().period(Some("2026-11-01"), Some("2026-11-01"));
        assert_eq!(from, Timestamp::parse_rfc3339("2026-11-01T00:00:00+09:00").ok());
        assert_eq!(until, Timestamp::parse_rfc3339("2026-11-02T00:00:00+09:00").ok());
    }
}
