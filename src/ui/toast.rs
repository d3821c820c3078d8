//! Short notices in a corner. The region is always in the document, so that screen readers hear what
//! is put into it.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::mark::Tone;
use crate::i18n::{t, ui};

/// What a notice says.
#[derive(Clone, Debug)]
pub struct Notice {
    pub tone: Tone,
    pub text: String,
    /// One thing to do about it: its words and its deed.
    pub action: Option<(String, Callback<()>)>,
    /// Waits to be dismissed instead of going by itself.
    pub stays: bool,
}

impl Notice {
    #[must_use]
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into(), action: None, stays: false }
    }

    #[must_use]
    pub fn with_action(mut self, words: impl Into<String>, act: Callback<()>) -> Self {
        self.action = Some((words.into(), act));
        self.stays = true;
        self
    }
}

/// A notice on the screen.
#[derive(Clone, Debug)]
pub struct ToastEntry {
    pub id: u32,
    pub notice: Notice,
}

/// Mounted once. Newest at the foot.
#[component]
pub fn ToastRegion(
    #[prop(into)] entries: Signal<Vec<ToastEntry>>,
    #[prop(into)] on_dismiss: Callback<u32>,
) -> AnyView {
    view! {
        <section class="toasts" aria-label=t(ui::NOTIFICATIONS) aria-live="polite">
            <For each=move || entries.get() key=|entry| entry.id let:entry>
                {toast(entry, on_dismiss)}
            </For>
        </section>
    }
    .into_any()
}

fn toast(entry: ToastEntry, on_dismiss: Callback<u32>) -> AnyView {
    let ToastEntry { id, notice } = entry;
    let icon = match notice.tone {
        Tone::Success => Icon::Check,
        Tone::Danger | Tone::Warning => Icon::Alert,
        Tone::Neutral | Tone::Accent | Tone::Info => Icon::Info,
    };
    view! {
        <div class="toast" data-tone=notice.tone.as_str()>
            <Glyph icon />
            <p class="toast__text">{notice.text}</p>
            {notice
                .action
                .map(|(words, act)| {
                    view! {
                        <button
                            class="toast__action"
                            type="button"
                            on:click=move |_| {
                                act.run(());
                                on_dismiss.run(id);
                            }
                        >
                            {words}
                        </button>
                    }
                })}
            <button
                class="toast__dismiss"
                type="button"
                aria-label=t(ui::DISMISS)
                on:click=move |_| on_dismiss.run(id)
            >
                <Glyph icon=Icon::Close />
            </button>
        </div>
    }
    .into_any()
}
