//! One bill beside the list: how it stands, what it asks for, and what can be done with it.

use desk_api::Bill;
use desk_domain::BillId;
use leptos::prelude::*;

use super::actions::Actions;
use super::body::Body;
use super::reading::Reading;
use crate::components::bill_dialog::{BillDeeds, BillDialog};
use crate::components::bill_status::bill_status;
use crate::components::not_found_drawer::NotFoundDrawer;
use crate::components::once_read::OnceRead;
use crate::format::won::won;
use crate::i18n::{bills, locale, payments, shell, t};
use crate::routes::{BillsQuery, Screen, use_close, use_open};
use crate::state::shortcuts::use_shortcut;
use crate::ui::drawer::Drawer;

/// The nested route: a drawer over the list, at an address of its own.
#[component]
pub fn BillPage() -> AnyView {
    let id = use_open(Screen::Bills);
    let close = use_close::<BillsQuery>();
    use_shortcut("Escape", shell::KEY_BACK, move || close.run(()));
    (move || match id.get().map(|id| id.parse::<BillId>()) {
        // It is being left.
        None => ().into_any(),
        Some(Ok(id)) => view! { <BillDrawer id close /> }.into_any(),
        Some(Err(_)) => {
            let code = desk_api::ProblemCode::BillNotFound;
            view! { <NotFoundDrawer what=bills::BILL code on_close=close /> }.into_any()
        }
    })
    .into_any()
}

#[component]
fn BillDrawer(id: BillId, close: Callback<()>) -> AnyView {
    let reading = Reading::start(id);
    let deeds = BillDeeds::new();
    let loaded = Memo::new(move |_| reading.bill.with(Option::is_some));
    Effect::new(move |_| {
        if loaded.get() {
            reading.bill.with_untracked(|bill| bill.iter().for_each(|bill| deeds.resume(bill)));
        }
    });
    let changed = move |bill: Option<Bill>| match bill {
        Some(bill) => reading.take(Ok(bill)),
        None => reading.read(),
    };
    view! {
        <Drawer
            label=t(bills::BILL).to_owned()
            on_close=close
            heading=Box::new(move || {
                (move || reading.bill.get().as_ref().map(heading)).into_any()
            })
            foot=Box::new(move || {
                (move || {
                    loaded.get().then(|| view! { <Actions bill=reading.expect_bill() deeds /> })
                })
                    .into_any()
            })
        >
            <OnceRead loaded failure=reading.failure on_retry=move |()| reading.read()>
                <Body reading />
            </OnceRead>
        </Drawer>
        <BillDialog deeds on_changed=changed />
    }
    .into_any()
}

fn heading(bill: &Bill) -> AnyView {
    let name = bill.customer.name.clone().unwrap_or_else(|| t(payments::NO_NAME).to_owned());
    view! {
        <div class="inspector-heading">
            <p class="inspector-heading__who">
                {name} " · " {bills::title(locale(), &bill.items)}
            </p>
            <h2 class="inspector-heading__amount">{won(locale(), bill.amount_won)}</h2>
            <p class="inspector-heading__status">{bill_status(bill.status)}</p>
        </div>
    }
    .into_any()
}
