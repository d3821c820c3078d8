//! What happened to one thing, in order.

use leptos::prelude::*;

use super::mark::{Mark, StatusMark, Tone};

#[component]
pub fn Timeline(#[prop(into)] label: String, children: Children) -> AnyView {
    view! {
        <ol class="timeline" aria-label=label>
            {children()}
        </ol>
    }
    .into_any()
}

/// One event. `detail` is for who and why; the children are for what can be opened or done there.
#[component]
pub fn TimelineItem(
    mark: Mark,
    #[prop(optional)] tone: Tone,
    #[prop(into)] title: String,
    /// The moment as people read it, and in full for the tooltip.
    #[prop(into)]
    time: String,
    #[prop(optional, into)] time_full: Option<String>,
    #[prop(optional, into)] detail: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> AnyView {
    view! {
        <li class="timeline__item">
            <StatusMark mark tone />
            <div class="timeline__text">
                <p class="timeline__head">
                    <span class="timeline__title">{title}</span>
                    <time class="timeline__time" title=time_full>
                        {time}
                    </time>
                </p>
                {detail.map(|detail| view! { <p class="timeline__detail">{detail}</p> })}
                {children.map(|children| children())}
            </div>
        </li>
    }
    .into_any()
}
