//! Nothing matches: what would show more.

use leptos::prelude::*;

use crate::components::period_bar::preset_name;
use crate::i18n::{bills, locale, payments, t};
use crate::routes::{BillsQuery, Period, Place};
use crate::state::session::SessionState;
use crate::ui::button::Button;
use crate::ui::feedback::Empty;

#[component]
pub fn Nothing(place: Place<BillsQuery>) -> AnyView {
    let today = SessionState::expect().now().kst_date();
    let query = place.query.get();
    let wider = query.period.wider(today).map(|preset| {
        let widen = move |()| place.choose(|query| query.period = Period::Preset(preset));
        view! {
            <Button on_press=widen>{payments::widen_to(locale(), t(preset_name(preset)))}</Button>
        }
    });
    let clear = move |()| {
        place.choose(|query| {
            *query = BillsQuery { period: query.period, ..BillsQuery::default() };
        });
    };
    let filtered = query.is_filtered();
    view! {
        <Empty title=t(bills::EMPTY_TITLE) hint=t(bills::EMPTY_HINT)>
            {wider}
            {filtered
                .then(|| view! { <Button on_press=clear>{t(payments::CLEAR_FILTERS)}</Button> })}
        </Empty>
    }
    .into_any()
}
