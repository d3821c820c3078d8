//! 취소 이력: every cancellation, who asked for it, what became of it; and the story of each one.

use desk_api::CancellationRow;
use leptos::html;
use leptos::prelude::*;

use crate::components::listing::ListingFrame;
use crate::components::listing_foot::ListingFoot;
use crate::components::search_box::SearchBox;
use crate::i18n::{cancellations, payments, shell, t};
use crate::pages::parts::LazyCancellation;
use crate::routes::{CancellationsQuery, use_query};
use crate::state::shortcuts::use_shortcut;
use crate::ui::layout::{PageHeader, Split};
use crate::ui::roving::Step;
use crate::ui::table::{DataTable, step_rows};

pub mod amount_filter;
pub mod columns;
pub mod filters;
pub mod history;
pub mod nothing;
pub mod place;
pub mod request;
pub mod story_page;

use columns::COLUMNS;
use filters::Filters;
use history::History;
use nothing::Nothing;
use place::Place;
pub use story_page::CancellationPage;

#[component]
pub fn CancellationsPage() -> AnyView {
    let query = use_query::<CancellationsQuery>();
    let place = Place::new(query);
    let history = History::start(query);
    view! {
        <Split beside=Box::new(|| view! { <LazyCancellation /> }.into_any())>
            <PageHeader title=t(shell::CANCELLATIONS)>
                <SearchBox
                    label=t(cancellations::SEARCH)
                    placeholder=t(payments::SEARCH_HINT)
                    value=Signal::derive(move || query.get().search)
                    on_search=move |text: String| place.look_for(&text)
                />
            </PageHeader>
            <Filters place history />
            <Table place history />
        </Split>
    }
    .into_any()
}

#[component]
fn Table(place: Place, history: History) -> AnyView {
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
            nothing=move || view! { <Nothing place /> }
        >
            <div class="list-table history-table">
                <DataTable<CancellationRow>
                    caption=t(cancellations::LIST)
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
                on_more=move |()| history.load_more()
            />
        </ListingFrame>
    }
    .into_any()
}
