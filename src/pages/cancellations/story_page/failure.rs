//! Why it was not cancelled: the gateway's own words, and what to do about them. Of what the desk itself found
//! there is only the advice.

use desk_api::Failure;
use leptos::prelude::*;

use crate::i18n::{cancellations, pick, t};
use crate::ui::layout::Panel;
use crate::ui::mark::Tone;

#[component]
pub fn FailureWords(
    failure: Failure,
    /// What stands above already: advice that is in it is not repeated.
    sentence: String,
) -> AnyView {
    let said = [
        Some((failure.message, failure.code)),
        failure.pg_message.map(|message| (message, failure.pg_code.unwrap_or_default())),
    ];
    let ours = failure.ours;
    let words = said
        .into_iter()
        .flatten()
        .filter(|_| !ours)
        .map(|(message, code)| {
            view! {
                <p class="story-failure__words">"“" {message} "” " <code>{code}</code></p>
            }
        })
        .collect_view();
    let advice =
        Some(pick(&failure.advice)).filter(|advice| !sentence.contains(*advice)).map(|advice| {
            view! {
                <h3 class="story-failure__title">{t(cancellations::ADVICE)}</h3>
                <p>{advice.to_owned()}</p>
            }
        });
    if ours && advice.is_none() {
        return ().into_any();
    }
    view! {
        <Panel tone=Tone::Warning>
            {(!ours)
                .then(|| view! { <h3 class="story-failure__title">{t(cancellations::FAILURE)}</h3> })}
            {words} {advice}
        </Panel>
    }
    .into_any()
}
