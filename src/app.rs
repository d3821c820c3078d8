//! The app: contexts, router, and what is mounted once for all screens.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Redirect, Route, Router, Routes};
use leptos_router::{NavigateOptions, ParamSegment, StaticSegment, WildcardSegment};

use crate::api;
use crate::api::events::Changes;
use crate::pages::cancellations::{CancellationPage, CancellationsPage};
use crate::pages::follow_ups::{FollowUpPage, FollowUpsPage};
use crate::pages::guide::GuidePage;
#[cfg(debug_assertions)]
use crate::pages::kit::KitPage;
use crate::pages::login::LoginPage;
use crate::pages::not_found::NotFoundPage;
// A release has no kit: nothing stands at its address.
#[cfg(not(debug_assertions))]
use crate::pages::not_found::NotFoundPage as KitPage;
use crate::pages::payments::{PaymentPage, PaymentsPage};
use crate::routes::{self, PaymentsQuery, segment};
use crate::shell::Shell;
use crate::shell::confirm_dialog::ConfirmDialog;
use crate::state::confirm::Confirm;
use crate::state::duties::Duties;
use crate::state::preferences::PreferencesState;
use crate::state::session::SessionState;
use crate::state::shortcuts::Shortcuts;
use crate::state::toasts::Toasts;
use crate::ui::toast::ToastRegion;

/// The whole app. Another language draws everything below the router anew; see [`crate::i18n`].
#[component]
pub fn App() -> AnyView {
    let preferences = PreferencesState::provide();
    let session = SessionState::provide();
    let toasts = Toasts::provide();
    Confirm::provide();
    Shortcuts::provide(preferences);
    Changes::provide(session);
    Duties::provide(session);
    leptos::task::spawn_local(api::session::restore(session));

    // A list of one, keyed by the language: another key is another list item, drawn from nothing.
    let locale = Memo::new(move |_| preferences.get().locale);
    view! {
        <Router>
            <For each=move || [locale.get()] key=|locale| locale.tag() let:_locale>
                {screens()}
                <ConfirmDialog />
                <ToastRegion entries=toasts.entries() on_dismiss=move |id| toasts.dismiss(id) />
            </For>
        </Router>
    }
    .into_any()
}

fn screens() -> AnyView {
    view! {
        <Routes fallback=NotFoundPage>
            <Route path=StaticSegment(segment::LOGIN) view=LoginPage />
            <ParentRoute path=StaticSegment("") view=Shell>
                <Route path=StaticSegment("") view=ToPayments />
                <ParentRoute path=StaticSegment(segment::PAYMENTS) view=PaymentsPage>
                    <Route path=StaticSegment("") view=|| () />
                    <Route path=ParamSegment(segment::ID) view=PaymentPage />
                </ParentRoute>
                <ParentRoute path=StaticSegment(segment::CANCELLATIONS) view=CancellationsPage>
                    <Route path=StaticSegment("") view=|| () />
                    <Route path=ParamSegment(segment::ID) view=CancellationPage />
                </ParentRoute>
                <ParentRoute path=StaticSegment(segment::FOLLOW_UPS) view=FollowUpsPage>
                    <Route path=StaticSegment("") view=|| () />
                    <Route path=ParamSegment(segment::ID) view=FollowUpPage />
                </ParentRoute>
                <Route path=StaticSegment(segment::GUIDE) view=GuidePage />
                <Route path=StaticSegment(segment::KIT) view=KitPage />
                <Route path=WildcardSegment("elsewhere") view=NotFoundPage />
            </ParentRoute>
        </Routes>
    }
    .into_any()
}

#[component]
fn ToPayments() -> impl IntoView {
    let path = routes::Route::Payments(PaymentsQuery::default()).href();
    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
    view! { <Redirect path options /> }
}
