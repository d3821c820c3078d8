//! What a panel says when it has nothing to show, could not load, or wants to be heard first.

use leptos::prelude::*;

use super::button::Button;
use super::icon::{Glyph, Icon};
use super::mark::Tone;
use crate::i18n::{t, ui};

/// A line across the head of a screen or panel: old data shown, money not settled.
#[component]
pub fn Banner(
    #[prop(optional)] tone: Tone,
    #[prop(into)] text: Signal<String>,
    /// What can be done about it.
    #[prop(optional)]
    action: Option<Children>,
) -> AnyView {
    let icon = match tone {
        Tone::Danger | Tone::Warning => Icon::Alert,
        Tone::Success => Icon::Check,
        Tone::Neutral | Tone::Accent | Tone::Info => Icon::Info,
    };
    view! {
        <div class="banner" data-tone=tone.as_str() role="status">
            <Glyph icon />
            <p class="banner__text">{move || text.get()}</p>
            {action.map(|action| action())}
        </div>
    }
    .into_any()
}

/// Nothing here, and how to find more.
#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(optional, into)] hint: Option<String>,
    /// A button that widens the view.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    view! {
        <div class="empty">
            <Glyph icon=Icon::Book />
            <p class="empty__title">{title}</p>
            {hint.map(|hint| view! { <p class="empty__hint">{hint}</p> })}
            {children.map(|children| view! { <div class="empty__action">{children()}</div> })}
        </div>
    }
    .into_any()
}

/// A panel that could not load. It takes only its own place, so the rest stays usable.
#[component]
pub fn ErrorState(
    #[prop(into)] title: String,
    #[prop(optional, into)] detail: Option<String>,
    /// What support needs to find it in the log.
    #[prop(optional, into)]
    request_id: Option<String>,
    #[prop(optional, into)] on_retry: Option<Callback<()>>,
) -> AnyView {
    view! {
        <div class="error-state" role="alert">
            <Glyph icon=Icon::Alert />
            <p class="error-state__title">{title}</p>
            {detail.map(|detail| view! { <p class="error-state__detail">{detail}</p> })}
            {on_retry
                .map(|on_retry| {
                    view! {
                        <Button icon=Icon::Refresh on_press=on_retry>
                            {t(ui::RETRY)}
                        </Button>
                    }
                })}
            {request_id
                .map(|id| {
                    view! {
                        <p class="error-state__request">
                            {t(ui::REQUEST_ID)} " " <code>{id}</code>
                        </p>
                    }
                })}
        </div>
    }
    .into_any()
}
