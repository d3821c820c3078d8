//! The browser's own select: it works with every keyboard, screen reader and phone.

use leptos::prelude::*;

use super::field::FieldContext;
use super::icon::{Glyph, Icon};

/// One entry of a select. An empty value stands for "no choice".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    pub value: String,
    pub label: String,
}

impl SelectOption {
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// Stands in a [`Field`](super::field::Field), or alone with a `label` of its own, as in filter bars.
/// There it looks chosen while its value is not empty.
#[component]
pub fn Select(
    #[prop(into)] options: Signal<Vec<SelectOption>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    /// Its name where no field stands around it.
    #[prop(optional, into)]
    label: Option<String>,
    /// The low, borderless shape of filter bars.
    #[prop(optional)]
    compact: bool,
) -> AnyView {
    let field = FieldContext::current();
    view! {
        <span
            class="select"
            data-compact=compact.then_some("")
            data-chosen=move || (!value.with(String::is_empty)).then_some("")
        >
            <select
                id=field.id()
                aria-label=label
                required=field.required()
                aria-invalid=field.invalid()
                aria-describedby=field.described_by()
                on:change=move |event| on_change.run(event_target_value(&event))
            >
                {move || {
                    let chosen = value.get();
                    options
                        .get()
                        .into_iter()
                        .map(|option| {
                            let selected = option.value == chosen;
                            view! {
                                <option value=option.value selected=selected prop:selected=selected>
                                    {option.label}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
            <Glyph icon=Icon::ChevronDown />
        </span>
    }
    .into_any()
}
