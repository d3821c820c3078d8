//! A value that is needed elsewhere, taken along with one press. What happened is seen and heard.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::clipboard;
use super::icon::{Glyph, Icon};
use crate::i18n::{locale, t, ui};

/// How long the button says that it is done.
const SAID_FOR: Duration = Duration::from_secs(4);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copied {
    NotYet,
    Done,
    /// The browser keeps the clipboard to itself, as it does on plain http: the value is selected.
    Selected,
}

/// A value, and the button that copies it. `copied` goes to the clipboard; `shown` is for the eye.
#[component]
pub fn Copyable(
    /// Names the value: 승인번호.
    #[prop(into)]
    label: String,
    #[prop(into)] shown: String,
    #[prop(into)] copied: String,
) -> AnyView {
    let state = RwSignal::new(Copied::NotYet);
    let value = NodeRef::<html::Span>::new();
    let press = move |_| {
        let text = copied.clone();
        spawn_local(async move {
            let outcome = if clipboard::write(&text).await { Copied::Done } else { select(value) };
            let _ = state.try_set(outcome);
            set_timeout(
                move || {
                    let _ = state.try_set(Copied::NotYet);
                },
                SAID_FOR,
            );
        });
    };
    let name = ui::copy(locale(), &label);
    let said = move || match state.get() {
        Copied::NotYet => String::new(),
        Copied::Done => ui::copied(locale(), &label),
        Copied::Selected => t(ui::SELECTED_INSTEAD).to_owned(),
    };
    view! {
        <span class="copyable">
            <span class="copyable__value" node_ref=value>
                {words(&shown)}
            </span>
            <button class="copyable__button" type="button" aria-label=name.clone() title=name on:click=press>
                {move || {
                    let icon = if state.get() == Copied::Done { Icon::Check } else { Icon::Copy };
                    view! { <Glyph icon /> }
                }}
            </button>
            <span class="copyable__said" role="status">
                {said}
            </span>
        </span>
    }
    .into_any()
}

/// A long value breaks between its words, and inside of one only where there is no other way.
fn words(shown: &str) -> AnyView {
    let words = shown.split(' ').enumerate();
    words
        .map(|(place, word)| {
            let space = (place > 0).then_some(" ");
            view! {
                {space}
                <span class="copyable__word">{word.to_owned()}</span>
            }
        })
        .collect_view()
        .into_any()
}

fn select(value: NodeRef<html::Span>) -> Copied {
    if let (Some(value), Ok(Some(selection))) = (value.get_untracked(), window().get_selection()) {
        let _ = selection.select_all_children(&value);
    }
    Copied::Selected
}
