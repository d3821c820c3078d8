//! 청구서: every request to pay, where it stands, and what can be done with it.

use leptos::prelude::*;

use crate::components::list_table::ListTable;
use crate::components::search_box::SearchBox;
use crate::i18n::{bills, shell, t};
use crate::pages::parts::LazyBill;
use crate::routes::{BillsQuery, Place, use_query};
use crate::ui::layout::{PageHeader, Split};

pub mod actions;
pub mod body;
pub mod columns;
pub mod drawer;
pub mod filters;
pub mod list;
pub mod nothing;
pub mod reading;
pub mod request;
pub mod sites;

use columns::COLUMNS;
pub use drawer::BillPage;
use filters::{Filters, StatusTabs};
use list::Bills;
use nothing::Nothing;
use sites::Sites;

#[component]
pub fn BillsPage() -> AnyView {
    let query = use_query::<BillsQuery>();
    let place = Place::new(query);
    let list = Bills::provide(query);
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
            <ListTable
                listing=list.listing()
                class="bills-table"
                caption=t(bills::LIST)
                columns=COLUMNS
                href=move |id| place.href_of(id)
                selected=place.selected()
                total=Signal::derive(move || list.sums().map(|sums| sums.count))
                on_retry=move |()| list.reload()
                on_more=move |()| list.load_more()
                nothing=move || {
                    place.query.track();
                    view! { <Nothing place /> }
                }
            />
        </Split>
    }
    .into_any()
}
