//! What is loaded later, in a real browser: waiting for it, not getting it, getting it after all.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test says by its panic what went wrong")]

use std::cell::Cell;

use cancel_desk_web::api::pause;
use cancel_desk_web::components::part::{NotLoaded, Part};
use cancel_desk_web::part;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

thread_local! {
    static NETWORK: Cell<bool> = const { Cell::new(false) };
}

const HERE: Part = part!(here in tests: view! { <p class="here"></p> });

/// Comes a little later, and only over a network.
const LATER: Part = Part::new(|| {
    Box::pin(async {
        pause(std::time::Duration::from_millis(1)).await;
        let draw = || view! { <p class="later"></p> }.into_any();
        NETWORK.get().then_some(draw as fn() -> AnyView).ok_or(NotLoaded)
    })
});

fn mount(part: Part) -> HtmlElement {
    let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&root).unwrap();
    let waiting = || view! { <p class="waiting"></p> }.into_any();
    mount_to(root.clone(), move || part.show(waiting)).forget();
    root
}

fn shows(root: &HtmlElement, selector: &str) -> bool {
    root.query_selector(selector).unwrap().is_some()
}

/// Waits until `selector` is shown; the runner's own limit ends a test that waits for nothing.
async fn shown(root: &HtmlElement, selector: &str) {
    while !shows(root, selector) {
        pause(std::time::Duration::from_millis(1)).await;
        tick().await;
    }
}

#[wasm_bindgen_test]
fn what_is_here_is_shown_at_once() {
    let root = mount(HERE);
    assert!(shows(&root, ".here"));
    root.remove();
}

#[wasm_bindgen_test]
async fn what_cannot_be_fetched_says_so_and_can_be_tried_again() {
    NETWORK.set(false);
    let root = mount(LATER);
    assert!(shows(&root, ".waiting"));
    shown(&root, "[role=alert]").await;
    assert!(!shows(&root, ".waiting"));

    NETWORK.set(true);
    let again: HtmlElement =
        root.query_selector("[role=alert] button").unwrap().unwrap().unchecked_into();
    again.click();
    shown(&root, ".later").await;
    assert!(!shows(&root, "[role=alert]"));
    root.remove();
}
