//! The few things that have to be said to the browser directly.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

thread_local! {
    static LAST_ID: Cell<u32> = const { Cell::new(0) };
}

/// An element id that no other element has, for labels, descriptions and popovers.
pub(super) fn fresh_id(prefix: &str) -> String {
    LAST_ID.set(LAST_ID.get() + 1);
    format!("{prefix}-{}", LAST_ID.get())
}

/// The element that has the keyboard now.
pub(super) fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Gives an element the keyboard; an element that is gone already is no trouble.
pub(super) fn focus(element: &HtmlElement) {
    let _ = element.focus();
}

/// All elements under `root` that match, in document order.
pub(super) fn all_matching(root: &web_sys::Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}
