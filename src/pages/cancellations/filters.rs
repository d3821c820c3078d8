//! The filter bar of the history: when, who, what kind, over which channel, how it ended, how much.

use desk_domain::StaffId;
use desk_domain::cancellation::{CancellationKind, CancellationState};
use desk_domain::payment::Channel;
use leptos::prelude::*;

use super::amount_filter::AmountFilter;
use super::history::History;
use crate::components::period_bar::{PeriodBar, PeriodWords};
use crate::components::word_filter::{StaffFilter, WordFilter, words_of};
use crate::format::won::count;
use crate::i18n::{cancellations, locale, payments, t, words};
use crate::routes::{CancellationsQuery, Period, Place};
use crate::ui::layout::Toolbar;

#[component]
pub fn Filters(place: Place<CancellationsQuery>, history: History) -> AnyView {
    view! {
        <div class="list-filters">
            <Toolbar label=t(payments::FILTERS)>
                <PeriodBar
                    value=Signal::derive(move || place.query.get().period)
                    on_change=move |period| place.choose(|query| query.period = period)
                />
                <StaffFilter
                    label=cancellations::STAFF
                    value=Signal::derive(move || {
                        place.query.with(|query| {
                            query.staff.as_ref().map_or("", StaffId::as_str).to_owned()
                        })
                    })
                    on_change=move |id: String| {
                        place.choose(|query| query.staff = id.parse().ok());
                    }
                />
                <WordFilter
                    label=cancellations::KIND
                    options=words_of(CancellationKind::ALL, CancellationKind::as_str, words::kind)
                    value=Signal::derive(move || {
                        place.query.get().kind.map_or("", CancellationKind::as_str)
                    })
                    on_change=move |name: String| {
                        place.choose(|query| query.kind = name.parse().ok());
                    }
                />
                <WordFilter
                    label=payments::CHANNEL
                    options=words_of(Channel::ALL, Channel::as_str, words::channel)
                    value=Signal::derive(move || {
                        place.query.get().channel.map_or("", Channel::as_str)
                    })
                    on_change=move |name: String| {
                        place.choose(|query| query.channel = name.parse().ok());
                    }
                />
                <WordFilter
                    label=cancellations::STATE
                    options=words_of(
                        CancellationState::ALL,
                        CancellationState::as_str,
                        words::cancellation_state,
                    )
                    value=Signal::derive(move || {
                        place.query.get().state.map_or("", CancellationState::as_str)
                    })
                    on_change=move |name: String| {
                        place.choose(|query| query.state = name.parse().ok());
                    }
                />
                <AmountFilter place />
            </Toolbar>
            <Sums period=Signal::derive(move || place.query.get().period) history />
        </div>
    }
    .into_any()
}

/// Speaks of exactly what the filters show.
#[component]
pub fn Sums(period: Signal<Period>, history: History) -> AnyView {
    let said = move || {
        let sums = history.sums()?;
        Some(cancellations::sums(locale(), &count(sums.count), sums.cancelled_won))
    };
    view! {
        <div class="list-sums">
            <PeriodWords value=period />
            <p class="list-sums__words" role="status">
                {said}
            </p>
        </div>
    }
    .into_any()
}
