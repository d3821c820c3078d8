//! A component in the document for one test, and hands to use it with.

use std::any::Any;

use cancel_desk_web::state::session::SessionState;
use cancel_desk_web::state::toasts::Toasts;
use js_sys::Promise;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlInputElement, InputEvent, InputEventInit};

/// More than any answer of the test's own server takes.
const MOST_FRAMES: u32 = 600;

pub(crate) struct Stage {
    root: HtmlElement,
    _mounted: Box<dyn Any>,
}

impl Stage {
    pub(crate) async fn of(draw: impl FnOnce() -> AnyView + 'static) -> Self {
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let mounted = mount_to(root.clone(), move || {
            SessionState::provide();
            Toasts::provide();
            draw()
        });
        let stage = Self { root, _mounted: Box::new(mounted) };
        settle().await;
        stage
    }

    pub(crate) fn all<T: JsCast>(&self, selector: &str) -> Vec<T> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|index| found.get(index).unwrap().unchecked_into()).collect()
    }

    #[track_caller]
    pub(crate) fn find<T: JsCast>(&self, selector: &str) -> T {
        let first = self.all(selector).into_iter().next();
        first.unwrap_or_else(|| panic!("nothing matches {selector}"))
    }

    pub(crate) fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap().length()
    }

    pub(crate) fn has(&self, selector: &str) -> bool {
        self.count(selector) > 0
    }

    /// One attribute of all that match, in the order of the page.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let found = self.all::<HtmlElement>(selector);
        found.iter().filter_map(|element| element.get_attribute(name)).collect()
    }

    pub(crate) fn says(&self, words: &str) -> bool {
        self.root.text_content().unwrap_or_default().contains(words)
    }

    /// The words of every button and link that looks like one.
    pub(crate) fn buttons(&self) -> Vec<String> {
        let buttons = self.all::<HtmlElement>(".button");
        buttons.iter().map(|button| button.text_content().unwrap().trim().to_owned()).collect()
    }

    pub(crate) async fn until(&self, words: &str) {
        for _ in 0..MOST_FRAMES {
            if self.says(words) {
                return;
            }
            settle().await;
        }
        panic!("never says {words}");
    }

    pub(crate) async fn type_into(&self, selector: &str, text: &str) {
        self.type_into_nth(selector, 0, text).await;
    }

    pub(crate) async fn type_into_nth(&self, selector: &str, index: usize, text: &str) {
        let input = self.all::<HtmlInputElement>(selector).swap_remove(index);
        input.set_value(text);
        let options = InputEventInit::new();
        options.set_bubbles(true);
        let event = InputEvent::new_with_event_init_dict("input", &options).unwrap();
        input.dispatch_event(&event).unwrap();
        settle().await;
    }

    pub(crate) async fn click(&self, selector: &str) {
        self.find::<HtmlElement>(selector).click();
        settle().await;
    }

    /// Beside its words there may be those of its hint.
    #[track_caller]
    pub(crate) fn button(&self, words: &str) -> HtmlElement {
        let mut buttons = self.all::<HtmlElement>("button").into_iter();
        let says = |button: &HtmlElement| button.text_content().unwrap().contains(words);
        buttons.find(says).unwrap_or_else(|| panic!("no button says {words}"))
    }

    /// The button with just these words.
    pub(crate) async fn press(&self, words: &str) {
        let buttons = self.all::<HtmlElement>("button");
        let says = |button: &&HtmlElement| button.text_content().unwrap().trim() == words;
        buttons.iter().find(says).unwrap_or_else(|| panic!("no button says {words}")).click();
        settle().await;
    }

    pub(crate) async fn submit(&self) {
        self.click("button[type=submit]").await;
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.root.remove();
    }
}

/// Lets effects and one frame pass.
pub(crate) async fn settle() {
    tick().await;
    let frame = Promise::new(&mut |resolve, _| {
        window().request_animation_frame(&resolve).unwrap();
    });
    JsFuture::from(frame).await.unwrap();
    tick().await;
}
