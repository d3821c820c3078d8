//! The address bar: where one is, going elsewhere, and links that stay inside the app.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

use super::screen::Screen;

/// What a step does to the browser's history: choosing pushes, typing replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum History {
    Push,
    Replace,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Address {
    pathname: String,
    /// With its `?`, as the browser gives it; empty without fields.
    search: String,
}

impl Address {
    fn now() -> Self {
        let location = window().location();
        Self {
            pathname: location.pathname().unwrap_or_default(),
            search: location.search().unwrap_or_default(),
        }
    }
}

/// The context that knows where one is. Each part changes only when it is another one.
#[derive(Clone, Copy, Debug)]
pub struct Location {
    pub pathname: Memo<String>,
    /// What stands after the `?`.
    pub search: Memo<String>,
    address: RwSignal<Address>,
}

impl Location {
    /// Follows the browser's back and forward, and takes clicks on links to our own screens, for as
    /// long as the calling component lives.
    pub fn provide() -> Self {
        let address = RwSignal::new(Address::now());
        let location = Self {
            pathname: Memo::new(move |_| address.with(|address| address.pathname.clone())),
            search: Memo::new(move |_| {
                address.with(|address| address.search.trim_start_matches('?').to_owned())
            }),
            address,
        };
        provide_context(location);
        let back = window_event_listener(ev::popstate, move |_| address.set(Address::now()));
        let click = window_event_listener(ev::click, move |event| location.follow(&event));
        on_cleanup(move || {
            back.remove();
            click.remove();
        });
        location
    }

    /// Goes to another address of the app. To be where one is already is no step that the back button
    /// could undo.
    pub(super) fn go(self, href: &str, history: History) {
        let Ok(browser) = window().history() else { return };
        let here = Address::now();
        let moved = if history == History::Replace || href == here.pathname + &here.search {
            browser.replace_state_with_url(&JsValue::NULL, "", Some(href))
        } else {
            browser.push_state_with_url(&JsValue::NULL, "", Some(href))
        };
        // A browser refuses what comes too often; then one stays where one is.
        if moved.is_ok() {
            self.address.set(Address::now());
        }
    }

    fn follow(self, event: &MouseEvent) {
        let Some(link) = plain_click(event).and_then(|element| own_link(&element)) else { return };
        event.prevent_default();
        self.go(&(link.pathname() + &link.search()), History::Push);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

#[must_use]
pub fn use_location() -> Location {
    expect_context()
}

/// What was clicked; nothing for a click that opens a new tab, or that somebody has dealt with.
fn plain_click(event: &MouseEvent) -> Option<Element> {
    let modified = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
    if event.button() != 0 || modified || event.default_prevented() {
        return None;
    }
    event.target()?.dyn_into().ok()
}

/// The link around `element`, when it leads to another of our screens in this same tab.
fn own_link(element: &Element) -> Option<HtmlAnchorElement> {
    let link: HtmlAnchorElement = element.closest("a[href]").ok()??.dyn_into().ok()?;
    let stays = link.target().is_empty()
        && link.hash().is_empty()
        && !link.has_attribute("download")
        && Ok(link.origin()) == window().location().origin();
    (stays && Screen::of(&link.pathname()) != Screen::Elsewhere).then_some(link)
}
