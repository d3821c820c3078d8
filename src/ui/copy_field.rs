//! Something to be copied: all of it in sight, and a button.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::button::Button;
use super::clipboard;
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
            let words = if clipboard::write(&text).await {
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
