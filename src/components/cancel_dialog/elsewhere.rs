//! A colleague, or another tab, began a cancel while this dialog was open: it is shown as it goes, and
//! the form waits behind it with everything that was entered.

use desk_api::{Cancellation, PaymentDetail};
use desk_domain::cancellation::CancellationState;
use leptos::prelude::*;

use super::flow::Flow;
use super::progress::withdraw::Withdraw;
use super::progress::{outcome, way};
use super::terminal::{self, is_at_terminal};
use super::what::What;
use crate::format::moment;
use crate::i18n::{cancel, cancellations, locale, t};
use crate::state::session::SessionState;
use crate::ui::button::Button;
use crate::ui::dialog::{DialogActions, DialogBody};
use crate::ui::feedback::Banner;
use crate::ui::mark::Tone;

/// The cancellation that holds this payment, whoever began it.
#[must_use]
pub fn running(detail: &PaymentDetail) -> Option<Cancellation> {
    let id = &detail.payment.in_flight.as_ref()?.id;
    detail.cancellations.iter().find(|cancellation| cancellation.id == *id).cloned()
}

/// What the person comes back to when that cancellation is over. `None` where nothing is left to do.
#[must_use]
pub fn how_it_ended(detail: &PaymentDetail, ended: &Cancellation) -> Option<String> {
    let now = detail.cancellations.iter().find(|cancellation| cancellation.id == ended.id)?;
    let left = detail.payment.cancellable_won;
    match now.state {
        CancellationState::Succeeded => left.is_positive().then(|| cancel::changed(locale(), left)),
        CancellationState::Failed | CancellationState::Rejected | CancellationState::Withdrawn => {
            Some(t(cancel::ELSEWHERE_ENDED).to_owned())
        }
        CancellationState::AwaitingApproval
        | CancellationState::Requested
        | CancellationState::Sent
        | CancellationState::Unknown => None,
    }
}

#[component]
pub fn Elsewhere(
    detail: Signal<PaymentDetail>,
    running: Memo<Option<Cancellation>>,
    flow: Flow,
    close: Callback<()>,
) -> AnyView {
    let trouble = RwSignal::new(None::<String>);
    let goes_on = match detail.with_untracked(is_at_terminal) {
        true => terminal::scene(detail, running.into()),
        false => view! {
            <What detail />
            <div class="cancel-dialog__outcome" role="status">
                {move || running.get().map(|cancellation| story(&cancellation))}
            </div>
            {move || running.get().map(|cancellation| way(&cancellation))}
            {move || {
                running
                    .get()
                    .map(|cancellation| {
                        let on_withdraw = Callback::new(move |id| flow.withdraw_other(id, trouble));
                        view! { <Withdraw cancellation on_withdraw /> }
                    })
            }}
        }
        .into_any(),
    };
    view! {
        <div class="cancel-dialog">
            <DialogBody>
                <Banner tone=Tone::Info text=t(cancel::ELSEWHERE) />
                {move || trouble.get().map(|text| view! { <Banner tone=Tone::Warning text /> })}
                {goes_on}
            </DialogBody>
            <DialogActions>
                <Button on_press=close>{t(cancel::DONE)}</Button>
            </DialogActions>
        </div>
    }
    .into_any()
}

fn story(cancellation: &Cancellation) -> AnyView {
    let now = SessionState::expect().now();
    let who = cancellation.requested_by.as_ref().map(|staff| staff.name.clone());
    let who = who.unwrap_or_else(|| t(cancellations::origin(cancellation.origin)).to_owned());
    let ago = moment::ago(locale(), cancellation.requested_at, now);
    view! {
        <p class="cancel-dialog__who">{who} " · " {ago}</p>
        {outcome(cancellation)}
    }
    .into_any()
}
