//! The filter bar: which day counts, which period, by which method and channel; and the sums of what
//! these show.

use desk_api::Basis;
use desk_domain::payment::{Channel, Method};
use leptos::prelude::*;

use super::list::PaymentsList;
use super::place::Place;
use crate::components::period_bar::{PeriodBar, PeriodWords};
use crate::format::won::count;
use crate::i18n::{locale, payments, t, words};
use crate::ui::choice::{Choice, SegmentedControl};
use crate::ui::layout::Toolbar;
use crate::ui::select::{Select, SelectOption};

const CANCELLED: &str = "cancelled_at";
const PAID: &str = "paid_at";

#[component]
pub fn Filters(place: Place, list: PaymentsList) -> AnyView {
    let basis = Signal::derive(move || match place.query.get().basis {
        Basis::PaidAt => PAID.to_owned(),
        Basis::CancelledAt => CANCELLED.to_owned(),
    });
    let choose_basis = move |name: String| {
        let basis = if name == CANCELLED { Basis::CancelledAt } else { Basis::PaidAt };
        place.choose(|query| query.basis = basis);
    };
    view! {
        <div class="list-filters">
            <Toolbar label=t(payments::FILTERS)>
                <SegmentedControl
                    label=t(payments::BASIS)
                    choices=vec![
                        Choice::new(PAID, t(payments::BASIS_PAID)),
                        Choice::new(CANCELLED, t(payments::BASIS_CANCELLED)),
                    ]
                    value=basis
                    on_change=choose_basis
                />
                <PeriodBar
                    value=Signal::derive(move || place.query.get().period)
                    on_change=move |period| place.choose(|query| query.period = period)
                    all_time=place.customer().is_some()
                />
                <Select
                    options=method_options()
                    value=Signal::derive(move || name_of(place.query.get().method, Method::as_str))
                    on_change=move |name: String| {
                        place.choose(|query| query.method = name.parse().ok());
                    }
                    label=t(payments::METHOD)
                    compact=true
                />
                <Select
                    options=channel_options()
                    value=Signal::derive(move || name_of(place.query.get().channel, Channel::as_str))
                    on_change=move |name: String| {
                        place.choose(|query| query.channel = name.parse().ok());
                    }
                    label=t(payments::CHANNEL)
                    compact=true
                />
            </Toolbar>
            <Sums place list />
        </div>
    }
    .into_any()
}

fn name_of<T>(chosen: Option<T>, name: fn(T) -> &'static str) -> String {
    chosen.map_or_else(String::new, |chosen| name(chosen).to_owned())
}

/// The first entry is the filter's name and stands for "any".
#[must_use]
pub fn method_options() -> Vec<SelectOption> {
    let any = SelectOption::new("", t(payments::METHOD));
    let all = Method::ALL.iter().map(|one| SelectOption::new(one.as_str(), t(words::method(*one))));
    [any].into_iter().chain(all).collect()
}

/// The first entry is the filter's name and stands for "any".
#[must_use]
pub fn channel_options() -> Vec<SelectOption> {
    let any = SelectOption::new("", t(payments::CHANNEL));
    let all =
        Channel::ALL.iter().map(|one| SelectOption::new(one.as_str(), t(words::channel(*one))));
    [any].into_iter().chain(all).collect()
}

/// Speaks of exactly what the filters show.
#[component]
fn Sums(place: Place, list: PaymentsList) -> AnyView {
    view! {
        <div class="list-sums">
            <PeriodWords value=Signal::derive(move || place.query.get().period) />
            <p class="list-sums__words" role="status">
            {move || {
                list.summary()
                    .map(|summary| {
                        let shown = summary.shown;
                        let number = count(u64::try_from(shown.count).unwrap_or_default());
                        // Where nothing came in, the tab says so.
                        let owed = Some(shown.not_received_won)
                            .filter(|owed| owed.is_positive() && *owed < shown.amount_won);
                        view! {
                            <span>{payments::sums(locale(), &number, shown.amount_won)}</span>
                            {owed
                                .map(|owed| {
                                    view! {
                                        <span class="list-sums__cancelled">
                                            {payments::sum_not_received(locale(), owed)}
                                        </span>
                                    }
                                })}
                            {shown
                                .cancelled_won
                                .is_positive()
                                .then(|| {
                                    view! {
                                        <span class="list-sums__cancelled">
                                            {payments::sum_cancelled(locale(), shown.cancelled_won)}
                                        </span>
                                    }
                                })}
                        }
                    })
            }}
            </p>
        </div>
    }
    .into_any()
}
