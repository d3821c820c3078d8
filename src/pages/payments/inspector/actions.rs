//! What can be done with this payment. A forbidden deed stays in sight with its reason.

use desk_api::{PaymentDetail, Role};
use desk_domain::decision::{Action, Severity};
use desk_domain::payment::{BookStatus, Method};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::cancelling::Cancelling;
use super::reading::Reading;
use crate::api::payments as api;
use crate::components::load_error::first_fault;
use crate::i18n::{Msg, locale, payments, pick, t, words};
use crate::state::confirm::{Confirm, Deed, Question};
use crate::state::session::SessionState;
use crate::state::toasts::Toasts;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::mark::Tone;
use crate::ui::toast::Notice;

#[component]
pub fn Actions(reading: Reading, cancelling: Cancelling) -> AnyView {
    let detail = reading.expect_detail();
    let (toasts, confirm) = (Toasts::expect(), Confirm::expect());
    let voidable = Memo::new(move |_| detail.with(is_voidable));
    view! {
        <div class="inspector-actions" role="group" aria-label=t(payments::ACTIONS)>
            <Deed
                detail
                action=Action::CancelFull
                kind=ButtonKind::DangerQuiet
                on_press=move |()| cancelling.start(Action::CancelFull)
            />
            <Deed
                detail
                action=Action::CancelPartial
                on_press=move |()| cancelling.start(Action::CancelPartial)
            />
            <Deed
                detail
                action=Action::ForceCancel
                on_press=move |()| cancelling.forcing.set(true)
            />
            <Deed
                detail
                action=Action::Rebill
                on_press=move |()| cancelling.rebilling.set(true)
            />
            {move || {
                voidable
                    .get()
                    .then(|| {
                        view! {
                            <Deed
                                detail
                                action=Action::Void
                                on_press=move |()| ask_to_void(reading, toasts, confirm)
                            />
                        }
                    })
            }} <VoidedOutside detail cancelling />
        </div>
    }
    .into_any()
}

/// Whether there is an account or a bill that could be closed: what else is unpaid ends by itself.
fn is_voidable(detail: &PaymentDetail) -> bool {
    let can_be_closed = matches!(detail.payment.method, Method::VirtualAccount | Method::Message);
    detail.payment.book_status == BookStatus::Unpaid
        && (can_be_closed || detail.decision.allows(Action::Void))
}

/// Only where the desk neither voids nor reads: elsewhere there is nothing to write down.
#[component]
fn VoidedOutside(detail: Signal<PaymentDetail>, cancelling: Cancelling) -> AnyView {
    let offered =
        Memo::new(move |_| detail.with(|detail| detail.decision.allows(Action::VoidOutside)));
    (move || {
        offered.get().then(|| {
            view! {
                <Deed
                    detail
                    action=Action::VoidOutside
                    on_press=move |()| cancelling.voiding_outside.set(true)
                />
            }
        })
    })
    .into_any()
}

#[component]
fn Deed(
    detail: Signal<PaymentDetail>,
    action: Action,
    #[prop(optional)] kind: ButtonKind,
    #[prop(into)] on_press: Callback<()>,
) -> AnyView {
    let session = SessionState::expect();
    let blocked = Signal::derive(move || {
        if session.role() == Some(Role::Auditor) {
            return Some(t(payments::READ_ONLY).to_owned());
        }
        detail.with(|detail| blocked_by(detail, action))
    });
    view! {
        <Button kind blocked on_press>
            {move || t(name_of(action, detail.with(|detail| detail.payment.method)))}
        </Button>
    }
    .into_any()
}

/// The first of the rulebook's reasons against it.
fn blocked_by(detail: &PaymentDetail, action: Action) -> Option<String> {
    if detail.decision.allows(action) {
        return None;
    }
    let decided = detail.decision.of(action)?;
    let reason = decided.reasons.iter().find(|reason| reason.severity == Severity::Block);
    Some(pick(&reason.or(decided.reasons.first())?.text).to_owned())
}

fn name_of(action: Action, method: Method) -> Msg {
    match action {
        Action::Void => payments::void_words(method).deed,
        Action::CancelFull
        | Action::CancelPartial
        | Action::ForceCancel
        | Action::Rebill
        | Action::VoidOutside => words::action(action),
    }
}

fn ask_to_void(reading: Reading, toasts: Toasts, confirm: Confirm) {
    let (said, about) = reading.expect_detail().with_untracked(|detail| {
        let payment = &detail.payment;
        let who = payment.customer.name.as_deref();
        (
            payments::void_words(payment.method),
            payments::void_about(locale(), who, payment.amount_won),
        )
    });
    let id = reading.id();
    let void = move || {
        let id = id.clone();
        spawn_local(async move {
            toasts.show(match api::void(&id).await {
                Ok(()) => Notice::new(Tone::Success, t(said.done)),
                Err(error) => Notice::new(Tone::Warning, first_fault(&error)),
            });
            reading.read();
        });
    };
    confirm.ask(Question {
        title: t(said.title).to_owned(),
        body: format!("{about} {}", t(said.body)),
        confirm: t(said.deed).to_owned(),
        keep: t(said.keep).to_owned(),
        danger: true,
        then: Deed::new(void),
    });
}
