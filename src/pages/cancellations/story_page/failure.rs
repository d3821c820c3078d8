//! Why it was not cancelled: the gateway's own words, and what to do about them.

use desk_api::Failure;
use leptos::prelude::*;

use crate::i18n::{cancellations, pick, t};
use crate::ui::layout::Panel;
use crate::ui::mark::Tone;

#[component]
pub fn FailureWords(failure: Failure) -> AnyView {
    let said = [
        Some((failure.message, failure.code)),
        failure.pg_message.map(|message| (message, failure.pg_code.unwrap_or_default())),
    ];
    let words = said
        .into_iter()
        .flatten()
        .map(|(message, code)| {
            view! {
                <p class="story-failure__words">"“" {message} "” " <code>{code}</code></p>
            }
        })
        .collect_view();
    view! {
        <Panel tone=Tone::Warning>
            <h3 class="story-failure__title">{t(cancellations::FAILURE)}</h3>
            {words}
            <h3 class="story-failure__title">{t(cancellations::ADVICE)}</h3>
            <p>{pick(&failure.advice).to_owned()}</p>
        </Panel>
    }
    .into_any()
}
