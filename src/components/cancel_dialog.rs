//! The cancel dialog: what, how much, why, what only this method needs, what exactly will happen; then
//! the same dialog becomes progress and result.
//!
//! Nothing here decides: the decision comes with the payment, and amounts are checked by the same code
//! as on the server. One opening is one intent with one key, whatever happens to the network.

use desk_api::{Cancellation, PaymentDetail};
use desk_domain::cancellation::CancellationKind;
use desk_domain::decision::Action;
use leptos::prelude::*;

use crate::i18n::{cancel, t};
use crate::state::confirm::{Confirm, Deed, Question};
use crate::ui::dialog::Dialog;

pub mod account_step;
pub mod amount_step;
pub mod blocked;
pub mod elsewhere;
pub mod fields;
pub mod flow;
pub mod form;
pub mod intent;
pub mod lost;
pub mod progress;
pub mod promotion_step;
pub mod summary;
pub mod terminal;
pub mod what;

use blocked::Blocked;
use elsewhere::{Elsewhere, how_it_ended, running};
use fields::CancelFields;
use flow::{Flow, Stage};
use form::CancelForm;
pub use intent::{Draft, Intent, fresh_key};
use lost::Lost;
use progress::Progress;
use terminal::{Wizard, is_at_terminal};

/// Mounted beside the payment it is about. `partial` is which of the two buttons opened it.
#[component]
pub fn CancelDialog(
    open: RwSignal<bool>,
    #[prop(into)] detail: Signal<PaymentDetail>,
    #[prop(into)] partial: Signal<bool>,
    /// The payment has changed and should be read again.
    #[prop(into)]
    on_changed: Callback<()>,
    /// The force-cancel is wanted instead; this dialog has closed by then.
    #[prop(into)]
    on_force: Callback<()>,
) -> AnyView {
    let typed = RwSignal::new(false);
    let confirm = use_context::<Confirm>();
    let may_close = Callback::new(move |()| match confirm {
        Some(confirm) if typed.get_untracked() => {
            confirm.ask(discard(Deed::new(move || {
                let _ = detail.try_with_untracked(|detail| Intent::forget(&detail.payment.id));
                let _ = open.try_set(false);
            })));
            false
        }
        _ => {
            if !typed.get_untracked() {
                detail.with_untracked(|detail| Intent::leave(&detail.payment.id));
            }
            true
        }
    });
    let kind = RwSignal::new(CancellationKind::Full);
    let title = Signal::derive(move || t(cancel::title(kind.get())).to_owned());
    view! {
        <Dialog open title may_close>
            <DialogContent open detail partial kind on_changed on_force typed />
        </Dialog>
    }
    .into_any()
}

fn discard(then: Deed) -> Question {
    Question {
        title: t(cancel::LEAVE_TITLE).to_owned(),
        body: t(cancel::LEAVE_BODY).to_owned(),
        confirm: t(cancel::LEAVE).to_owned(),
        keep: t(cancel::STAY).to_owned(),
        danger: false,
        then,
    }
}

/// Set up anew for each opening.
#[component]
fn DialogContent(
    open: RwSignal<bool>,
    detail: Signal<PaymentDetail>,
    partial: Signal<bool>,
    /// Of what is in sight, whichever button opened it: the form's, or that of a cancel begun elsewhere.
    kind: RwSignal<CancellationKind>,
    on_changed: Callback<()>,
    on_force: Callback<()>,
    typed: RwSignal<bool>,
) -> AnyView {
    let intent = detail.with_untracked(|detail| Intent::load(&detail.payment.id));
    let form = CancelForm::new(detail, partial.get_untracked(), &intent.draft);
    let flow = Flow::start(detail, intent, form, on_changed);
    let elsewhere = Memo::new(move |_| detail.with(running));
    Effect::new(move |_| {
        let other = match flow.stage.get() {
            Stage::Form => elsewhere.get(),
            Stage::Known(known) => Some(*known),
            Stage::Sending | Stage::Lost => None,
        };
        kind.set(other.map_or_else(|| form.kind(), |other| other.kind));
    });
    Effect::new(move |before: Option<Option<Cancellation>>| {
        let now = elsewhere.get();
        if let (Some(Some(ended)), None) = (before, &now)
            && flow.stage.with_untracked(|stage| *stage == Stage::Form)
        {
            flow.notice.set(detail.with_untracked(|detail| how_it_ended(detail, &ended)));
        }
        now
    });
    let held = Memo::new(move |_| elsewhere.with(Option::is_some));
    let allowed = Memo::new(move |_| {
        detail.with(|detail| {
            let decision = &detail.decision;
            decision.allows(Action::CancelFull) || decision.allows(Action::CancelPartial)
        })
    });
    Effect::new(move |_| {
        let waits = allowed.get() || held.get();
        typed.set(flow.stage.get() == Stage::Form && waits && form.is_typed());
    });
    // Which of the views it is; the views themselves follow what changes inside a stage.
    let step = Memo::new(move |_| flow.stage.with(Stage::step));
    let close = Callback::new(move |()| {
        detail.with_untracked(|detail| Intent::leave(&detail.payment.id));
        open.set(false);
    });
    let force = Callback::new(move |()| {
        close.run(());
        // Once this dialog is gone, the focus is where the next one gives it back to.
        request_animation_frame(move || on_force.run(()));
    });
    let wizard = detail
        .with_untracked(is_at_terminal)
        .then(|| Wizard::new(detail, form, flow, close, force));
    (move || match (step.get(), wizard) {
        (flow::Step::Form, _) if held.get() => {
            view! { <Elsewhere detail running=elsewhere flow close /> }.into_any()
        }
        (flow::Step::Form, _) if !allowed.get() => view! { <Blocked detail close /> }.into_any(),
        (flow::Step::Form, Some(wizard)) => terminal::step(wizard),
        (flow::Step::Form, None) => view! { <CancelFields detail form flow close /> }.into_any(),
        (flow::Step::Lost, _) => view! { <Lost detail form flow close /> }.into_any(),
        (flow::Step::Progress, Some(wizard)) => terminal::live(wizard),
        (flow::Step::Progress, None) => view! { <Progress flow close /> }.into_any(),
    })
    .into_any()
}
