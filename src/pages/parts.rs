//! Which screens come in files of their own. The list of payments does not: it is where work starts.

use leptos::prelude::*;

use super::bills::{BillPage, BillsPage};
use super::cancellations::{CancellationPage, CancellationsPage};
use super::customer::CustomerPage;
use super::drift::DriftPage;
use super::follow_ups::{FollowUpPage, FollowUpsPage};
use super::guide::GuidePage;
use super::login::LoginPage;
use super::payments::{self, PaymentPage};
use super::terminals::TerminalsPage;
use crate::components::cancel_dialog::{account_step, terminal};
use crate::components::force_dialog;
use crate::components::part::{Part, fetch_when_idle, not_loaded};
use crate::i18n::{common, shell, t};
use crate::part;
use crate::routes::{BillsQuery, CancellationsQuery, FollowUpsQuery, Screen, use_close, use_open};
use crate::state::shortcuts::use_shortcut;
use crate::ui::drawer::Drawer;
use crate::ui::skeleton::{Skeleton, SkeletonRows};

const LOGIN: Part = part!(login_part in login: view! { <LoginPage /> });
/// With the cancel dialog: whoever can press its button has all that is behind it.
const PAYMENT: Part = part!(payment_part in payment: view! { <PaymentPage /> });
const CANCELLATIONS: Part = part!(cancellations_part in history: view! { <CancellationsPage /> });
const CANCELLATION: Part = part!(cancellation_part in story: view! { <CancellationPage /> });
const CUSTOMER: Part = part!(customer_part in customer: view! { <CustomerPage /> });
const FOLLOW_UPS: Part = part!(follow_ups_part in duties: view! { <FollowUpsPage /> });
const FOLLOW_UP: Part = part!(follow_up_part in duty: view! { <FollowUpPage /> });
const DRIFT: Part = part!(drift_part in drift: view! { <DriftPage /> });
const BILLS: Part = part!(bills_part in bills: view! { <BillsPage /> });
const BILL: Part = part!(bill_part in bills: view! { <BillPage /> });
const GUIDE: Part = part!(guide_part in guide: view! { <GuidePage /> });
const TERMINALS: Part = part!(terminals_part in terminals: view! { <TerminalsPage /> });

/// What somebody who is logged in opens next, the most likely first.
const NEXT: [Part; 13] = [
    PAYMENT,
    account_step::STEP,
    force_dialog::CONTENT,
    terminal::STEP,
    CANCELLATIONS,
    CANCELLATION,
    BILLS,
    CUSTOMER,
    FOLLOW_UPS,
    FOLLOW_UP,
    DRIFT,
    GUIDE,
    TERMINALS,
];

/// To be called when somebody is logged in.
pub fn fetch_the_rest_when_idle() {
    fetch_when_idle(&NEXT);
}

#[component]
pub fn LazyLogin() -> AnyView {
    LOGIN.show(|| view! { <main class="login"></main> }.into_any())
}

#[component]
pub fn LazyPayment() -> AnyView {
    beside(Screen::Payments, PAYMENT, payments::use_close)
}

#[component]
pub fn LazyCancellations() -> AnyView {
    CANCELLATIONS.show(rows)
}

#[component]
pub fn LazyCancellation() -> AnyView {
    beside(Screen::Cancellations, CANCELLATION, use_close::<CancellationsQuery>)
}

#[component]
pub fn LazyCustomer() -> AnyView {
    CUSTOMER.show(rows)
}

/// The same inspector as beside the list of all payments.
#[component]
pub fn LazyCustomerPayment() -> AnyView {
    beside(Screen::Customer, PAYMENT, payments::use_close)
}

#[component]
pub fn LazyFollowUps() -> AnyView {
    FOLLOW_UPS.show(rows)
}

#[component]
pub fn LazyFollowUp() -> AnyView {
    beside(Screen::FollowUps, FOLLOW_UP, use_close::<FollowUpsQuery>)
}

#[component]
pub fn LazyDrift() -> AnyView {
    DRIFT.show(rows)
}

#[component]
pub fn LazyBills() -> AnyView {
    BILLS.show(rows)
}

#[component]
pub fn LazyBill() -> AnyView {
    beside(Screen::Bills, BILL, use_close::<BillsQuery>)
}

#[component]
pub fn LazyGuide() -> AnyView {
    GUIDE.show(rows)
}

#[component]
pub fn LazyTerminals() -> AnyView {
    TERMINALS.show(rows)
}

/// A drawer beside the list of `screen`, while something is open in it; one that cannot be fetched closes as well.
fn beside(screen: Screen, part: Part, use_close: fn() -> Callback<()>) -> AnyView {
    let open = use_open(screen);
    let is_open = Memo::new(move |_| open.with(Option::is_some));
    let on_close = use_close();
    let failed = move |on_retry| view! { <NotLoadedDrawer on_close on_retry /> }.into_any();
    (move || is_open.get().then(|| part.show_or(drawer, failed))).into_any()
}

#[component]
fn NotLoadedDrawer(on_close: Callback<()>, on_retry: Callback<()>) -> AnyView {
    use_shortcut("Escape", shell::KEY_BACK, move || on_close.run(()));
    view! {
        <Drawer
            label=t(common::PART_NOT_LOADED).to_owned()
            on_close
            heading=Box::new(|| ().into_any())
        >
            {not_loaded(on_retry)}
        </Drawer>
    }
    .into_any()
}

fn rows() -> AnyView {
    view! { <SkeletonRows /> }.into_any()
}

/// The drawer's place, so that the list beside it does not move when it comes.
fn drawer() -> AnyView {
    view! {
        <aside class="drawer">
            <div class="drawer__body">
                <Skeleton lines=9 amount=true />
            </div>
        </aside>
    }
    .into_any()
}
