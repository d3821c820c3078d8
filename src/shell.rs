//! The frame around every screen: rail, demo banner, content, help. Only for who is logged in.

use leptos::html;
use leptos::prelude::*;

use crate::i18n::{shell, t};
use crate::routes::{Route, use_go, use_location};
use crate::state::session::{Login, SessionState};
use crate::ui::feedback::Banner;
use crate::ui::layout::TitleAwaited;
use crate::ui::mark::Tone;
use crate::ui::skeleton::SkeletonRows;

pub mod announcer;
pub mod confirm_dialog;
pub mod help_dialog;
pub mod rail;
pub mod user_menu;

use announcer::Announcer;
use help_dialog::HelpDialog;
use rail::Rail;

/// The layout route of all screens but the login. Whoever is not logged in is sent there and comes
/// back to the same address.
#[component]
pub fn Shell(children: ChildrenFn) -> AnyView {
    let session = SessionState::expect();
    let help_open = RwSignal::new(false);
    let awaited = TitleAwaited::provide();
    let content = NodeRef::<html::Main>::new();
    // By hand: the router would take a link to `#content` for a change of screen.
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(content) = content.get_untracked() {
            let _ = content.focus();
        }
    };
    view! {
        <a class="skip-link" href="#content" on:click=skip>
            {t(shell::SKIP_TO_CONTENT)}
        </a>
        <div class="shell">
            <Rail help_open />
            <div class="shell__main">
                {move || {
                    session
                        .is_demo()
                        .then(|| view! { <Banner tone=Tone::Info text=t(shell::DEMO) /> })
                }}
                <main class="shell__content" id="content" tabindex="-1" node_ref=content>
                    <Guarded screen=children />
                </main>
            </div>
        </div>
        <Announcer awaited />
        <HelpDialog open=help_open />
    }
    .into_any()
}

/// The screen itself, once it is known who is looking.
#[component]
fn Guarded(screen: ChildrenFn) -> AnyView {
    let session = SessionState::expect();
    let (location, go) = (use_location(), use_go());
    // The person may be told apart from the rest of the login: a refreshed session redraws nothing.
    let step = Memo::new(move |_| match session.login() {
        Login::Asking => None,
        Login::LoggedOut => Some(false),
        Login::LoggedIn(_) => Some(true),
    });
    (move || match step.get() {
        None => view! { <SkeletonRows /> }.into_any(),
        Some(false) => {
            let address = location.pathname.get_untracked();
            let search = location.search.get_untracked();
            let next = if search.is_empty() { address } else { format!("{address}?{search}") };
            Effect::new(move |_| go.replace(Route::Login { next: Some(next.clone()) }));
            ().into_any()
        }
        Some(true) => screen(),
    })
    .into_any()
}
