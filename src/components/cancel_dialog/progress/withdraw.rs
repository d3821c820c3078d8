//! The few seconds in which a cancel is written down and not sent yet.

use desk_api::Cancellation;
use desk_domain::cancellation::CancellationState;
use leptos::prelude::*;

use super::super::flow::Flow;
use crate::components::seconds_left::seconds_left;
use crate::i18n::{cancel, locale, t};
use crate::ui::button::Button;
use crate::ui::icon::Icon;

/// Counts down by the server's clock. Gone once the time is over, whether or not news has come.
#[component]
pub fn Withdraw(cancellation: Cancellation, flow: Flow) -> AnyView {
    let until =
        cancellation.withdraw_until.filter(|_| cancellation.state == CancellationState::Requested);
    let Some(until) = until else { return ().into_any() };
    let seconds = seconds_left(until);
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
