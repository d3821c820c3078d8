//! What is loaded later, in a real browser: waiting for it, not getting it, getting it after all.

use std::cell::Cell;
use std::time::Duration;

use cancel_desk_web::api::pause;
use cancel_desk_web::components::part::{NotLoaded, Part};
use cancel_desk_web::part;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, settle};

thread_local! {
    static NETWORK: Cell<bool> = const { Cell::new(false) };
}

const HERE: Part = part!(here in tests: view! { <p class="here"></p> });

/// Some frames of the browser.
const A_LITTLE: Duration = Duration::from_millis(200);

/// Comes a little later, and only over a network.
const LATER: Part = Part::new(|| {
    Box::pin(async {
        pause(A_LITTLE).await;
        let draw = || view! { <p class="later"></p> }.into_any();
        NETWORK.get().then_some(draw as fn() -> AnyView).ok_or(NotLoaded)
    })
});

async fn mount(part: Part) -> Stage {
    let waiting = || view! { <p class="waiting"></p> }.into_any();
    Stage::of(move || part.show(waiting).into_any()).await
}

/// Waits until `selector` is shown; the runner's own limit ends a test that waits for nothing.
async fn shown(stage: &Stage, selector: &str) {
    while !stage.has(selector) {
        settle().await;
    }
}

#[wasm_bindgen_test]
async fn what_is_here_is_shown_at_once() {
    assert!(mount(HERE).await.has(".here"));
}

#[wasm_bindgen_test]
async fn what_cannot_be_fetched_says_so_and_can_be_tried_again() {
    NETWORK.set(false);
    let stage = mount(LATER).await;
    assert!(stage.has(".waiting"));
    shown(&stage, "[role=alert]").await;
    assert!(!stage.has(".waiting"));

    NETWORK.set(true);
    stage.click("[role=alert] button").await;
    shown(&stage, ".later").await;
    assert!(!stage.has("[role=alert]"));
}
