//! One thing that a person says yes to.

use leptos::prelude::*;

use super::dom::fresh_id;
use super::field::error_line;

/// A box with its words beside it, and what is wrong below them.
#[component]
pub fn Checkbox(
    #[prop(into)] label: String,
    checked: RwSignal<bool>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> AnyView {
    let error_id = fresh_id("checkbox-error");
    view! {
        <label class="checkbox">
            <input
                type="checkbox"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=error_id.clone()
                prop:checked=move || checked.get()
                on:change=move |event| checked.set(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
        {error_line(Some(error_id), error)}
    }
    .into_any()
}
