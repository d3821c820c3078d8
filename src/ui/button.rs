//! Buttons. One primary action on a screen; what is forbidden stays visible with its reason.

use leptos::prelude::*;

use super::dom::fresh_id;
use super::icon::{Glyph, Icon};
use super::progress::Ring;
use crate::i18n::{t, ui};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here.
    Primary,
    /// Everything else.
    #[default]
    Quiet,
    /// No border until it is pointed at: in toolbars and rows.
    Plain,
    /// The final step of an irreversible deed. Only inside the dialog that names it.
    Danger,
    /// Leads to an irreversible deed, quiet until the moment of confirming.
    DangerQuiet,
}

impl ButtonKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Quiet => "quiet",
            Self::Plain => "plain",
            Self::Danger => "danger",
            Self::DangerQuiet => "danger-quiet",
        }
    }
}

/// A button with words. While `pending` or `blocked` it keeps its place and the keyboard, but does
/// nothing; a blocked one says why on hover and focus, and to screen readers.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional_no_strip, into)] icon: Option<Icon>,
    /// Submits the form around it instead of calling `on_press`.
    #[prop(optional)]
    submit: bool,
    /// As wide as its container.
    #[prop(optional)]
    wide: bool,
    #[prop(optional, into)] pending: Signal<bool>,
    /// Why it cannot be pressed.
    #[prop(optional, into)]
    blocked: Signal<Option<String>>,
    /// The key that does the same, for `aria-keyshortcuts`.
    #[prop(optional_no_strip, into)]
    shortcut: Option<&'static str>,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    children: Children,
) -> AnyView {
    let reason_id = fresh_id("reason");
    let described_by = reason_id.clone();
    let inert = Memo::new(move |_| pending.get() || blocked.with(Option::is_some));
    let press = move |event: leptos::ev::MouseEvent| {
        if inert.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <span class="button-frame" data-wide=wide.then_some("")>
            <button
                class="button"
                type=if submit { "submit" } else { "button" }
                data-kind=kind.name()
                data-pending=move || pending.get().then_some("")
                aria-disabled=move || inert.get().then_some("true")
                aria-describedby=move || {
                    blocked.with(Option::is_some).then(|| described_by.clone())
                }
                aria-keyshortcuts=shortcut
                on:click=press
            >
                {icon.map(|icon| view! { <Glyph icon /> })}
                <span>{children()}</span>
                <span class="button__pending" aria-live="polite">
                    {move || pending.get().then(|| view! { <Ring label=t(ui::WORKING) /> })}
                </span>
            </button>
            {move || {
                blocked
                    .get()
                    .map(|reason| {
                        view! {
                            <span class="tooltip" role="tooltip" id=reason_id.clone()>
                                {reason}
                            </span>
                        }
                    })
            }}
        </span>
    }
    .into_any()
}

/// A button that is only an icon. Its label is its name and its tooltip.
#[component]
pub fn IconButton(
    icon: Icon,
    #[prop(into)] label: String,
    #[prop(optional_no_strip, into)] shortcut: Option<&'static str>,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
) -> AnyView {
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=label.clone()
            title=label
            aria-keyshortcuts=shortcut
            on:click=move |_| {
                if let Some(on_press) = on_press {
                    on_press.run(());
                }
            }
        >
            <Glyph icon />
        </button>
    }
    .into_any()
}

/// A link that looks like a button, for going somewhere instead of doing something.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: Signal<String>,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional_no_strip, into)] icon: Option<Icon>,
    children: Children,
) -> AnyView {
    view! {
        <a class="button" data-kind=kind.name() href=move || href.get()>
            {icon.map(|icon| view! { <Glyph icon /> })}
            <span>{children()}</span>
        </a>
    }
    .into_any()
}
