//! The rows of a history, with their keys and their foot.

use leptos::prelude::*;

use super::columns::COLUMNS;
use super::history::History;
use crate::components::list_table::ListTable;
use crate::i18n::{cancellations, t};

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
    view! {
        <ListTable
            listing=history.listing()
            class="history-table"
            caption=t(cancellations::LIST)
            columns=COLUMNS
            href
            selected
            total=Signal::derive(move || history.sums().map(|sums| sums.count))
            on_retry=move |()| history.reload()
            on_more=move |()| history.load_more()
            nothing
        />
    }
    .into_any()
}
