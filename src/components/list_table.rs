//! The rows of a list in columns, with their keys, what stands in their place, and their foot.

use leptos::html;
use leptos::prelude::*;

use super::listing::{Listing, ListingFrame};
use super::listing_foot::ListingFoot;
use crate::i18n::payments;
use crate::state::shortcuts::use_shortcut;
use crate::ui::roving::Step;
use crate::ui::table::{Column, DataTable, Sort, step_rows};

#[component]
pub fn ListTable<T: Clone + PartialEq + Send + Sync + 'static>(
    listing: Listing<T>,
    /// The block that gives the columns their widths.
    class: &'static str,
    #[prop(into)] caption: String,
    columns: &'static [Column<T>],
    /// The address of a row by its id.
    #[prop(into)]
    href: Callback<String, String>,
    /// The row that is open.
    #[prop(into)]
    selected: Signal<Option<String>>,
    /// How many rows there are in all, where anybody says.
    #[prop(optional, into)]
    total: Signal<Option<u64>>,
    #[prop(optional, into)] sort: Signal<Option<Sort>>,
    #[prop(optional, into)] on_sort: Option<Callback<Sort>>,
    #[prop(into)] on_retry: Callback<()>,
    #[prop(into)] on_more: Callback<()>,
    /// What is said when nothing was found.
    #[prop(into)]
    nothing: ViewFn,
) -> AnyView {
    let table = NodeRef::<html::Table>::new();
    use_shortcut("j", payments::KEY_NEXT_ROW, move || step_rows(table, Step::Next));
    use_shortcut("k", payments::KEY_PREVIOUS_ROW, move || step_rows(table, Step::Previous));
    let rows = listing.rows;
    let caption = StoredValue::new(caption);
    // Where no column can be sorted by, nobody asks.
    let sort_by = move |sort| {
        if let Some(on_sort) = on_sort {
            on_sort.run(sort);
        }
    };
    view! {
        <ListingFrame
            state=listing.state
            empty=Signal::derive(move || rows.with(Vec::is_empty))
            on_retry
            nothing
        >
            <div class="list-table" class=(class, true)>
                <DataTable<T>
                    caption=caption.get_value()
                    columns
                    rows
                    href
                    selected
                    total
                    busy=listing.state.loading
                    sort
                    on_sort=sort_by
                    node_ref=table
                />
            </div>
            <ListingFoot
                shown=Signal::derive(move || rows.with(Vec::len))
                total
                next_cursor=listing.next_cursor
                pending=listing.state.loading
                on_more
            />
        </ListingFrame>
    }
    .into_any()
}
