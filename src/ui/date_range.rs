//! Two days, both included, on the browser's own date fields.

use leptos::prelude::*;

use crate::i18n::{t, ui};

/// `from` and `to` as `YYYY-MM-DD`; empty while nothing is chosen. `on_change` gets both once both are
/// there, in the order they were entered.
#[component]
pub fn DateRange(
    #[prop(into)] label: String,
    #[prop(into)] from: Signal<String>,
    #[prop(into)] to: Signal<String>,
    #[prop(into)] on_change: Callback<(String, String)>,
) -> AnyView {
    let first = RwSignal::new(String::new());
    let last = RwSignal::new(String::new());
    Effect::new(move |_| {
        first.set(from.get());
        last.set(to.get());
    });
    let changed = move || {
        let (first, last) = (first.get_untracked(), last.get_untracked());
        if !first.is_empty() && !last.is_empty() {
            on_change.run((first, last));
        }
    };
    view! {
        <span class="date-range" role="group" aria-label=label>
            <input
                type="date"
                aria-label=t(ui::FROM)
                prop:max=move || last.get()
                prop:value=move || first.get()
                on:change=move |event| {
                    first.set(event_target_value(&event));
                    changed();
                }
            />
            <span aria-hidden="true">"–"</span>
            <input
                type="date"
                aria-label=t(ui::TO)
                prop:min=move || first.get()
                prop:value=move || last.get()
                on:change=move |event| {
                    last.set(event_target_value(&event));
                    changed();
                }
            />
        </span>
    }
    .into_any()
}
