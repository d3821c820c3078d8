//! The code an agent pairs with: shown once, large, with the one command that takes it.

use desk_api::PairingCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use crate::api::terminals as api;
use crate::components::load_error::sentence;
use crate::components::seconds_left::{minutes, seconds_left};
use crate::i18n::{locale, t, terminals, ui};
use crate::state::toasts::Toasts;
use crate::ui::button::Button;
use crate::ui::copy_button::Copyable;
use crate::ui::dialog::{Dialog, DialogActions, DialogBody};
use crate::ui::feedback::Banner;
use crate::ui::mark::{Mark, StatusMark, Tone};
use crate::ui::toast::Notice;

/// Read out over the phone in groups of this many characters.
const GROUP: usize = 4;
/// A clock that is a moment behind never shows more than a code has.
const CODE_SECONDS: i64 = 600;
/// What an agent that has its token is started with.
const RUN: &str = "desk-agent run";

/// How far the agent has come with the code that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reached {
    Nothing,
    /// It has its token, and nobody has started it yet.
    Paired,
    Connected,
}

#[component]
pub fn PairingDialog(desk: Desk) -> AnyView {
    let open = RwSignal::new(false);
    // Each way only where they differ: a signal that is set to what it is still wakes the other side.
    Effect::new(move |_| {
        let made = desk.code.with(Option::is_some);
        if made != open.get_untracked() {
            open.set(made);
        }
    });
    Effect::new(move |_| {
        if !open.get() && desk.code.with_untracked(Option::is_some) {
            desk.code.set(None);
        }
    });
    let title = Signal::derive(move || {
        let name = desk.code.with(|code| code.as_ref().map(|code| code.terminal.name.clone()));
        name.map(|name| terminals::code_for(locale(), &name)).unwrap_or_default()
    });
    view! {
        <Dialog open title>
            {move || desk.code.get().map(|code| view! { <Content desk code open /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Content(desk: Desk, code: PairingCode, open: RwSignal<bool>) -> AnyView {
    let toasts = Toasts::expect();
    let seconds = seconds_left(code.expires_at);
    let over = Memo::new(move |_| seconds.get() == 0);
    let (id, before) = (code.terminal.id.clone(), code.terminal.paired_at);
    let reached = Memo::new(move |_| {
        desk.list.seen.with(|seen| {
            let ours = seen.iter().flatten().find(|one| one.id == id);
            match ours.filter(|one| one.paired_at.is_some() && one.paired_at != before) {
                Some(one) if one.connected => Reached::Connected,
                Some(_) => Reached::Paired,
                None => Reached::Nothing,
            }
        })
    });
    let again = StoredValue::new(code.terminal.id.clone());
    let making = RwSignal::new(false);
    let make = move |()| {
        making.set(true);
        spawn_local(async move {
            let Some(id) = again.try_get_value() else { return };
            match api::new_code(&id).await {
                Ok(code) => {
                    let _ = desk.code.try_set(Some(code));
                }
                Err(error) => toasts.show(Notice::new(Tone::Warning, sentence(&error))),
            }
            let _ = making.try_set(false);
        });
    };
    let shown = StoredValue::new(code.code);
    view! {
        <DialogBody>
            {move || match (reached.get(), over.get()) {
                (Reached::Connected, _) => {
                    view! { <Banner tone=Tone::Success text=t(terminals::PAIRED) /> }.into_any()
                }
                (Reached::Paired, _) => agent_to_start(),
                (Reached::Nothing, true) => {
                    view! { <Banner tone=Tone::Warning text=t(terminals::CODE_OVER) /> }.into_any()
                }
                (Reached::Nothing, false) => code_to_use(&shown.get_value(), seconds),
            }}
        </DialogBody>
        <DialogActions>
            {move || {
                (over.get() && reached.get() == Reached::Nothing)
                    .then(|| {
                        view! {
                            <Button pending=making on_press=make>
                                {t(terminals::NEW_CODE)}
                            </Button>
                        }
                    })
            }}
            <Button on_press=move |()| open.set(false)>
                {t(ui::CLOSE)}
            </Button>
        </DialogActions>
    }
    .into_any()
}

fn code_to_use(code: &str, seconds: Memo<i64>) -> AnyView {
    let letters: Vec<char> = code.chars().collect();
    let groups = letters
        .chunks(GROUP)
        .map(|group| view! { <span>{group.iter().collect::<String>()}</span> })
        .collect_view();
    let spoken = letters.iter().map(char::to_string).collect::<Vec<_>>().join(" ");
    let command = command(code);
    view! {
        <div class="pairing">
            <p class="pairing__code" role="img" aria-label=spoken>
                {groups}
            </p>
            <p class="pairing__left" role="timer">
                {move || terminals::code_left(locale(), &minutes(seconds.get().min(CODE_SECONDS)))}
            </p>
            <p class="pairing__aside">{t(terminals::CODE_ONCE)}</p>
            <p class="pairing__title">{t(terminals::COMMAND)}</p>
            {to_run(command)}
            <p class="pairing__aside">{t(terminals::CAT_ID_ASKED)}</p>
            {waits()}
        </div>
    }
    .into_any()
}

fn agent_to_start() -> AnyView {
    view! {
        <div class="pairing">
            <p class="pairing__title" role="status">
                {t(terminals::RUN_NEXT)}
            </p>
            {to_run(RUN.to_owned())}
            {waits()}
        </div>
    }
    .into_any()
}

fn to_run(command: String) -> AnyView {
    view! {
        <div class="pairing__command">
            <Copyable label=t(terminals::COMMAND_NAME) shown=command.clone() copied=command />
        </div>
    }
    .into_any()
}

fn waits() -> AnyView {
    view! {
        <p class="pairing__waits">
            <StatusMark mark=Mark::Turning tone=Tone::Info />
            <span>{t(terminals::AWAITING)}</span>
        </p>
    }
    .into_any()
}

/// What the agent is started with, once. It dials out to where this page came from.
fn command(code: &str) -> String {
    let origin = window().location().origin().unwrap_or_default();
    format!("desk-agent pair --desk {origin} --code {code}")
}
