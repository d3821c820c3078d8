//! While a cancel is written down and not sent yet: a few seconds, or as long as the gateway is out of reach.

use desk_api::Cancellation;
use desk_domain::CancellationId;
use desk_domain::cancellation::CancellationState;
use leptos::prelude::*;

use crate::components::seconds_left::seconds_left;
use crate::i18n::{cancel, locale, t};
use crate::ui::button::Button;
use crate::ui::icon::Icon;

/// Counts down by the server's clock. It stays for as long as the server says that nothing was sent: until then
/// it can be taken back, and the sentence above promises it.
#[component]
pub fn Withdraw(cancellation: Cancellation, on_withdraw: Callback<CancellationId>) -> AnyView {
    let until =
        cancellation.withdraw_until.filter(|_| cancellation.state == CancellationState::Requested);
    let Some(until) = until else { return ().into_any() };
    let seconds = seconds_left(until);
    let id = cancellation.id;
    let when = move || match seconds.get() {
        0 => t(cancel::SENDS_SOON).to_owned(),
        left => cancel::sends_in(locale(), left),
    };
    view! {
        <div class="cancel-dialog__withdraw">
            <span aria-hidden="true">{when}</span>
            <Button icon=Icon::Undo on_press=move |()| on_withdraw.run(id.clone())>
                {t(cancel::WITHDRAW)}
            </Button>
        </div>
    }
    .into_any()
}
