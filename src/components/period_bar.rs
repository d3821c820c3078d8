//! Which days a list speaks of: named periods, or two days of one's own.

use chrono::{Datelike as _, NaiveDate};
use leptos::prelude::*;

use crate::format::moment;
use crate::i18n::{Locale, Msg, locale, payments, t};
use crate::routes::{Period, PeriodPreset};
use crate::state::session::SessionState;
use crate::ui::choice::{Choice, SegmentedControl};
use crate::ui::date_range::DateRange;

/// The value of the choice "two days of one's own" among the presets.
const CUSTOM: &str = "custom";

#[must_use]
pub const fn preset_name(preset: PeriodPreset) -> Msg {
    match preset {
        PeriodPreset::Today => payments::TODAY,
        PeriodPreset::SevenDays => payments::SEVEN_DAYS,
        PeriodPreset::ThisMonth => payments::THIS_MONTH,
        PeriodPreset::LastMonth => payments::LAST_MONTH,
        PeriodPreset::ThreeMonths => payments::THREE_MONTHS,
        PeriodPreset::AllTime => payments::ALL_TIME,
    }
}

/// The two days in the page's own language: the browser's date fields speak the browser's.
#[component]
pub fn PeriodWords(#[prop(into)] value: Signal<Period>) -> AnyView {
    let session = SessionState::expect();
    let words = move || {
        if value.get() == Period::Preset(PeriodPreset::AllTime) {
            return t(payments::ALL_TIME).to_owned();
        }
        let today = session.now().kst_date();
        let (from, to) = value.get().days(today);
        let day = |date: NaiveDate| {
            if date.year() == today.year() {
                moment::day(locale(), date)
            } else {
                moment::day_numeric(date)
            }
        };
        let until = if locale() == Locale::Ko { "~" } else { "–" };
        if from == to { day(from) } else { format!("{} {until} {}", day(from), day(to)) }
    };
    view! { <span class="period-words">{words}</span> }.into_any()
}

#[component]
pub fn PeriodBar(
    #[prop(into)] value: Signal<Period>,
    #[prop(into)] on_change: Callback<Period>,
    /// Offers all time, before the other choices.
    #[prop(optional)]
    all_time: bool,
) -> AnyView {
    let session = SessionState::expect();
    let days = move || value.get().days(session.now().kst_date());
    let choices = all_time
        .then_some(&PeriodPreset::AllTime)
        .into_iter()
        .chain(PeriodPreset::ALL)
        .map(|preset| Choice::new(preset.as_str(), t(preset_name(*preset))))
        .chain([Choice::new(CUSTOM, t(payments::CUSTOM))])
        .collect();
    let chosen = Signal::derive(move || match value.get() {
        Period::Preset(preset) => preset.as_str().to_owned(),
        Period::Days { .. } => CUSTOM.to_owned(),
    });
    // The named ones say their days in words, over the list.
    let is_custom = Memo::new(move |_| matches!(value.get(), Period::Days { .. }));
    let is_all_time = Memo::new(move |_| value.get() == Period::Preset(PeriodPreset::AllTime));
    let choose = move |name: String| {
        on_change.run(PeriodPreset::from_name(&name).map_or_else(
            || {
                let (from, to) = match is_all_time.get_untracked() {
                    // All time has no first day to begin with.
                    true => Period::default().days(session.now().kst_date()),
                    false => days(),
                };
                Period::Days { from, to }
            },
            Period::Preset,
        ));
    };
    let choose_days = move |(from, to): (String, String)| {
        if let (Ok(from), Ok(to)) = (from.parse(), to.parse()) {
            on_change.run(Period::Days { from, to });
        }
    };
    view! {
        <SegmentedControl label=t(payments::PERIOD) choices value=chosen on_change=choose />
        {move || {
            is_custom
                .get()
                .then(|| {
                    view! {
                        <DateRange
                            label=t(payments::PERIOD)
                            from=Signal::derive(move || days().0.to_string())
                            to=Signal::derive(move || days().1.to_string())
                            on_change=choose_days
                        />
                    }
                })
        }}
    }
    .into_any()
}
