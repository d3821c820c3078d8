//! Who gets the keyboard once that which had it is gone.

use leptos::ev::FocusEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::dom::{all_matching, focus, focused};
use super::layout::page_title;

/// Where the keyboard is, to be given back later: what has it, and around that whatever can take it, the
/// nearest first. A button may be gone by then because of what it began.
pub(super) struct Keyboard(Vec<HtmlElement>);

impl Keyboard {
    pub(super) fn here() -> Self {
        Self(std::iter::successors(focused(), around).collect())
    }

    pub(super) fn give_back(&self) {
        if let Some(element) = self.0.iter().find(|element| element.is_connected()) {
            focus(element);
        }
    }
}

fn around(element: &HtmlElement) -> Option<HtmlElement> {
    let found = element.parent_element()?.closest("[tabindex]").ok()??;
    found.dyn_into().ok()
}

/// Nothing in the page has it. Who has gone on to the browser's own controls is left there.
pub(super) fn is_nowhere() -> bool {
    document().has_focus().unwrap_or(false)
        && focused().is_none_or(|element| element.tag_name() == "BODY")
}

/// For `focusout` on a list whose items go once they are dealt with: an item that goes with the keyboard in
/// it hands it on to the next one, the last to the one before, the only one to the title of the page.
pub fn hand_on(lost: &FocusEvent, list: &Element, items: &str) {
    let Some(had) = lost.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return;
    };
    let found = all_matching(list, items);
    let Some(place) = found.iter().position(|item| item.contains(Some(&had))) else { return };
    let (before, from_here) = found.split_at(place);
    let mut heirs: Vec<_> = from_here.iter().skip(1).chain(before.iter().rev()).cloned().collect();
    // It is taken out after this event, or was only left.
    request_animation_frame(move || {
        if had.is_connected() || !is_nowhere() {
            return;
        }
        heirs.extend(page_title());
        if let Some(heir) = heirs.iter().find(|heir| heir.is_connected()) {
            focus(heir);
        }
    });
}
