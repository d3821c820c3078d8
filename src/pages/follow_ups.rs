//! 후처리: every duty that book and gateway left when they parted, the longest due first.

use desk_api::FollowUp;
use leptos::html;
use leptos::prelude::*;

use crate::components::listing::ListingFrame;
use crate::format::won::count;
use crate::i18n::{follow_ups, locale, payments, t};
use crate::pages::parts::LazyFollowUp;
use crate::routes::{FollowUpsQuery, FollowUpsView, Route, use_go, use_query};
use crate::state::duties::Duties;
use crate::state::shortcuts::use_shortcut;
use crate::ui::button::Button;
use crate::ui::choice::{Choice, CountTabs};
use crate::ui::feedback::Empty;
use crate::ui::layout::{PageHeader, Split};
use crate::ui::pager::Pager;
use crate::ui::roving::Step;
use crate::ui::table::{DataTable, step_rows};

pub mod closing;
pub mod columns;
pub mod drawer;
pub mod finding;
pub mod list;
pub mod notes;
pub mod owner;

use columns::COLUMNS;
pub use drawer::FollowUpPage;
use list::FollowUps;

#[component]
pub fn FollowUpsPage() -> AnyView {
    let query = use_query::<FollowUpsQuery>();
    let list = FollowUps::start(query);
    view! {
        <Split beside=Box::new(|| view! { <LazyFollowUp /> }.into_any())>
            <PageHeader title=t(follow_ups::TITLE)>""</PageHeader>
            <Tabs query />
            <Table query list />
        </Split>
    }
    .into_any()
}

#[component]
fn Tabs(query: Memo<FollowUpsQuery>) -> AnyView {
    let (duties, go) = (Duties::expect(), use_go());
    let choices = FollowUpsView::ALL.into_iter().map(|view| {
        let choice = Choice::new(view.as_str(), t(follow_ups::view(view)));
        let number = move || {
            let counts = duties.counts()?;
            let number = match view {
                FollowUpsView::Mine => counts.mine,
                FollowUpsView::All => counts.open,
                FollowUpsView::Overdue => counts.overdue,
                FollowUpsView::Closed => return None,
            };
            u64::try_from(number).ok().map(count)
        };
        choice.counted(Signal::derive(move || number().unwrap_or_default()))
    });
    view! {
        <div class="payments-tabs">
            <CountTabs
                label=t(follow_ups::VIEW)
                choices=choices.collect()
                value=Signal::derive(move || query.get().view.as_str().to_owned())
                on_change=move |name: String| {
                    let view = FollowUpsView::from_name(&name);
                    go.push(Route::FollowUps(FollowUpsQuery { view }));
                }
            />
        </div>
    }
    .into_any()
}

#[component]
fn Table(query: Memo<FollowUpsQuery>, list: FollowUps) -> AnyView {
    let table = NodeRef::<html::Table>::new();
    use_shortcut("j", payments::KEY_NEXT_ROW, move || step_rows(table, Step::Next));
    use_shortcut("k", payments::KEY_PREVIOUS_ROW, move || step_rows(table, Step::Previous));
    let listing = list.listing();
    let href = move |id: String| {
        let query = query.get();
        id.parse()
            .map_or_else(|_| Route::FollowUps(query).href(), |id| Route::FollowUp(id, query).href())
    };
    view! {
        <ListingFrame
            state=listing.state
            empty=Signal::derive(move || listing.rows.with(Vec::is_empty))
            on_retry=move |()| list.reload()
            nothing=move || view! { <Nothing query /> }
        >
            <div class="list-table follow-ups-table">
                <DataTable<FollowUp>
                    caption=t(follow_ups::LIST)
                    columns=COLUMNS
                    rows=listing.rows
                    href=href
                    selected=Signal::derive(move || list.open().map(|id| id.to_string()))
                    busy=listing.state.loading
                    node_ref=table
                />
            </div>
            <Pager
                shown=Signal::derive(move || {
                    follow_ups::shown(locale(), listing.rows.with(Vec::len))
                })
                more=Signal::derive(move || listing.next_cursor.with(Option::is_some))
                pending=listing.state.loading
                on_more=move |()| list.load_more()
            />
        </ListingFrame>
    }
    .into_any()
}

#[component]
fn Nothing(query: Memo<FollowUpsQuery>) -> AnyView {
    let go = use_go();
    let (words, narrow) = match query.get_untracked().view {
        FollowUpsView::Mine => (follow_ups::EMPTY_MINE, true),
        FollowUpsView::Overdue => (follow_ups::EMPTY_OVERDUE, true),
        FollowUpsView::All | FollowUpsView::Closed => (follow_ups::EMPTY, false),
    };
    let title = t(words);
    let all = move |()| go.push(Route::FollowUps(FollowUpsQuery { view: FollowUpsView::All }));
    view! {
        <Empty title hint=t(follow_ups::EMPTY_HINT)>
            {narrow.then(|| view! { <Button on_press=all>{t(follow_ups::SEE_ALL)}</Button> })}
        </Empty>
    }
    .into_any()
}
