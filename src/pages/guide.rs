//! 취소 안내: the whole rulebook as a table that can be searched and printed. Each cell says where it
//! was read and when that was checked.

use desk_domain::guide::GuideRow;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::error::ApiError;
use crate::api::rulebook;
use crate::components::load_error::LoadError;
use crate::i18n::{guide, payments, shell, t};
use crate::routes::{GuideQuery, Route, use_go, use_query};
use crate::ui::button::Button;
use crate::ui::feedback::Empty;
use crate::ui::skeleton::SkeletonRows;

pub mod cell;
pub mod head;
pub mod matching;
pub mod part;
pub mod row;
pub mod sources;

use head::Head;
use matching::{Part, parts};
use part::PartTable;
use sources::Sources;

#[component]
pub fn GuidePage() -> AnyView {
    let query = use_query::<GuideQuery>();
    let rows = RwSignal::new(None::<Result<Vec<GuideRow>, ApiError>>);
    let read = Callback::new(move |()| {
        spawn_local(async move {
            let answer = rulebook::list().await;
            let _ = rows.try_set(Some(answer));
        });
    });
    read.run(());
    let shown = Memo::new(move |_| {
        rows.with(|rows| match rows {
            Some(Ok(rows)) => query.with(|query| parts(rows, query)),
            Some(Err(_)) | None => Vec::new(),
        })
    });
    view! {
        <Head query rules=Signal::derive(move || shown.with(|parts| count(parts))) />
        // It scrolls, and holds nothing else that the keyboard could reach.
        <div class="guide" tabindex="0" role="region" aria-label=t(shell::GUIDE)>
            {move || match rows.get() {
                None => view! { <SkeletonRows /> }.into_any(),
                Some(Err(error)) => view! { <LoadError error on_retry=read /> }.into_any(),
                Some(Ok(_)) => view! { <Rules shown /> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

fn count(parts: &[Part]) -> usize {
    parts.iter().map(|part| part.rows.len()).sum()
}

#[component]
fn Rules(shown: Memo<Vec<Part>>) -> AnyView {
    let go = use_go();
    let clear = move |()| go.replace(Route::Guide(GuideQuery::default()));
    (move || {
        let parts = shown.get();
        if parts.is_empty() {
            return view! {
                <Empty title=t(guide::EMPTY_TITLE) hint=t(guide::EMPTY_HINT).to_owned()>
                    <Button on_press=clear>{t(payments::CLEAR_FILTERS)}</Button>
                </Empty>
            }
            .into_any();
        }
        let sources = sources::of(&parts);
        let tables = parts.into_iter().map(|part| view! { <PartTable part /> }).collect_view();
        view! {
            {tables}
            <Sources sources />
        }
        .into_any()
    })
    .into_any()
}
