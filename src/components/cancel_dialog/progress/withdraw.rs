//! The few seconds in which a cancel is written down and not sent yet.

use std::time::Duration;

use desk_api::Cancellation;
use desk_domain::cancellation::CancellationState;
use leptos::prelude::*;

use super::super::flow::Flow;
use crate::i18n::{cancel, locale, t};
use crate::state::session::SessionState;
use crate::ui::button::Button;
use crate::ui::icon::Icon;

const TICK: Duration = Duration::from_millis(200);

/// Counts down by the server's clock. Gone once the time is over, whether or not news has come.
#[component]
pub fn Withdraw(cancellation: Cancellation, flow: Flow) -> AnyView {
    let until =
        cancellation.withdraw_until.filter(|_| cancellation.state == CancellationState::Requested);
    let Some(until) = until else { return ().into_any() };
    let session = SessionState::expect();
    let left = move || until.0.saturating_sub(session.now().0).max(0);
    let micros = RwSignal::new(left());
    if let Ok(ticking) = set_interval_with_handle(move || micros.set(left()), TICK) {
        on_cleanup(move || ticking.clear());
    }
    // The last started second counts as one.
    let seconds = Memo::new(move |_| (micros.get() + 999_999) / 1_000_000);
    let open = Memo::new(move |_| seconds.get() > 0);
    let id = cancellation.id;
    (move || {
        let id = id.clone();
        open.get().then(move || {
            view! {
                <div class="cancel-dialog__withdraw">
                    <span aria-hidden="true">{move || cancel::sends_in(locale(), seconds.get())}</span>
                    <Button icon=Icon::Undo on_press=move |()| flow.withdraw(id.clone())>
                        {t(cancel::WITHDRAW)}
                    </Button>
                </div>
            }
        })
    })
    .into_any()
}
