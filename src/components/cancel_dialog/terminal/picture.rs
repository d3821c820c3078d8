//! A device and a card, drawn with a few strokes. It shows what the words beside it say.

use leptos::prelude::*;

use super::scene::Scene;

/// What is drawn over the device once there is an end, in a box of 96.
const fn sign(scene: Scene) -> Option<&'static str> {
    match scene {
        Scene::Succeeded => Some("m36 62 8 8 16-18"),
        Scene::Declined | Scene::Aborted => Some("M38 52l20 20M58 52 38 72"),
        Scene::Writing | Scene::Stage(_) | Scene::Waiting | Scene::Unknown => None,
    }
}

#[must_use]
pub fn picture(scene: Scene, card: bool) -> AnyView {
    let keys = sign(scene).is_none().then(|| {
        view! { <path class="terminal-picture__keys" d="M36 60v.1M48 60v.1M60 60v.1M36 72v.1M48 72v.1M60 72v.1" /> }
    });
    let sign = sign(scene).map(|d| view! { <path class="terminal-picture__sign" d=d /> });
    view! {
        <svg class="terminal-picture" data-scene=scene.name() viewBox="0 0 96 96" aria-hidden="true">
            {card
                .then(|| {
                    view! {
                        <g class="terminal-picture__card">
                            <rect x="32" y="2" width="32" height="34" rx="3" />
                            <path d="M38 10h7v6h-7zM38 23h20" />
                        </g>
                    }
                })}
            <rect class="terminal-picture__body" x="22" y="30" width="52" height="60" rx="6" />
            <path class="terminal-picture__slot" d="M30 38h36" />
            {keys}
            {sign}
        </svg>
    }
    .into_any()
}
