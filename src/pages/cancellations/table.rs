//! The rows of a history, with their keys and their foot.

use desk_api::CancellationRow;
use leptos::html;
use leptos::prelude::*;

use super::columns::COLUMNS;
use super::history::History;
use crate::components::listing::ListingFrame;
use crate::components::listing_foot::ListingFoot;
use crate::i18n::{cancellations, payments, t};
use crate::state::shortcuts::use_shortcut;
use crate::ui::roving::Step;
use crate::ui::table::{DataTable, step_rows};

#[component]
pub fn HistoryTable(
    history: History,
    /// The address of a cancellation by its id.
    #[prop(into)]
    href: Callback<String, String>,
    /// The cancellation that is open.
    #[prop(into)]
    selected: Signal<Option<String>>,
    /// What is said when nothing was found.
    #[prop(into)]
    nothing: ViewFn,
) -> AnyView {
    let table = NodeRef::<html::Table>::new();
    use_shortcut("j", payments::KEY_NEXT_ROW, move || step_rows(table, Step::Next));
    use_shortcut("k", payments::KEY_PREVIOUS_ROW, move || step_rows(table, Step::Previous));
    let listing = history.listing();
    let total = Signal::derive(move || history.sums().map(|sums| sums.count));
    view! {
        <ListingFrame
            state=listing.state
            empty=Signal::derive(move || listing.rows.with(Vec::is_empty))
            on_retry=move |()| history.reload()
            nothing
        >
            <div class="list-table history-table">
                <DataTable<CancellationRow>
                    caption=t(cancellations::LIST)
                    columns=COLUMNS
                    rows=listing.rows
                    href
                    selected
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
                on_more=move |()| history.load_more()
            />
        </ListingFrame>
    }
    .into_any()
}
