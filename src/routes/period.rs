//! The period a list speaks of: a named one that moves with the calendar, or two fixed days.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::QueryString;

/// Periods that follow the calendar, in the order they are offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeriodPreset {
    Today,
    /// Today and the six days before it.
    SevenDays,
    #[default]
    ThisMonth,
    LastMonth,
    /// From the same day three months ago until today.
    ThreeMonths,
    /// Everything in the book. Only a list that is short by its nature offers it: one customer's.
    AllTime,
}

/// A day before the first payment of any book.
const BEGINNING: NaiveDate =
    NaiveDate::from_ymd_opt(2000, 1, 1).expect("the calendar has this day");

impl PeriodPreset {
    /// What every list offers.
    pub const ALL: &'static [Self] =
        &[Self::Today, Self::SevenDays, Self::ThisMonth, Self::LastMonth, Self::ThreeMonths];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::SevenDays => "7d",
            Self::ThisMonth => "this_month",
            Self::LastMonth => "last_month",
            Self::ThreeMonths => "3m",
            Self::AllTime => "all",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied().chain([Self::AllTime]);
        all.find(|preset| preset.as_str() == name)
    }
}

/// Which days, both included, as Korean calendar dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Preset(PeriodPreset),
    Days { from: NaiveDate, to: NaiveDate },
}

impl Default for Period {
    fn default() -> Self {
        Self::Preset(PeriodPreset::default())
    }
}

impl Period {
    /// First and last day of the period, seen from `today`.
    #[must_use]
    pub fn days(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let first_of_month = today.with_day(1).unwrap_or(today);
        match self {
            Self::Days { from, to } => (from.min(to), from.max(to)),
            Self::Preset(PeriodPreset::Today) => (today, today),
            Self::Preset(PeriodPreset::SevenDays) => {
                (today.checked_sub_days(Days::new(6)).unwrap_or(today), today)
            }
            Self::Preset(PeriodPreset::ThisMonth) => (first_of_month, today),
            Self::Preset(PeriodPreset::LastMonth) => {
                let last = first_of_month.pred_opt().unwrap_or(first_of_month);
                (last.with_day(1).unwrap_or(last), last)
            }
            Self::Preset(PeriodPreset::ThreeMonths) => {
                (today.checked_sub_months(Months::new(3)).unwrap_or(today), today)
            }
            Self::Preset(PeriodPreset::AllTime) => (BEGINNING.min(today), today),
        }
    }

    /// The next wider preset, for an empty list to offer. `None` when nothing wider is offered.
    #[must_use]
    pub fn wider(self, today: NaiveDate) -> Option<PeriodPreset> {
        let (from, _) = self.days(today);
        [PeriodPreset::ThisMonth, PeriodPreset::ThreeMonths]
            .into_iter()
            .find(|preset| Self::Preset(*preset).days(today).0 < from)
    }

    #[must_use]
    pub fn read(fields: &QueryString) -> Self {
        Self::read_or(fields, PeriodPreset::default())
    }

    /// For a list whose usual period is another than that of most.
    #[must_use]
    pub fn read_or(fields: &QueryString, usual: PeriodPreset) -> Self {
        match (fields.read("from"), fields.read("to")) {
            (Some(from), Some(to)) => Self::Days { from, to },
            _ => Self::Preset(
                fields.get("period").and_then(PeriodPreset::from_name).unwrap_or(usual),
            ),
        }
    }

    pub fn write(self, fields: &mut QueryString) {
        self.write_unless(fields, PeriodPreset::default());
    }

    /// The other side of [`Self::read_or`].
    pub fn write_unless(self, fields: &mut QueryString, usual: PeriodPreset) {
        match self {
            Self::Preset(preset) if preset == usual => {}
            Self::Preset(preset) => fields.push("period", preset.as_str()),
            Self::Days { from, to } => {
                fields.push("from", &from.to_string());
                fields.push("to", &to.to_string());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_domain::kst::days_between;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(preset: PeriodPreset, today: &str, from: &str, to: &str) {
        assert_eq!(Period::Preset(preset).days(date(today)), (date(from), date(to)));
    }

    #[test]
    fn presets_follow_the_calendar() {
        check(PeriodPreset::Today, "2026-11-21", "2026-11-21", "2026-11-21");
        check(PeriodPreset::SevenDays, "2026-11-03", "2026-10-28", "2026-11-03");
        check(PeriodPreset::ThisMonth, "2026-11-21", "2026-11-01", "2026-11-21");
        check(PeriodPreset::LastMonth, "2026-03-31", "2026-02-01", "2026-02-28");
        check(PeriodPreset::LastMonth, "2026-01-01", "2025-12-01", "2025-12-31");
        check(PeriodPreset::ThreeMonths, "2026-05-31", "2026-02-28", "2026-05-31");
    }

    #[test]
    fn seven_days_are_seven() {
        let (from, to) = Period::Preset(PeriodPreset::SevenDays).days(date("2026-11-21"));
        assert_eq!(days_between(from, to) + 1, 7);
    }

    #[test]
    fn days_in_the_wrong_order_are_swapped() {
        let period = Period::Days { from: date("2026-11-21"), to: date("2026-11-01") };
        assert_eq!(period.days(date("2026-11-21")), (date("2026-11-01"), date("2026-11-21")));
    }

    #[track_caller]
    fn check_wider(period: Period, expected: Option<PeriodPreset>) {
        assert_eq!(period.wider(date("2026-11-21")), expected);
    }

    #[test]
    fn an_empty_list_can_offer_more() {
        check_wider(Period::Preset(PeriodPreset::Today), Some(PeriodPreset::ThisMonth));
        check_wider(Period::default(), Some(PeriodPreset::ThreeMonths));
        check_wider(Period::Preset(PeriodPreset::ThreeMonths), None);
        let year = Period::Days { from: date("2026-01-01"), to: date("2026-11-21") };
        check_wider(year, None);
    }

    #[track_caller]
    fn check_round_trip(period: Period) {
        let mut fields = QueryString::default();
        period.write(&mut fields);
        assert_eq!(Period::read(&fields), period);
    }

    #[test]
    fn periods_read_back() {
        for preset in PeriodPreset::ALL {
            check_round_trip(Period::Preset(*preset));
        }
        check_round_trip(Period::Days { from: date("2026-02-28"), to: date("2026-03-01") });
    }

    #[test]
    fn a_day_that_does_not_exist_falls_back() {
        for search in ["from=2026-02-30&to=2026-03-01", "from=2026-02-01", "period=century"] {
            assert_eq!(Period::read(&QueryString::parse(search)), Period::default(), "{search}");
        }
    }
}
