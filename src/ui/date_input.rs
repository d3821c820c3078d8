//! One day, on the browser's own date field.

use leptos::prelude::*;

use super::field::FieldContext;

/// A day as `YYYY-MM-DD`; empty while none is chosen. Stands in a [`Field`](super::field::Field).
#[component]
pub fn DateInput(
    value: RwSignal<String>,
    #[prop(optional, into)] name: Option<String>,
    /// First day that can be chosen, `YYYY-MM-DD`.
    #[prop(optional, into)]
    min: Option<String>,
    /// Last day that can be chosen, `YYYY-MM-DD`.
    #[prop(optional, into)]
    max: Option<String>,
) -> AnyView {
    let field = FieldContext::current();
    view! {
        <input
            class="text-input"
            type="date"
            id=field.id()
            name=name
            min=min
            max=max
            required=field.required()
            aria-invalid=field.invalid()
            aria-describedby=field.described_by()
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        />
    }
    .into_any()
}
