//! Waiting, as something to await.

use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::set_timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Goes on after `duration`; later in a tab that sleeps.
pub async fn pause(duration: Duration) {
    let promise = Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                let _ = resolve.call0(&JsValue::NULL);
            },
            duration,
        );
    });
    // A timer cannot fail.
    let _ = JsFuture::from(promise).await;
}
