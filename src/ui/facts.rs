//! Names and values in two columns: the details of one thing.

use leptos::prelude::*;

/// A description list. In a narrow container the names go above the values.
#[component]
pub fn Facts(children: Children) -> AnyView {
    view! { <dl class="facts">{children()}</dl> }.into_any()
}

/// One name and its value.
#[component]
pub fn Fact(
    #[prop(into)] label: String,
    /// Sets the value in tabular figures and keeps it from wrapping.
    #[prop(optional)]
    numeric: bool,
    children: Children,
) -> AnyView {
    view! {
        <div class="facts__row">
            <dt>{label}</dt>
            <dd data-numeric=numeric.then_some("")>{children()}</dd>
        </div>
    }
    .into_any()
}
