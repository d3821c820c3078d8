//! Something to be copied: all of it in sight, and a button.

use js_sys::Reflect;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::button::Button;
use super::icon::Icon;
use crate::i18n::{t, ui};

/// The text stands in a field of its own, so that it can be copied by hand where the browser refuses.
#[component]
pub fn CopyField(#[prop(into)] label: String, #[prop(into)] text: String) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let said = RwSignal::new("");
    let copied = text.clone();
    let copy = move |()| {
        let text = copied.clone();
        spawn_local(async move {
            let words = if write(&text).await {
                ui::COPIED
            } else {
                if let Some(input) = input.try_get_untracked().flatten() {
                    input.select();
                }
                ui::COPY_BY_HAND
            };
            let _ = said.try_set(t(words));
        });
    };
    view! {
        <div class="copy-field">
            <input class="text-input" node_ref=input readonly aria-label=label value=text />
            <Button icon=Icon::Copy on_press=copy>
                {t(ui::COPY)}
            </Button>
            <p class="copy-field__said" role="status">
                {move || said.get()}
            </p>
        </div>
    }
    .into_any()
}

/// Whether it is in the clipboard now. On plain http, as inside a shop's own network, there is none.
async fn write(text: &str) -> bool {
    let navigator = window().navigator();
    let here = Reflect::get(&navigator, &"clipboard".into());
    if here.is_ok_and(|clipboard| clipboard.is_object()) {
        JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
    } else {
        false
    }
}
