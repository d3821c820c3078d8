//! 후처리: every duty that book and gateway left when they parted, the longest due first.

use desk_api::FollowUp;
use leptos::html;
use leptos::prelude::*;

use crate::components::listing::ListingFrame;
use crate::components::search_box::SearchBox;
use crate::format::won::count;
use crate::i18n::{bills, follow_ups, locale, payments, t};
use crate::pages::parts::LazyFollowUp;
use crate::routes::{FollowUpsQuery, FollowUpsView, use_query};
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
pub mod filters;
pub mod finding;
pub mod list;
pub mod notes;
pub mod owner;
pub mod place;

use columns::COLUMNS;
pub use drawer::{FollowUpPage, use_close};
use filters::Filters;
use list::FollowUps;
use place::Place;

#[component]
pub fn FollowUpsPage() -> AnyView {
    let query = use_query::<FollowUpsQuery>();
    let (place, list) = (Place::new(query), FollowUps::start(query));
    view! {
        <Split beside=Box::new(|| view! { <LazyFollowUp /> }.into_any())>
            <PageHeader title=t(follow_ups::TITLE)>
                <SearchBox
                    label=t(follow_ups::SEARCH)
                    placeholder=t(bills::SEARCH_HINT)
                    value=Signal::derive(move || query.get().search)
                    on_search=move |text: String| place.look_for(&text)
                />
            </PageHeader>
            <Tabs place />
            <Filters place />
            <Table place list />
        </Split>
    }
    .into_any()
}

#[component]
fn Tabs(place: Place) -> AnyView {
    let (query, duties) = (place.query, Duties::expect());
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
                    let query = query.get_untracked();
                    // One's own have one owner already.
                    let owner = query.owner.filter(|_| view != FollowUpsView::Mine);
                    place.view(FollowUpsQuery { view, owner, ..query });
                }
            />
        </div>
    }
    .into_any()
}

#[component]
fn Table(place: Place, list: FollowUps) -> AnyView {
    let table = NodeRef::<html::Table>::new();
    use_shortcut("j", payments::KEY_NEXT_ROW, move || step_rows(table, Step::Next));
    use_shortcut("k", payments::KEY_PREVIOUS_ROW, move || step_rows(table, Step::Previous));
    let listing = list.listing();
    view! {
        <ListingFrame
            state=listing.state
            empty=Signal::derive(move || listing.rows.with(Vec::is_empty))
            on_retry=move |()| list.reload()
            nothing=move || {
                place.query.track();
                view! { <Nothing place /> }
            }
        >
            <div class="list-table follow-ups-table">
                <DataTable<FollowUp>
                    caption=t(follow_ups::LIST)
                    columns=COLUMNS
                    rows=listing.rows
                    href=move |id| place.href_of(id)
                    selected=Signal::derive(move || place.open().map(|id| id.to_string()))
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
fn Nothing(place: Place) -> AnyView {
    let query = place.query.get();
    let filtered = query.is_filtered();
    let narrow = matches!(query.view, FollowUpsView::Mine | FollowUpsView::Overdue);
    let title = t(match (filtered, query.view) {
        (true, _) => follow_ups::EMPTY_FOUND,
        (false, FollowUpsView::Mine) => follow_ups::EMPTY_MINE,
        (false, FollowUpsView::Overdue) => follow_ups::EMPTY_OVERDUE,
        (false, FollowUpsView::All | FollowUpsView::Closed) => follow_ups::EMPTY,
    });
    let clear = {
        let view = query.view;
        move |()| place.view(FollowUpsQuery::of(view))
    };
    let all = move |()| {
        place.view(FollowUpsQuery { view: FollowUpsView::All, ..place.query.get_untracked() });
    };
    let hint = t(match (filtered, query.view) {
        (true, _) => follow_ups::EMPTY_FOUND_HINT,
        (false, FollowUpsView::Overdue) => follow_ups::EMPTY_OVERDUE_HINT,
        (false, FollowUpsView::Mine | FollowUpsView::All | FollowUpsView::Closed) => {
            follow_ups::EMPTY_HINT
        }
    });
    view! {
        <Empty title hint>
            {narrow.then(|| view! { <Button on_press=all>{t(follow_ups::SEE_ALL)}</Button> })}
            {filtered
                .then(|| view! { <Button on_press=clear>{t(payments::CLEAR_FILTERS)}</Button> })}
        </Empty>
    }
    .into_any()
}
