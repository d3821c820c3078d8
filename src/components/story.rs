//! What happened, in order, and what proves it.

use desk_api::{Evidence, TimelineEntry};
use leptos::prelude::*;

use crate::format::{moment, won::won};
use crate::i18n::{locale, payments, pick, t};
use crate::state::session::SessionState;
use crate::ui::facts::{Fact, Facts};
use crate::ui::mark::{Mark, Tone};
use crate::ui::timeline::{Timeline, TimelineItem};

/// The newest entry first: what is asked for is mostly what happened last.
#[component]
pub fn Story(entries: Vec<TimelineEntry>) -> AnyView {
    let now = SessionState::expect().now();
    let items = entries
        .into_iter()
        .rev()
        .map(|entry| {
            let (mark, tone) = look(&entry.kind);
            let amount = entry.amount_won.map(|amount| won(locale(), amount));
            let detail = match amount {
                Some(amount) => format!("{} · {amount}", pick(&entry.actor)),
                None => pick(&entry.actor).to_owned(),
            };
            view! {
                <TimelineItem
                    mark
                    tone
                    title=pick(&entry.text)
                    time=moment::short(entry.at, now)
                    time_full=moment::full(locale(), entry.at)
                    detail
                />
            }
        })
        .collect_view();
    view! { <Timeline label=t(payments::TIMELINE)>{items}</Timeline> }.into_any()
}

/// Only the last part of a kind tells how it looks; one that is new looks neutral.
fn look(kind: &str) -> (Mark, Tone) {
    let (subject, event) = kind.split_once('.').unwrap_or(("", kind));
    match (subject, event) {
        ("cancellation", "succeeded") => (Mark::Filled, Tone::Danger),
        (_, "failed" | "rejected") => (Mark::Struck, Tone::Warning),
        (_, "unknown" | "answer_lost") => (Mark::Dotted, Tone::Warning),
        // What has happened is at rest, also where its answer is waited for.
        ("cancellation", "sent" | "accepted") => (Mark::Dot, Tone::Info),
        (_, "withdrawn" | "voided" | "void") => (Mark::Struck, Tone::Neutral),
        ("payment", "paid") => (Mark::Dot, Tone::Success),
        _ => (Mark::Hollow, Tone::Neutral),
    }
}

/// Numbers and times for somebody who has to prove it; each can be selected and copied.
#[component]
pub fn EvidenceList(items: Vec<Evidence>) -> AnyView {
    let rows = items
        .into_iter()
        .map(|item| {
            let label = pick(&item.label).to_owned();
            view! { <Fact label numeric=true>{item.value}</Fact> }
        })
        .collect_view();
    view! { <Facts>{rows}</Facts> }.into_any()
}
