//! No cancellation matches: what would show more.

use leptos::prelude::*;

use crate::components::period_bar::preset_name;
use crate::i18n::{cancellations, locale, payments, t};
use crate::routes::{CancellationsQuery, Period, Place};
use crate::state::session::SessionState;
use crate::ui::button::Button;
use crate::ui::feedback::Empty;

#[component]
pub fn Nothing(place: Place<CancellationsQuery>) -> AnyView {
    let today = SessionState::expect().now().kst_date();
    let query = place.query.get();
    let clear = move |()| {
        place.choose(|query| {
            *query = CancellationsQuery { period: query.period, ..CancellationsQuery::default() };
        });
    };
    let words = match query.is_filtered() {
        true => cancellations::EMPTY_FILTERED,
        false => cancellations::EMPTY_TITLE,
    };
    view! {
        <Empty title=t(words)>
            {query
                .period
                .wider(today)
                .map(|preset| {
                    view! {
                        <Button on_press=move |()| {
                            place.choose(|query| query.period = Period::Preset(preset));
                        }>{payments::widen_to(locale(), t(preset_name(preset)))}</Button>
                    }
                })}
            {query
                .is_filtered()
                .then(|| view! { <Button on_press=clear>{t(payments::CLEAR_FILTERS)}</Button> })}
        </Empty>
    }
    .into_any()
}
