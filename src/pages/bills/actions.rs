//! What can be done with the bill now. The server says which; a paid one is cancelled as the payment
//! that it is, and billed again from there.

use desk_api::{Bill, Role};
use desk_domain::PaymentId;
use desk_domain::bill::BillAction;
use leptos::prelude::*;

use crate::components::bill_dialog::{BillDeeds, DEEDS};
use crate::i18n::{bills, payments, t};
use crate::routes::{PaymentsQuery, Route};
use crate::state::session::SessionState;
use crate::ui::button::{Button, ButtonKind, ButtonLink};

#[component]
pub fn Actions(#[prop(into)] bill: Signal<Bill>, deeds: BillDeeds) -> AnyView {
    let allowed = Memo::new(move |_| bill.with(|bill| bill.actions.clone()));
    let links = move || {
        let allowed = allowed.get();
        let elsewhere = [BillAction::Cancel, BillAction::BillAgain];
        let links = elsewhere.into_iter().filter(|action| allowed.contains(action));
        links.filter_map(|action| bill.with(|bill| link(action, bill))).collect_view()
    };
    view! {
        <div class="inspector-actions" role="group" aria-label=t(payments::ACTIONS)>
            {move || {
                let allowed = allowed.get();
                DEEDS
                    .into_iter()
                    .filter(|action| allowed.contains(action))
                    .map(|action| button(action, bill, deeds))
                    .collect_view()
            }} {links}
            {move || {
                (allowed.with(Vec::is_empty) && bill.with(|bill| bill.trouble.is_none()))
                    .then(|| view! { <p class="bill-waits">{t(bills::SENDING_NOW)}</p> })
            }}
        </div>
    }
    .into_any()
}

fn button(action: BillAction, bill: Signal<Bill>, deeds: BillDeeds) -> AnyView {
    let session = SessionState::expect();
    let blocked = Signal::derive(move || {
        (session.role() == Some(Role::Auditor)).then(|| t(payments::READ_ONLY).to_owned())
    });
    let kind = match action {
        BillAction::Send => ButtonKind::Primary,
        BillAction::Void => ButtonKind::DangerQuiet,
        BillAction::Resend | BillAction::Record | BillAction::Cancel | BillAction::BillAgain => {
            ButtonKind::Quiet
        }
    };
    view! {
        <Button kind blocked on_press=move |()| deeds.start(action, bill.get_untracked())>
            {t(bills::action(action))}
        </Button>
    }
    .into_any()
}

/// To the payment where it is done: that of the bill; for a bill that was never paid, the one that it
/// was made of.
fn link(action: BillAction, bill: &Bill) -> Option<AnyView> {
    let payment: PaymentId = match action {
        BillAction::Cancel => bill.payment_id.clone()?,
        _ if bill.status == desk_domain::bill::BillStatus::Void => bill.rebill_of.clone()?,
        _ => bill.payment_id.clone()?,
    };
    let href = Route::Payment(payment, PaymentsQuery::default()).href();
    Some(view! { <ButtonLink href>{t(bills::action(action))}</ButtonLink> }.into_any())
}
