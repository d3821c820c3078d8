//! Which terminal: the connected ones first. One that is not connected stays in sight, with when it was
//! last seen, and cannot be chosen.

use desk_api::Terminal;
use desk_domain::TerminalId;
use leptos::prelude::*;

use crate::format::moment;
use crate::i18n::{locale, t, terminal};
use crate::state::session::SessionState;
use crate::ui::field::FieldGroup;
use crate::ui::mark::{Mark, StatusMark, Tone};

#[component]
pub fn TerminalChoice(
    #[prop(into)] terminals: Signal<Vec<Terminal>>,
    chosen: RwSignal<Option<TerminalId>>,
    #[prop(into)] error: Signal<Option<String>>,
) -> AnyView {
    // Where nothing is to be chosen, it is chosen.
    Effect::new(move |_| {
        let single = terminals.with(|terminals| single_connected(terminals));
        if chosen.with_untracked(Option::is_none) && single.is_some() {
            chosen.set(single);
        }
    });
    let rows = move || {
        let (connected, gone): (Vec<_>, Vec<_>) =
            terminals.get().into_iter().partition(|one| one.connected);
        connected.into_iter().chain(gone).map(|one| row(one, chosen)).collect_view()
    };
    view! {
        <FieldGroup legend=t(terminal::WHICH) error>
            <div class="terminal-choice" role="radiogroup" aria-label=t(terminal::WHICH)>
                {rows}
            </div>
        </FieldGroup>
    }
    .into_any()
}

fn single_connected(terminals: &[Terminal]) -> Option<TerminalId> {
    let mut connected = terminals.iter().filter(|one| one.connected);
    match (connected.next(), connected.next()) {
        (Some(one), None) => Some(one.id.clone()),
        _ => None,
    }
}

fn row(one: Terminal, chosen: RwSignal<Option<TerminalId>>) -> AnyView {
    let (mark, tone) =
        if one.connected { (Mark::Filled, Tone::Success) } else { (Mark::Hollow, Tone::Neutral) };
    let (compared, sent) = (one.id.clone(), one.id.clone());
    view! {
        <label class="terminal-choice__row">
            <input
                type="radio"
                name="terminal"
                value=one.id.to_string()
                disabled=!one.connected
                prop:checked=move || chosen.with(|chosen| chosen.as_ref() == Some(&compared))
                on:change=move |_| chosen.set(Some(sent.clone()))
            />
            <span class="terminal-choice__name">{one.name.clone()}</span>
            <span class="terminal-choice__state">
                <StatusMark mark tone />
                {connection(&one)}
            </span>
        </label>
    }
    .into_any()
}

/// `연결됨`, or when it was last.
#[must_use]
pub fn connection(one: &Terminal) -> String {
    match one.last_seen_at {
        _ if one.connected => t(terminal::CONNECTED).to_owned(),
        Some(at) => {
            let now = SessionState::expect().now();
            terminal::last_seen(locale(), &moment::ago(locale(), at, now))
        }
        None => t(terminal::NEVER_SEEN).to_owned(),
    }
}
