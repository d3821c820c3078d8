//! 청구서: every request to pay, where it stands, and what can be done with it.

use desk_api::Bill;
use leptos::html;
use leptos::prelude::*;

use crate::components::listing::ListingFrame;
use crate::components::listing_foot::ListingFoot;
use crate::components::search_box::SearchBox;
use crate::i18n::{bills, payments, shell, t};
use crate::pages::parts::LazyBill;
use crate::routes::{BillsQuery, use_query};
use crate::state::shortcuts::use_shortcut;
use crate::ui::layout::{PageHeader, Split};
use crate::ui::roving::Step;
use crate::ui::table::{DataTable, step_rows};

pub mod actions;
pub mod body;
pub mod columns;
pub mod drawer;
pub mod filters;
pub mod list;
pub mod nothing;
pub mod place;
pub mod reading;
pub mod request;
pub mod sites;

use columns::COLUMNS;
pub use drawer::{BillPage, use_close};
use filters::{Filters, StatusTabs};
use list::BillsList;
use nothing::Nothing;
use place::Place;
use sites::Sites;

#[component]
pub fn BillsPage() -> AnyView {
    let query = use_query::<BillsQuery>();
    let place = Place::new(query);
    let list = BillsList::provide(query);
    view! {
        <Split beside=Box::new(|| view! { <LazyBill /> }.into_any())>
            <PageHeader title=t(shell::BILLS)>
                <SearchBox
                    label=t(bills::SEARCH)
                    placeholder=t(bills::SEARCH_HINT)
                    value=Signal::derive(move || query.get().search)
                    on_search=move |text: String| place.look_for(&text)
                />
            </PageHeader>
            <StatusTabs place list />
            <Filters place list />
            <Sites list />
            <Table place list />
        </Split>
    }
    .into_any()
}

#[component]
fn Table(place: Place, list: BillsList) -> AnyView {
    let table = NodeRef::<html::Table>::new();
    use_shortcut("j", payments::KEY_NEXT_ROW, move || step_rows(table, Step::Next));
    use_shortcut("k", payments::KEY_PREVIOUS_ROW, move || step_rows(table, Step::Previous));
    let listing = list.listing();
    let total = Signal::derive(move || list.sums().map(|sums| sums.count));
    view! {
        <ListingFrame
            state=listing.state
            empty=Signal::derive(move || listing.rows.with(Vec::is_empty))
            on_retry=move |()| list.reload()
            nothing=move || {
                place.query.track();
                view! { <Nothing place /> }
            }
        >
            <div class="list-table bills-table">
                <DataTable<Bill>
                    caption=t(bills::LIST)
                    columns=COLUMNS
                    rows=listing.rows
                    href=move |id| place.href_of(id)
                    selected=Signal::derive(move || place.open().map(|id| id.to_string()))
                    total
                    busy=listing.state.loading
                    node_ref=table
                />
            </div>
            <ListingFoot
                shown=Signal::derive(move || listing.rows.with(Vec::len))
                total
                next_cursor=listing.next_cursor
                pending=listing.state.loading
                on_more=move |()| list.load_more()
            />
        </ListingFrame>
    }
    .into_any()
}
