//! 결제: the list of payments, and the inspector of the one that is open beside it.

use desk_api::Payment;
use leptos::html;
use leptos::prelude::*;

use crate::components::listing::ListingFrame;
use crate::components::listing_foot::ListingFoot;
use crate::components::search_box::SearchBox;
use crate::i18n::{payments, shell, t};
use crate::pages::parts::LazyPayment;
use crate::routes::{PaymentsQuery, use_query};
use crate::state::shortcuts::use_shortcut;
use crate::ui::layout::{PageHeader, Split};
use crate::ui::roving::Step;
use crate::ui::table::{DataTable, step_rows};

pub mod arrivals;
pub mod columns;
pub mod filters;
pub mod inspector;
pub mod list;
pub mod nothing;
pub mod place;
pub mod request;
pub mod status_tabs;

use arrivals::Arrivals;
use columns::COLUMNS;
use filters::Filters;
pub use filters::{channel_options, method_options};
pub use inspector::PaymentPage;
use list::PaymentsList;
use nothing::Nothing;
use place::Place;
use status_tabs::StatusTabs;

#[component]
pub fn PaymentsPage() -> AnyView {
    let query = use_query::<PaymentsQuery>();
    let place = Place::new(query);
    let list = PaymentsList::provide(query, place);
    view! {
        <Split beside=Box::new(|| view! { <LazyPayment /> }.into_any())>
            <PageHeader title=t(shell::PAYMENTS)>
                <SearchBox
                    label=t(payments::SEARCH)
                    placeholder=t(payments::SEARCH_HINT)
                    value=Signal::derive(move || query.get().search)
                    on_search=move |text| place.look_for(text)
                />
            </PageHeader>
            <StatusTabs place list />
            <Filters place list />
            <Arrivals list />
            <Table place list />
        </Split>
    }
    .into_any()
}

#[component]
fn Table(place: Place, list: PaymentsList) -> AnyView {
    let table = NodeRef::<html::Table>::new();
    use_shortcut("j", payments::KEY_NEXT_ROW, move || step_rows(table, Step::Next));
    use_shortcut("k", payments::KEY_PREVIOUS_ROW, move || step_rows(table, Step::Previous));
    let listing = list.listing();
    let empty = Signal::derive(move || listing.rows.with(Vec::is_empty));
    let open = Signal::derive(move || place.open().map(|id| id.to_string()));
    view! {
        <ListingFrame
            state=listing.state
            empty
            on_retry=move |()| list.reload()
            nothing=move || view! { <Nothing place /> }
        >
            <div class="list-table payments-table">
                <DataTable<Payment>
                    caption=t(payments::LIST)
                    columns=COLUMNS
                    rows=listing.rows
                    href=move |id| place.href_of(id)
                    selected=open
                    total=list.total()
                    busy=listing.state.loading
                    sort=place.sort()
                    on_sort=move |sort| place.sort_by(sort)
                    node_ref=table
                />
            </div>
            <ListingFoot
                shown=Signal::derive(move || listing.rows.with(Vec::len))
                total=list.total()
                next_cursor=listing.next_cursor
                pending=listing.state.loading
                on_more=move |()| list.load_more()
            />
        </ListingFrame>
    }
    .into_any()
}
