//! 취소 이력: every cancellation, who asked for it, what became of it; and the story of each one.

use desk_api::CancellationRow;
use leptos::html;
use leptos::prelude::*;

use crate::components::listing::ListingFrame;
use crate::format::won::count;
use crate::i18n::{cancellations, locale, payments, shell, t};
use crate::pages::parts::LazyCancellation;
use crate::routes::{CancellationsQuery, use_query};
use crate::state::shortcuts::use_shortcut;
use crate::ui::layout::{PageHeader, Split};
use crate::ui::pager::Pager;
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
                <Sums history />
            </PageHeader>
            <Filters place />
            <Table place history />
        </Split>
    }
    .into_any()
}

/// Speaks of exactly what the filters show.
#[component]
fn Sums(history: History) -> AnyView {
    view! {
        <p class="history-sums" role="status">
            {move || {
                history
                    .sums()
                    .map(|sums| {
                        cancellations::sums(locale(), &count(sums.count), sums.cancelled_won)
                    })
            }}
        </p>
    }
    .into_any()
}

#[component]
fn Table(place: Place, history: History) -> AnyView {
    let table = NodeRef::<html::Table>::new();
    use_shortcut("j", payments::KEY_NEXT_ROW, move || step_rows(table, Step::Next));
    use_shortcut("k", payments::KEY_PREVIOUS_ROW, move || step_rows(table, Step::Previous));
    let listing = history.listing();
    view! {
        <ListingFrame
            state=listing.state
            empty=Signal::derive(move || listing.rows.with(Vec::is_empty))
            on_retry=move |()| history.reload()
            nothing=move || view! { <Nothing place /> }
        >
            <div class="history-table">
                <DataTable<CancellationRow>
                    caption=t(cancellations::LIST)
                    columns=COLUMNS
                    rows=listing.rows
                    href=move |id| place.href_of(id)
                    selected=Signal::derive(move || place.open().map(|id| id.to_string()))
                    total=Signal::derive(move || history.sums().map(|sums| sums.count))
                    busy=listing.state.loading
                    node_ref=table
                />
            </div>
            <Foot history />
        </ListingFrame>
    }
    .into_any()
}

#[component]
fn Foot(history: History) -> AnyView {
    let listing = history.listing();
    let shown = Signal::derive(move || {
        let number = u64::try_from(listing.rows.with(Vec::len)).unwrap_or_default();
        let total = history.sums().map_or(number, |sums| sums.count).max(number);
        payments::shown_of(locale(), &count(number), &count(total))
    });
    let any = Memo::new(move |_| listing.rows.with(|rows| !rows.is_empty()));
    (move || {
        any.get().then(|| {
            view! {
                <Pager
                    shown
                    more=Signal::derive(move || listing.next_cursor.with(Option::is_some))
                    pending=listing.state.loading
                    on_more=move |()| history.load_more()
                />
            }
        })
    })
    .into_any()
}
