//! Nothing matches: what would show more.

use leptos::prelude::*;

use super::place::Place;
use crate::components::period_bar::preset_name;
use crate::i18n::{locale, payments, t};
use crate::routes::{PaymentsQuery, Period};
use crate::state::session::SessionState;
use crate::ui::button::Button;
use crate::ui::feedback::Empty;

#[component]
pub fn Nothing(place: Place) -> AnyView {
    let today = SessionState::expect().now().kst_date();
    let query = place.query.get();
    let wider = query.period.wider(today);
    let hint = if wider.is_some() {
        t(payments::EMPTY_PERIOD_HINT)
    } else {
        t(payments::EMPTY_FILTER_HINT)
    };
    let clear = move |()| {
        place.choose(|query| {
            *query = PaymentsQuery {
                period: query.period,
                basis: query.basis,
                ..PaymentsQuery::default()
            };
        });
    };
    view! {
        <Empty title=t(payments::EMPTY_TITLE) hint>
            {wider
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
