//! 결제: the list of payments, and the inspector of the one that is open beside it.

use leptos::prelude::*;

use crate::components::search_box::SearchBox;
use crate::i18n::{payments, shell, t};
use crate::pages::parts::LazyPayment;
use crate::ui::layout::{PageHeader, Split};

pub mod arrivals;
pub mod columns;
pub mod filters;
pub mod inspector;
pub mod list;
pub mod nothing;
pub mod place;
pub mod request;
pub mod status_tabs;
pub mod table;

use arrivals::Arrivals;
use filters::Filters;
pub use filters::{channel_options, method_options};
pub use inspector::{PaymentPage, use_close};
use list::PaymentsList;
use place::Place;
use status_tabs::StatusTabs;
use table::PaymentsTable;

#[component]
pub fn PaymentsPage() -> AnyView {
    let place = Place::provide();
    let list = PaymentsList::provide(place);
    view! {
        <Split beside=Box::new(|| view! { <LazyPayment /> }.into_any())>
            <PageHeader title=t(shell::PAYMENTS)>
                <SearchBox
                    label=t(payments::SEARCH)
                    placeholder=t(payments::SEARCH_HINT)
                    value=Signal::derive(move || place.query.get().search)
                    on_search=move |text| place.look_for(text)
                />
            </PageHeader>
            <StatusTabs place list />
            <Filters place list />
            <Arrivals list />
            <PaymentsTable place list />
        </Split>
    }
    .into_any()
}
