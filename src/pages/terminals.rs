//! 단말기: which card terminals there are, whether their agents are there, and pairing another.

use desk_api::{PairingCode, Role};
use leptos::prelude::*;

use crate::components::load_error::{LoadError, sentence};
use crate::components::terminal_list::TerminalList;
use crate::i18n::{t, terminals};
use crate::state::session::SessionState;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::feedback::{Banner, Empty};
use crate::ui::layout::PageHeader;
use crate::ui::mark::Tone;
use crate::ui::skeleton::SkeletonRows;

pub mod adding;
pub mod card;
pub mod pairing;

use adding::AddDialog;
use card::TerminalCard;
use pairing::PairingDialog;

/// What is open over the list.
#[derive(Clone, Copy, Debug)]
pub struct Desk {
    pub list: TerminalList,
    pub adding: RwSignal<bool>,
    /// The code that was made last. It is nowhere else, and gone once its dialog is closed.
    pub code: RwSignal<Option<PairingCode>>,
}

#[component]
pub fn TerminalsPage() -> AnyView {
    let desk = Desk {
        list: TerminalList::start(),
        adding: RwSignal::new(false),
        code: RwSignal::new(None),
    };
    let session = SessionState::expect();
    let manages = Memo::new(move |_| matches!(session.role(), Some(Role::Manager | Role::Admin)));
    let add = move || {
        view! {
            <Button kind=ButtonKind::Primary on_press=move |()| desk.adding.set(true)>
                {t(terminals::ADD)}
            </Button>
        }
    };
    view! {
        <PageHeader title=t(terminals::TITLE)>
            {move || manages.get().then(add)}
        </PageHeader>
        <div class="terminals" tabindex="0" role="region" aria-label=t(terminals::TITLE)>
            {move || {
                (!manages.get())
                    .then(|| view! { <p class="terminals__aside">{t(terminals::READ_ONLY)}</p> })
            }}
            <Seen desk manages />
        </div>
        <AddDialog desk />
        <PairingDialog desk />
    }
    .into_any()
}

#[component]
fn Seen(desk: Desk, manages: Memo<bool>) -> AnyView {
    let list = desk.list;
    let step = Memo::new(move |_| {
        let number = list.seen.with(|seen| seen.as_ref().map(Vec::len));
        (number.map(|number| number > 0), list.failure.with(Option::is_some))
    });
    let cards = move || {
        let seen = list.seen.get().unwrap_or_default();
        let card = |one| view! { <TerminalCard one desk manages=manages.get() /> };
        view! { <ul class="terminals__list">{seen.into_iter().map(card).collect_view()}</ul> }
    };
    let failure = move || list.failure.get();
    (move || match step.get() {
        (None, false) => view! { <SkeletonRows rows=3 /> }.into_any(),
        (None, true) => failure()
            .map(|error| view! { <LoadError error on_retry=move |()| list.read() /> })
            .into_any(),
        (Some(false), _) => {
            view! { <Empty title=t(terminals::EMPTY) hint=t(terminals::EMPTY_HINT) /> }.into_any()
        }
        (Some(true), _) => view! {
            // What is shown is the last that was seen.
            {move || {
                failure()
                    .map(|error| view! { <Banner tone=Tone::Warning text=sentence(&error) /> })
            }}
            {cards}
        }
        .into_any(),
    })
    .into_any()
}
