//! The app: contexts, the screen of the address, and what is mounted once for all screens.

use leptos::prelude::*;

use crate::api;
use crate::api::events::Changes;
#[cfg(debug_assertions)]
use crate::pages::kit::KitPage;
use crate::pages::not_found::NotFoundPage;
// A release has no kit: nothing stands at its address.
#[cfg(not(debug_assertions))]
use crate::pages::not_found::NotFoundPage as KitPage;
use crate::pages::parts::{
    LazyBills, LazyCancellations, LazyCustomer, LazyDrift, LazyFollowUps, LazyGuide, LazyLogin,
    LazyTerminals, fetch_the_rest_when_idle,
};
use crate::pages::payments::PaymentsPage;
use crate::routes::{Location, PaymentsQuery, Route, Screen, use_go, use_screen};
use crate::shell::Shell;
use crate::shell::confirm_dialog::ConfirmDialog;
use crate::state::confirm::Confirm;
use crate::state::duties::Duties;
use crate::state::preferences::PreferencesState;
use crate::state::session::{Login, SessionState};
use crate::state::shortcuts::Shortcuts;
use crate::state::toasts::Toasts;
use crate::ui::toast::ToastRegion;

/// The whole app. Another language draws everything anew; see [`crate::i18n`].
#[component]
pub fn App() -> AnyView {
    let preferences = PreferencesState::provide();
    let session = SessionState::provide();
    let toasts = Toasts::provide();
    Location::provide();
    Confirm::provide();
    Shortcuts::provide(preferences);
    Changes::provide(session);
    Duties::provide(session);
    leptos::task::spawn_local(api::session::restore(session));

    let logged_in = Memo::new(move |_| matches!(session.login(), Login::LoggedIn(_)));
    Effect::new(move |_| {
        if logged_in.get() {
            fetch_the_rest_when_idle();
        }
    });
    let locale = Memo::new(move |_| preferences.get().locale);
    (move || {
        // Tracking alone would not compute a memo that nobody reads, and nothing would ever change.
        let _ = locale.get();
        view! {
            {screens()}
            <ConfirmDialog />
            <ToastRegion entries=toasts.entries() on_dismiss=move |id| toasts.dismiss(id) />
        }
        .into_any()
    })
    .into_any()
}

/// The login stands alone; the frame around all other screens stays while they change.
fn screens() -> AnyView {
    let screen = use_screen();
    let login = Memo::new(move |_| screen.get() == Screen::Login);
    (move || match login.get() {
        true => view! { <LazyLogin /> }.into_any(),
        false => view! { <Shell>{move || framed(screen.get())}</Shell> }.into_any(),
    })
    .into_any()
}

fn framed(screen: Screen) -> AnyView {
    match screen {
        Screen::Start => view! { <ToPayments /> }.into_any(),
        Screen::Payments => view! { <PaymentsPage /> }.into_any(),
        Screen::Cancellations => view! { <LazyCancellations /> }.into_any(),
        Screen::Customer => view! { <LazyCustomer /> }.into_any(),
        Screen::FollowUps => view! { <LazyFollowUps /> }.into_any(),
        Screen::Drift => view! { <LazyDrift /> }.into_any(),
        Screen::Bills => view! { <LazyBills /> }.into_any(),
        Screen::Guide => view! { <LazyGuide /> }.into_any(),
        Screen::Terminals => view! { <LazyTerminals /> }.into_any(),
        Screen::Kit => view! { <KitPage /> }.into_any(),
        // The login is not framed.
        Screen::Login | Screen::Elsewhere => view! { <NotFoundPage /> }.into_any(),
    }
}

#[component]
fn ToPayments() -> AnyView {
    let go = use_go();
    Effect::new(move |_| go.replace(Route::Payments(PaymentsQuery::default())));
    ().into_any()
}
