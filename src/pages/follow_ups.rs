//! 후처리: every duty that book and gateway left when they parted, the longest due first.

use leptos::prelude::*;

use crate::components::list_table::ListTable;
use crate::components::search_box::SearchBox;
use crate::format::won::count;
use crate::i18n::{bills, follow_ups, payments, t};
use crate::pages::parts::LazyFollowUp;
use crate::routes::{FollowUpsQuery, FollowUpsView, Place, use_query};
use crate::state::duties::Duties;
use crate::ui::button::Button;
use crate::ui::choice::{Choice, CountTabs};
use crate::ui::feedback::Empty;
use crate::ui::layout::{PageHeader, Split};

pub mod closing;
pub mod columns;
pub mod drawer;
pub mod filters;
pub mod finding;
pub mod list;
pub mod notes;
pub mod owner;

use columns::COLUMNS;
pub use drawer::FollowUpPage;
use filters::Filters;
use list::FollowUps;

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
            <ListTable
                listing=list.listing()
                class="follow-ups-table"
                caption=t(follow_ups::LIST)
                columns=COLUMNS
                href=move |id| place.href_of(id)
                selected=place.selected()
                on_retry=move |()| list.reload()
                on_more=move |()| list.load_more()
                nothing=move || {
                    place.query.track();
                    view! { <Nothing place /> }
                }
            />
        </Split>
    }
    .into_any()
}

#[component]
fn Tabs(place: Place<FollowUpsQuery>) -> AnyView {
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
                    place.leave_for(FollowUpsQuery { view, owner, ..query });
                }
            />
        </div>
    }
    .into_any()
}

#[component]
fn Nothing(place: Place<FollowUpsQuery>) -> AnyView {
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
        move |()| place.leave_for(FollowUpsQuery::of(view))
    };
    let all = move |()| {
        place.leave_for(FollowUpsQuery { view: FollowUpsView::All, ..place.query.get_untracked() });
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
