//! The rows of a list of payments, with their keys and their foot.

use desk_api::Payment;
use leptos::html;
use leptos::prelude::*;

use super::columns::COLUMNS;
use super::list::PaymentsList;
use super::nothing::Nothing;
use super::place::Place;
use crate::components::listing::ListingFrame;
use crate::components::listing_foot::ListingFoot;
use crate::i18n::{payments, t};
use crate::state::shortcuts::use_shortcut;
use crate::ui::roving::Step;
use crate::ui::table::{DataTable, step_rows};

#[component]
pub fn PaymentsTable(place: Place, list: PaymentsList) -> AnyView {
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
            nothing=move || {
                place.query.track();
                view! { <Nothing place /> }
            }
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
