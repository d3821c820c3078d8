//! The inspector: one payment, how it can be cancelled, and everything that happened to it.

use desk_api::PaymentDetail;
use desk_domain::PaymentId;
use leptos::prelude::*;

use super::list::PaymentsList;
use super::place::Place;
use crate::components::bill_dialog::BillDialog;
use crate::components::cancel_dialog::CancelDialog;
use crate::components::force_dialog::ForceDialog;
use crate::components::not_found_drawer::NotFoundDrawer;
use crate::components::once_read::OnceRead;
use crate::components::outside_void::OutsideVoidDialog;
use crate::components::rebill_dialog::RebillDialog;
use crate::i18n::{payments, shell, t};
use crate::routes::{use_open, use_screen};
use crate::state::shortcuts::use_shortcut;
use crate::ui::drawer::Drawer;

pub mod actions;
pub mod billing;
pub mod body;
pub mod cancelling;
pub mod details;
pub mod gateway;
pub mod heading;
pub mod reading;

use actions::Actions;
use body::Body;
use cancelling::Cancelling;
use heading::Heading;
use reading::Reading;

/// The nested route: a drawer over the list, at an address of its own.
#[component]
pub fn PaymentPage() -> AnyView {
    let id = use_open(use_screen().get_untracked());
    (move || match id.get().map(|id| id.parse::<PaymentId>()) {
        Some(Ok(id)) => view! { <Inspector id /> }.into_any(),
        Some(Err(_)) => view! { <NoSuchPayment /> }.into_any(),
        // It is being left.
        None => ().into_any(),
    })
    .into_any()
}

/// Back to the list with the filters as they are.
pub fn use_close() -> Callback<()> {
    let place = Place::expect();
    Callback::new(move |()| place.close())
}

#[component]
fn Inspector(id: PaymentId) -> AnyView {
    let close = use_close();
    let reading = Reading::start(id.clone(), use_context::<PaymentsList>());
    let cancelling = Cancelling::new(&id);
    use_shortcut("Escape", shell::KEY_BACK, move || close.run(()));
    use_shortcut("c", payments::KEY_CANCEL, move || cancelling.open_if_allowed(reading));
    // Each part is drawn anew only when it has changed itself.
    let loaded = Memo::new(move |_| reading.detail.with(Option::is_some));
    let label = Signal::derive(move || {
        let name = reading
            .detail
            .with(|detail| detail.as_ref().and_then(|detail| detail.payment.customer.name.clone()));
        name.unwrap_or_else(|| t(payments::DETAILS).to_owned())
    });
    view! {
        <Drawer
            label
            on_close=close
            heading=Box::new(move || {
                (move || loaded.get().then(|| view! { <Heading detail=reading.expect_detail() /> }))
                    .into_any()
            })
            foot=Box::new(move || {
                (move || loaded.get().then(|| view! { <Actions reading cancelling /> })).into_any()
            })
        >
            <OnceRead loaded failure=reading.failure on_retry=move |()| reading.read()>
                <Body reading cancelling />
            </OnceRead>
        </Drawer>
        {move || loaded.get().then(|| view! { <Dialog detail=reading.expect_detail() reading cancelling /> })}
    }
    .into_any()
}

#[component]
fn Dialog(detail: Signal<PaymentDetail>, reading: Reading, cancelling: Cancelling) -> AnyView {
    view! {
        <CancelDialog
            open=cancelling.open
            detail
            partial=cancelling.partial
            on_changed=move |()| reading.read()
            on_force=move |()| cancelling.forcing.set(true)
        />
        <ForceDialog open=cancelling.forcing detail on_changed=move |()| reading.read() />
        <RebillDialog
            open=cancelling.rebilling
            detail
            deeds=cancelling.bills
            on_changed=move |()| reading.read()
        />
        <BillDialog deeds=cancelling.bills on_changed=move |_| reading.read() />
        <OutsideVoidDialog
            open=cancelling.voiding_outside
            detail
            on_changed=move |()| reading.read()
        />
    }
    .into_any()
}

#[component]
fn NoSuchPayment() -> AnyView {
    let close = use_close();
    use_shortcut("Escape", shell::KEY_BACK, move || close.run(()));
    let code = desk_api::ProblemCode::PaymentNotFound;
    view! { <NotFoundDrawer what=payments::DETAILS code on_close=close /> }.into_any()
}
