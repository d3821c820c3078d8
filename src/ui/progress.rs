//! Things under way: a ring where the end is unknown, a bar where it is known.

use leptos::prelude::*;

/// A ring that turns. With reduced motion it breathes instead.
#[component]
pub fn Ring(#[prop(into)] label: String) -> AnyView {
    view! {
        <svg class="ring" viewBox="0 0 20 20" role="img" aria-label=label>
            <circle class="ring__track" cx="10" cy="10" r="7.5" />
            <path class="ring__arc" d="M10 2.5a7.5 7.5 0 0 1 7.5 7.5" />
        </svg>
    }
    .into_any()
}

/// How far something has come, in steps of `total`.
#[component]
pub fn ProgressBar(
    #[prop(into)] label: String,
    #[prop(into)] done: Signal<u32>,
    #[prop(into)] total: Signal<u32>,
) -> AnyView {
    view! {
        <div class="progress-bar">
            <span>{label.clone()}</span>
            <span class="progress-bar__count">
                {move || done.get()} " / " {move || total.get()}
            </span>
            <progress
                aria-label=label
                max=move || total.get().max(1).to_string()
                value=move || done.get().to_string()
            ></progress>
        </div>
    }
    .into_any()
}
