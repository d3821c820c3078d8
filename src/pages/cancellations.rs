//! 취소 이력: every cancellation, who asked for it, what became of it; and the story of each one.

use leptos::prelude::*;

use crate::components::agreement::AgreementLine;
use crate::components::search_box::SearchBox;
use crate::i18n::{cancellations, payments, shell, t};
use crate::pages::parts::LazyCancellation;
use crate::routes::{CancellationsQuery, Place, use_query};
use crate::ui::layout::{PageHeader, Split};

pub mod amount_filter;
pub mod columns;
pub mod filters;
pub mod history;
pub mod nothing;
pub mod request;
pub mod story_page;
pub mod table;

use filters::Filters;
use history::Cancellations;
use nothing::Nothing;
pub use story_page::CancellationPage;
use table::HistoryTable;

#[component]
pub fn CancellationsPage() -> AnyView {
    let query = use_query::<CancellationsQuery>();
    let place = Place::new(query);
    let history = Cancellations::start(query, None);
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
            <AgreementLine />
            <Filters place history />
            <HistoryTable
                history
                href=move |id| place.href_of(id)
                selected=place.selected()
                nothing=move || {
                place.query.track();
                view! { <Nothing place /> }
            }
            />
        </Split>
    }
    .into_any()
}
