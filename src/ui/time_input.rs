//! One time of day, on the browser's own time field.

use leptos::prelude::*;

use super::field::FieldContext;

/// A time as `HH:MM`; empty while none is given. Stands in a [`Field`](super::field::Field).
#[component]
pub fn TimeInput(value: RwSignal<String>) -> AnyView {
    let field = FieldContext::current();
    view! {
        <input
            class="text-input"
            type="time"
            id=field.id()
            required=field.required()
            aria-invalid=field.invalid()
            aria-describedby=field.described_by()
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        />
    }
    .into_any()
}
