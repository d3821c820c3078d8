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
    pub(crate) async fn of(draw: impl Fn() -> AnyView + 'static) -> Self {
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

    /// The button with these words.
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
