//! Text: one line, several lines, and searching.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::field::FieldContext;
use super::icon::{Glyph, Icon};
use super::kbd::Kbd;
use crate::i18n::{locale, t, ui};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    #[default]
    Text,
    Password,
    /// Digits with leading zeros and hyphens: account and phone numbers, not amounts.
    Digits,
    Phone,
}

impl TextKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Digits => "text",
            Self::Password => "password",
            Self::Phone => "tel",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Text | Self::Password => None,
            Self::Digits => Some("numeric"),
            Self::Phone => Some("tel"),
        }
    }
}

/// One line of text. Stands in a [`Field`](super::field::Field).
#[component]
pub fn TextInput(
    value: RwSignal<String>,
    #[prop(optional)] kind: TextKind,
    #[prop(optional, into)] name: Option<String>,
    /// As in HTML; `off` where the browser's memory would give a person's data away.
    #[prop(optional, into)]
    autocomplete: Option<&'static str>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional, into)] max_length: Option<u32>,
    #[prop(optional)] autofocus: bool,
) -> AnyView {
    let field = FieldContext::current();
    let input = NodeRef::<leptos::html::Input>::new();
    if autofocus {
        // The attribute acts only while a page is parsed; this one is built afterwards.
        Effect::new(move |_| {
            if let Some(input) = input.get() {
                super::dom::focus(&input);
            }
        });
    }
    view! {
        <input
            class="text-input"
            node_ref=input
            id=field.id()
            type=kind.input_type()
            inputmode=kind.input_mode()
            name=name
            autocomplete=autocomplete
            placeholder=placeholder
            maxlength=max_length.map(|length| length.to_string())
            required=field.required()
            aria-invalid=field.invalid()
            aria-describedby=field.described_by()
            autocapitalize="off"
            spellcheck="false"
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        />
    }
    .into_any()
}

/// Several lines, with what is left of `max_length` counted as the server counts: in characters.
#[component]
pub fn TextArea(
    value: RwSignal<String>,
    max_length: usize,
    #[prop(optional, into)] placeholder: Option<String>,
) -> AnyView {
    let field = FieldContext::current();
    let used = move || value.with(|text| text.chars().count());
    view! {
        <div class="text-area">
            <textarea
                id=field.id()
                rows="3"
                placeholder=placeholder
                required=field.required()
                aria-invalid=field.invalid()
                aria-describedby=field.described_by()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
            <span class="text-area__count" data-over=move || (used() > max_length).then_some("")>
                <span aria-hidden="true">{used} " / " {max_length}</span>
                <span class="visually-hidden" aria-live="polite">
                    {move || {
                        let left = max_length.saturating_sub(used());
                        (left <= 20).then(|| ui::characters_left(locale(), left))
                    }}
                </span>
            </span>
        </div>
    }
    .into_any()
}

/// The search of a list. `value` follows every keystroke, half-composed Hangul included: a list can be
/// searched by initial consonants. Escape clears before it does anything else.
#[component]
pub fn SearchInput(
    value: RwSignal<String>,
    #[prop(into)] label: String,
    #[prop(optional, into)] placeholder: Option<String>,
    /// For focusing it from a shortcut.
    #[prop(optional)]
    node_ref: NodeRef<leptos::html::Input>,
    /// The key that focuses it, drawn while it is empty.
    #[prop(optional_no_strip, into)]
    shortcut: Option<&'static str>,
) -> AnyView {
    let clear = move || {
        value.set(String::new());
        if let Some(input) = node_ref.get_untracked() {
            super::dom::focus(&input);
        }
    };
    let keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape"
            && !event.is_composing()
            && !value.with_untracked(String::is_empty)
        {
            event.prevent_default();
            event.stop_propagation();
            clear();
        }
    };
    let empty = move || value.with(String::is_empty);
    let landmark = label.clone();
    view! {
        <div class="search-input" role="search" aria-label=landmark>
            <Glyph icon=Icon::Search />
            <input
                node_ref=node_ref
                type="search"
                enterkeyhint="search"
                autocomplete="off"
                spellcheck="false"
                aria-label=label
                placeholder=placeholder
                aria-keyshortcuts=shortcut
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
                on:keydown=keydown
            />
            {move || {
                if empty() {
                    shortcut.map(|key| view! { <Kbd key /> }).into_any()
                } else {
                    view! {
                        <button
                            class="search-input__clear"
                            type="button"
                            aria-label=t(ui::CLEAR)
                            on:click=move |_| clear()
                        >
                            <Glyph icon=Icon::Close />
                        </button>
                    }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}
