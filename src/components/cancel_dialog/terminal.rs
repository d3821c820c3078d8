//! The same dialog for a payment of a card terminal: which terminal, then what happens there, live; and
//! what to do where the card or the terminal is missing. There is no field for a card number anywhere:
//! the card is in the slot, or nobody here needs its number.

use desk_api::{Cancellation, PaymentDetail, Terminal};
use desk_domain::CancellationId;
use desk_domain::payment::{Channel, Method};
use leptos::prelude::*;

use super::flow::Flow;
use super::form::CancelForm;
use super::what::What;
use crate::components::part::{Part, dialog_waits};
use crate::components::terminal_list::TerminalList;
use crate::i18n::{cancel, t, terminal};
use crate::part;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::{DialogActions, DialogBody};
use crate::ui::skeleton::Skeleton;

pub mod approval;
pub mod choice;
pub mod fields;
pub mod live;
pub mod picture;
pub mod scene;
pub mod stations;
pub mod without_card;

use fields::TerminalFields;
use live::{TerminalLive, TerminalScene};
use without_card::WithoutCard;

/// Which of the two the person is at before anything is sent. It changes by their own hand only: what
/// somebody reads is not taken away because a cable was plugged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is not known yet whether a terminal is connected.
    Looking,
    AtTerminal,
    WithoutCard,
}

/// One opening of the dialog for a payment of a terminal.
#[derive(Clone, Copy, Debug)]
pub struct Wizard {
    pub detail: Signal<PaymentDetail>,
    pub form: CancelForm,
    pub flow: Flow,
    pub place: RwSignal<Place>,
    pub close: Callback<()>,
    /// Sends what the form says; false while something is missing or wrong. This and the next one are called
    /// through here, so that this part brings no second copy of how a cancel is sent.
    pub send: Callback<(), bool>,
    pub abort: Callback<CancellationId>,
    /// Leaves this dialog for the one of the force-cancel.
    pub on_force: Callback<()>,
}

impl Wizard {
    pub fn new(
        detail: Signal<PaymentDetail>,
        form: CancelForm,
        flow: Flow,
        close: Callback<()>,
        on_force: Callback<()>,
    ) -> Self {
        Self {
            detail,
            form,
            flow,
            place: RwSignal::new(Place::Looking),
            close,
            send: Callback::new(move |()| {
                form.request().map(|request| flow.send(request)).is_some()
            }),
            abort: Callback::new(move |id| flow.abort(id)),
            on_force,
        }
    }
}

/// A cancel at a terminal that goes on without this window.
#[derive(Clone, Copy)]
struct Watched {
    detail: Signal<PaymentDetail>,
    known: Signal<Option<Cancellation>>,
}

// Only payments of a terminal need them, so they come in a file of their own.
pub const STEP: Part =
    part!(terminal_step_part in counter: view! { <TerminalStep wizard=expect_context() /> });
const LIVE: Part =
    part!(terminal_live_part in counter: view! { <TerminalLive wizard=expect_context() /> });
const SCENE: Part = part!(terminal_scene_part in counter: {
    let Watched { detail, known } = expect_context();
    view! { <TerminalScene detail known /> }
});

/// Before anything is sent.
#[must_use]
pub fn step(wizard: Wizard) -> AnyView {
    provide_context(wizard);
    STEP.show(dialog_waits)
}

/// Everything after the click.
#[must_use]
pub fn live(wizard: Wizard) -> AnyView {
    provide_context(wizard);
    LIVE.show(dialog_waits)
}

/// What happens at the terminal, without what can be done about it.
#[must_use]
pub fn scene(detail: Signal<PaymentDetail>, known: Signal<Option<Cancellation>>) -> AnyView {
    provide_context(Watched { detail, known });
    SCENE.show(dialog_waits)
}

#[must_use]
pub fn is_at_terminal(detail: &PaymentDetail) -> bool {
    detail.payment.channel == Channel::Terminal
}

/// Whether a card goes into the slot. A cash receipt is cancelled without one.
#[must_use]
pub fn takes_card(detail: &PaymentDetail) -> bool {
    detail.payment.method == Method::Card
}

#[component]
fn TerminalStep(wizard: Wizard) -> AnyView {
    let list = TerminalList::start();
    let merchant = wizard.detail.with_untracked(|detail| detail.payment.merchant_id.clone());
    // A merchant's card is never put into another one's terminal.
    let terminals = Memo::new(move |_| {
        let ours = |one: &Terminal| one.merchant_id == merchant && one.revoked_at.is_none();
        let seen = list.seen.get()?;
        Some(seen.into_iter().filter(ours).collect::<Vec<_>>())
    });
    let connected = Memo::new(move |_| {
        terminals.with(|terminals| {
            let first = terminals.iter().flatten().find(|one| one.connected);
            first.map(|one| one.name.clone())
        })
    });
    let failed = Memo::new(move |_| list.failure.with(Option::is_some));
    let place = wizard.place;
    Effect::new(move |_| {
        let known = terminals.with(Option::is_some) || failed.get();
        if place.get() == Place::Looking && known {
            let any = connected.with(Option::is_some);
            place.set(if any { Place::AtTerminal } else { Place::WithoutCard });
        }
    });
    // The list is seconds old; the server's word on it is the newer one.
    let refused = wizard.flow.no_terminal;
    Effect::new(move |_| {
        if refused.get() {
            place.set(Place::WithoutCard);
        }
    });
    let known = Signal::derive(move || terminals.get().unwrap_or_default());
    (move || match place.get() {
        Place::Looking => view! { <Looking wizard /> }.into_any(),
        Place::AtTerminal => view! { <TerminalFields wizard terminals=known /> }.into_any(),
        Place::WithoutCard => view! { <WithoutCard wizard connected failed /> }.into_any(),
    })
    .into_any()
}

#[component]
fn Looking(wizard: Wizard) -> AnyView {
    view! {
        <div class="cancel-dialog">
            <DialogBody>
                <What detail=wizard.detail />
                <p class="cancel-dialog__words">{t(terminal::LOADING)}</p>
                <Skeleton lines=4 />
            </DialogBody>
            <DialogActions>
                <Button kind=ButtonKind::Plain on_press=wizard.close>
                    {t(cancel::NOT_NOW)}
                </Button>
            </DialogActions>
        </div>
    }
    .into_any()
}
