//! The clipboard, where the browser lets us.

use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

/// Whether `text` is in the clipboard now. On plain http, as inside a shop's own network, there is none:
/// it is read by name, since a page that is not trusted has no `navigator.clipboard` at all.
pub(super) async fn write(text: &str) -> bool {
    let navigator = window().navigator();
    let here = Reflect::get(&navigator, &"clipboard".into());
    if here.is_ok_and(|clipboard| clipboard.is_object()) {
        JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
    } else {
        false
    }
}
