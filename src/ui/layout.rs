//! The frames of a page: its head, and a list with something beside it.

use leptos::html::H1;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A change of screen that waits for the title of the new one: the screen may still be on its way.
#[derive(Clone, Copy, Debug)]
pub struct TitleAwaited(RwSignal<bool>);

impl TitleAwaited {
    #[must_use]
    pub fn provide() -> Self {
        let awaited = Self(RwSignal::new(false));
        provide_context(awaited);
        awaited
    }

    pub fn begin(self) {
        self.0.set(true);
    }

    /// Gives it the focus, once for each change.
    pub fn arrive(self, title: &HtmlElement) {
        if self.0.get_untracked() {
            self.0.set(false);
            let _ = title.focus();
        }
    }
}

/// Title of the page and what belongs beside it. The title gets the focus when the page is arrived at.
#[component]
pub fn PageHeader(
    #[prop(into)] title: String,
    #[prop(optional)] children: Option<Children>,
) -> AnyView {
    let heading = NodeRef::<H1>::new();
    if let Some(awaited) = use_context::<TitleAwaited>() {
        heading.on_load(move |heading| awaited.arrive(&heading));
    }
    view! {
        <header class="page-header">
            <h1 class="page-header__title" tabindex="-1" node_ref=heading>
                {title}
            </h1>
            {children.map(|children| view! { <div class="page-header__tools">{children()}</div> })}
        </header>
    }
    .into_any()
}

/// The title of the page that is shown.
pub(super) fn page_title() -> Option<HtmlElement> {
    document().query_selector(".page-header__title").ok()??.dyn_into().ok()
}

/// A list that fills the width, and a [`Drawer`](super::drawer::Drawer) at its end where one is open.
/// Under 600 px an open drawer takes the list's place.
#[component]
pub fn Split(children: Children, beside: Children) -> AnyView {
    view! {
        <div class="split">
            <div class="split__list">{children()}</div>
            {beside()}
        </div>
    }
    .into_any()
}

/// Controls in a row that wraps.
#[component]
pub fn Toolbar(#[prop(into)] label: String, children: Children) -> AnyView {
    view! {
        <div class="toolbar" role="group" aria-label=label>
            {children()}
        </div>
    }
    .into_any()
}

/// A surface with a line round it.
#[component]
pub fn Panel(#[prop(optional)] tone: super::mark::Tone, children: Children) -> AnyView {
    view! {
        <div class="panel" data-tone=tone.as_str()>
            {children()}
        </div>
    }
    .into_any()
}
