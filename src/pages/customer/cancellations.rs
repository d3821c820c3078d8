//! 취소 이력 of one customer. A row opens its payment in the inspector, where it can be gone on with.

use leptos::prelude::*;

use crate::components::period_bar::PeriodBar;
use crate::i18n::{cancellations, payments, t};
use crate::pages::cancellations::filters::Sums;
use crate::pages::cancellations::history::{self, History};
use crate::pages::cancellations::table::HistoryTable;
use crate::pages::payments::place::Place;
use crate::routes::{CancellationsQuery, Period, PeriodPreset};
use crate::ui::button::Button;
use crate::ui::feedback::Empty;
use crate::ui::layout::Toolbar;

const ALL_TIME: Period = Period::Preset(PeriodPreset::AllTime);

#[component]
pub fn Cancellations(place: Place) -> AnyView {
    let period = Signal::derive(move || place.query.get().period);
    let query = Memo::new(move |_| CancellationsQuery {
        period: period.get(),
        ..CancellationsQuery::default()
    });
    let history = history::Cancellations::start(query, place.customer());
    view! {
        <div class="list-filters">
            <Toolbar label=t(payments::FILTERS)>
                <PeriodBar
                    value=period
                    on_change=move |period| place.choose(|query| query.period = period)
                    all_time=true
                />
            </Toolbar>
            <Sums period history />
        </div>
        <HistoryTable
            history
            href=move |id: String| place.href_of(payment_of(history, &id).unwrap_or_default())
            selected=Signal::derive(move || first_of_open(history, place))
            nothing=move || view! { <Nothing place /> }
        />
    }
    .into_any()
}

/// The payment behind a row.
fn payment_of(history: History, cancellation: &str) -> Option<String> {
    history.listing().rows.with_untracked(|rows| {
        let row = rows.iter().find(|row| row.id == cancellation)?;
        Some(row.value.read_untracked().cancellation.payment_id.to_string())
    })
}

/// The latest cancellation of the payment that is open.
fn first_of_open(history: History, place: Place) -> Option<String> {
    let open = place.open()?;
    history.listing().rows.with(|rows| {
        let of_open = |id: &desk_domain::PaymentId| *id == open;
        let row =
            rows.iter().find(|row| of_open(&row.value.read_untracked().cancellation.payment_id));
        row.map(|row| row.id.clone())
    })
}

#[component]
fn Nothing(place: Place) -> AnyView {
    let is_narrow = place.query.get_untracked().period != ALL_TIME;
    view! {
        <Empty title=t(if is_narrow { cancellations::EMPTY_TITLE } else { cancellations::EMPTY_AT_ALL })>
            {is_narrow
                .then(|| {
                    view! {
                        <Button on_press=move |()| {
                            place.choose(|query| query.period = ALL_TIME);
                        }>{t(payments::ALL_TIME)}</Button>
                    }
                })}
        </Empty>
    }
    .into_any()
}
