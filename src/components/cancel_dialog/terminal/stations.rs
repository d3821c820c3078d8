//! The way of a cancel at the terminal, in one line: what is behind, where it is, what is to come.

use desk_domain::terminal::TerminalStage;
use leptos::prelude::*;

use super::scene::Scene;
use crate::i18n::{Msg, t, terminal};
use crate::ui::mark::{Mark, StatusMark, Tone};

/// Written, at the terminal, card, issuer, result.
const ALL: [Msg; 5] = [
    terminal::STATION_WRITTEN,
    terminal::STATION_TERMINAL,
    terminal::STATION_CARD,
    terminal::STATION_ISSUER,
    terminal::STATION_END,
];
const CARD: usize = 2;
const ISSUER: usize = 3;
const RESULT: usize = 4;

/// The station something happens at, or that is known to be the last one reached.
const fn station(scene: Scene) -> usize {
    match scene {
        Scene::Writing => 0,
        Scene::Stage(TerminalStage::Queued | TerminalStage::Dispatched) => 1,
        Scene::Stage(TerminalStage::AwaitingCard) => CARD,
        Scene::Stage(TerminalStage::Processing) | Scene::Waiting | Scene::Unknown => ISSUER,
        Scene::Succeeded | Scene::Declined | Scene::Aborted => RESULT,
    }
}

/// Whether a cancel comes by there: a cash receipt has no card to wait for, and of one that was stopped
/// nobody can say how far it had come, only that no issuer was asked.
fn is_on_the_way(place: usize, scene: Scene, card: bool) -> bool {
    match place {
        CARD => card && scene != Scene::Aborted,
        ISSUER => scene != Scene::Aborted,
        _ => true,
    }
}

/// The stations that this cancel comes by.
#[must_use]
pub fn stations(scene: Scene, card: bool) -> AnyView {
    let here = station(scene);
    let items = ALL
        .into_iter()
        .enumerate()
        .filter(|(place, _)| is_on_the_way(*place, scene, card))
        .map(|(place, words)| {
            let (mark, tone) = look(scene, place, here);
            let current = (place == here).then_some("step");
            view! {
                <li data-done=(place < here).then_some("") aria-current=current>
                    <StatusMark mark tone />
                    <span>{t(words)}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="terminal-stations" aria-label=t(terminal::PROGRESS)>{items}</ol> }.into_any()
}

fn look(scene: Scene, place: usize, here: usize) -> (Mark, Tone) {
    match (place.cmp(&here), scene) {
        (std::cmp::Ordering::Less, _) => (Mark::Dot, Tone::Accent),
        (std::cmp::Ordering::Greater, _) => (Mark::Hollow, Tone::Neutral),
        (std::cmp::Ordering::Equal, Scene::Unknown) => (Mark::Dotted, Tone::Warning),
        (std::cmp::Ordering::Equal, Scene::Succeeded) => (Mark::Filled, Tone::Success),
        (std::cmp::Ordering::Equal, Scene::Declined | Scene::Aborted) => {
            (Mark::Struck, Tone::Warning)
        }
        (std::cmp::Ordering::Equal, Scene::Writing | Scene::Stage(_) | Scene::Waiting) => {
            (Mark::Turning, Tone::Accent)
        }
    }
}
