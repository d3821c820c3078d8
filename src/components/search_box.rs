//! The search of a screen: its text lives in the address, and is looked up when the person pauses.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use super::later::Later;
use crate::i18n::payments;
use crate::state::shortcuts::use_shortcut;
use crate::ui::text_input::SearchInput;

/// Shorter than a pause for thought, longer than the gap between two keys.
const PAUSE: Duration = Duration::from_millis(250);

#[component]
pub fn SearchBox(
    #[prop(into)] label: String,
    #[prop(into)] placeholder: String,
    /// As it stands in the address.
    #[prop(into)]
    value: Signal<String>,
    #[prop(into)] on_search: Callback<String>,
) -> AnyView {
    // Another filter changes the address as well; that must not take away what is being typed.
    let value = Memo::new(move |_| value.get());
    let typed = RwSignal::new(value.get_untracked());
    let input = NodeRef::<html::Input>::new();
    let later = Later::here();
    Effect::new(move |_| {
        let now = typed.get();
        if now == value.get_untracked() {
            later.forget();
        } else {
            later.run(PAUSE, move || on_search.run(now.clone()));
        }
    });
    // The back button changes the address under the box.
    Effect::new(move |_| {
        let current = value.get();
        if typed.with_untracked(|typed| typed.trim() != current) {
            typed.set(current);
        }
    });
    use_shortcut("/", payments::KEY_SEARCH, move || {
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
            input.select();
        }
    });
    view! { <SearchInput value=typed label placeholder=placeholder node_ref=input shortcut="/" /> }
        .into_any()
}
