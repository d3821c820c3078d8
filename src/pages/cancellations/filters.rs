//! The filter bar of the history: when, who, what kind, over which channel, how it ended, how much.

use desk_domain::StaffId;
use desk_domain::cancellation::{CancellationKind, CancellationState};
use desk_domain::payment::Channel;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::amount_filter::AmountFilter;
use super::history::History;
use super::place::Place;
use crate::api::staff;
use crate::components::period_bar::{PeriodBar, PeriodWords};
use crate::format::won::count;
use crate::i18n::{Msg, cancellations, locale, payments, t, words};
use crate::routes::Period;
use crate::ui::layout::Toolbar;
use crate::ui::select::{Select, SelectOption};

#[component]
pub fn Filters(place: Place, history: History) -> AnyView {
    view! {
        <div class="list-filters">
            <Toolbar label=t(payments::FILTERS)>
                <PeriodBar
                    value=Signal::derive(move || place.query.get().period)
                    on_change=move |period| place.choose(|query| query.period = period)
                />
                <StaffFilter place />
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

fn words_of<T: Copy>(
    all: &[T],
    name: fn(T) -> &'static str,
    word: fn(T) -> Msg,
) -> Vec<SelectOption> {
    all.iter().map(|one| SelectOption::new(name(*one), t(word(*one)))).collect()
}

/// The first entry is the filter's name and stands for "any".
#[component]
fn WordFilter(
    label: Msg,
    options: Vec<SelectOption>,
    value: Signal<&'static str>,
    #[prop(into)] on_change: Callback<String>,
) -> AnyView {
    let any = SelectOption::new("", t(label));
    let options = [any].into_iter().chain(options).collect::<Vec<_>>();
    view! {
        <Select
            options
            value=Signal::derive(move || value.get().to_owned())
            on_change
            label=t(label)
            compact=true
        />
    }
    .into_any()
}

/// Whoever cannot see the others' names sees no filter.
#[component]
fn StaffFilter(place: Place) -> AnyView {
    let people = RwSignal::new(Vec::<SelectOption>::new());
    spawn_local(async move {
        if let Ok(list) = staff::list().await {
            let entries = list.into_iter().map(|one| SelectOption::new(one.id, one.name));
            let _ = people.try_set(entries.collect());
        }
    });
    let options = Signal::derive(move || {
        let any = SelectOption::new("", t(cancellations::STAFF));
        [any].into_iter().chain(people.get()).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        place.query.with(|query| query.staff.as_ref().map_or("", StaffId::as_str).to_owned())
    });
    let known = Memo::new(move |_| people.with(|people| !people.is_empty()));
    (move || {
        known.get().then(|| {
            view! {
                <Select
                    options
                    value
                    on_change=move |id: String| {
                        place.choose(|query| query.staff = id.parse().ok());
                    }
                    label=t(cancellations::STAFF)
                    compact=true
                />
            }
        })
    })
    .into_any()
}
