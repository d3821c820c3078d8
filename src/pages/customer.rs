//! 학생의 결제 탭: what one customer paid, got back and still owes, over all channels.
//!
//! Who one customer is, the book decides: see `desk_domain::CustomerId`. The list, its filters and the
//! inspector are those of the payments; only whose they are is fixed.

use desk_api::ProblemCode;
use desk_domain::CustomerId;
use leptos::prelude::*;

use crate::components::load_error::LoadError;
use crate::i18n::{customer, pick, shell, t};
use crate::pages::parts::LazyCustomerPayment;
use crate::pages::payments::arrivals::Arrivals;
use crate::pages::payments::filters::Filters;
use crate::pages::payments::list::PaymentsList;
use crate::pages::payments::place::Place;
use crate::pages::payments::status_tabs::StatusTabs;
use crate::pages::payments::table::PaymentsTable;
use crate::routes::{CustomerView, PaymentsQuery, Route, use_customer};
use crate::ui::button::ButtonLink;
use crate::ui::feedback::ErrorState;
use crate::ui::icon::Icon;
use crate::ui::layout::{PageHeader, Split};

pub mod account;
pub mod cancellations;
pub mod head;
pub mod unpaid;

use account::Account;
use cancellations::Cancellations;
use head::Head;
use unpaid::Unpaid;

#[component]
pub fn CustomerPage() -> AnyView {
    let customer = use_customer();
    (move || match customer.get().map(|id| id.parse::<CustomerId>()) {
        Some(Ok(id)) => view! { <Tab id /> }.into_any(),
        Some(Err(_)) => {
            let title = pick(&ProblemCode::CustomerNotFound.title()).to_owned();
            view! { <Header /> <ErrorState title /> }.into_any()
        }
        // It is being left.
        None => ().into_any(),
    })
    .into_any()
}

#[component]
fn Tab(id: CustomerId) -> AnyView {
    let place = Place::provide_for(id.clone());
    let list = PaymentsList::provide(place);
    let account = Account::start(id);
    let failure = move || account.failure.get().filter(|_| account.tab.with(Option::is_none));
    view! {
        <Split beside=Box::new(|| view! { <LazyCustomerPayment /> }.into_any())>
            <Header />
            {move || match failure() {
                Some(error) => {
                    view! { <LoadError error on_retry=move |()| account.read() /> }.into_any()
                }
                None => {
                    view! {
                        <Head account place />
                        <Lists account place list />
                    }
                        .into_any()
                }
            }}
        </Split>
    }
    .into_any()
}

#[component]
fn Header() -> AnyView {
    let payments = Route::Payments(PaymentsQuery::default()).href();
    view! {
        <PageHeader title=t(customer::TITLE)>
            <ButtonLink href=payments icon=Icon::Payments>
                {t(shell::TO_PAYMENTS)}
            </ButtonLink>
        </PageHeader>
    }
    .into_any()
}

#[component]
fn Lists(account: Account, place: Place, list: PaymentsList) -> AnyView {
    let view = Memo::new(move |_| place.view());
    (move || match view.get() {
        CustomerView::Payments => view! {
            <StatusTabs place list />
            <Filters place list />
            <Arrivals list />
            <PaymentsTable place list />
        }
        .into_any(),
        CustomerView::Cancellations => view! { <Cancellations place /> }.into_any(),
        CustomerView::Unpaid => view! { <Unpaid account place /> }.into_any(),
    })
    .into_any()
}
