//! From how much to how much, looked up when the person pauses.

use std::time::Duration;

use leptos::prelude::*;

use super::place::Place;
use crate::components::later::Later;
use crate::i18n::{cancellations, t};
use crate::ui::field::Field;
use crate::ui::money_input::MoneyInput;

const PAUSE: Duration = Duration::from_millis(400);

#[component]
pub fn AmountFilter(place: Place) -> AnyView {
    let (least, most) = place.query.with_untracked(|query| (query.amount_min, query.amount_max));
    let (least, most) = (RwSignal::new(least), RwSignal::new(most));
    let later = Later::here();
    Effect::new(move |_| {
        let typed = (least.get(), most.get());
        let current = place.query.with_untracked(|query| (query.amount_min, query.amount_max));
        if typed != current {
            later.run(PAUSE, move || {
                place.type_in(|query| (query.amount_min, query.amount_max) = typed);
            });
        }
    });
    view! {
        <div class="history-amounts" role="group" aria-label=t(cancellations::AMOUNT_RANGE)>
            <Field label=t(cancellations::AMOUNT_FROM)>
                <MoneyInput value=least name="amount_min" />
            </Field>
            <span aria-hidden="true">"–"</span>
            <Field label=t(cancellations::AMOUNT_TO)>
                <MoneyInput value=most name="amount_max" />
            </Field>
        </div>
    }
    .into_any()
}
