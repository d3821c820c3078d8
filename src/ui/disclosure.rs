//! Something more to read, behind a line that opens it. The browser's own `<details>`.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

#[component]
pub fn Disclosure(
    #[prop(into)] summary: String,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    children: Children,
) -> AnyView {
    view! {
        <details class="disclosure" open=open>
            <summary>
                <Glyph icon=Icon::ChevronRight />
                <span>{summary}</span>
            </summary>
            <div class="disclosure__body">{children()}</div>
        </details>
    }
    .into_any()
}
