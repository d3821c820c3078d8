//! 취소 원복: whether a cancel that is done can still be reversed at the PG, until when, and how.

use desk_domain::advice::UndoAdvice;
use leptos::prelude::*;

use crate::format::moment;
use crate::i18n::{cancel, locale, pick, t};
use crate::ui::icon::{Glyph, Icon};

/// Names the day and not how long is left: a page that stays open over midnight still says the truth.
#[component]
pub fn UndoClock(advice: UndoAdvice) -> AnyView {
    let until = match (advice.closes_at, advice.last_day) {
        (Some(closes_at), _) => {
            Some(cancel::undo_until_hour(locale(), &moment::full(locale(), closes_at)))
        }
        (None, last_day) => {
            last_day.map(|day| cancel::undo_until(locale(), &moment::day(locale(), day)))
        }
    };
    let steps =
        advice.steps.iter().map(|step| view! { <li>{pick(step).to_owned()}</li> }).collect_view();
    view! {
        <section
            class="undo-clock"
            data-possible=advice.possible.then_some("")
            aria-label=t(cancel::UNDO)
        >
            <p class="undo-clock__head">
                <Glyph icon=Icon::Undo />
                <strong>{t(cancel::UNDO)}</strong>
                {until.map(|until| view! { <span class="undo-clock__until">{until}</span> })}
            </p>
            <p>{pick(&advice.text).to_owned()}</p>
            <ol class="undo-clock__steps">{steps}</ol>
        </section>
    }
    .into_any()
}
