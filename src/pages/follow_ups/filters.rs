//! The filter bar: what differs, over which channel, whose.

use desk_domain::follow_up::FollowUpCause;
use desk_domain::payment::Channel;
use leptos::prelude::*;

use crate::components::word_filter::{StaffFilter, WordFilter, words_of};
use crate::i18n::{follow_ups, payments, t, words};
use crate::routes::{FollowUpsQuery, FollowUpsView, OwnerFilter, Place};
use crate::ui::layout::Toolbar;
use crate::ui::select::SelectOption;

#[component]
pub fn Filters(place: Place<FollowUpsQuery>) -> AnyView {
    // One's own have one owner already.
    let of_anybody =
        Memo::new(move |_| place.query.with(|query| query.view != FollowUpsView::Mine));
    view! {
        <div class="list-filters">
            <Toolbar label=t(payments::FILTERS)>
                <WordFilter
                    label=follow_ups::CAUSE
                    options=words_of(FollowUpCause::ALL, FollowUpCause::as_str, follow_ups::cause)
                    value=Signal::derive(move || {
                        place.query.with(|query| query.cause.map_or("", FollowUpCause::as_str))
                    })
                    on_change=move |name: String| {
                        place.choose(|query| query.cause = name.parse().ok());
                    }
                />
                <WordFilter
                    label=payments::CHANNEL
                    options=words_of(Channel::ALL, Channel::as_str, words::channel)
                    value=Signal::derive(move || {
                        place.query.with(|query| query.channel.map_or("", Channel::as_str))
                    })
                    on_change=move |name: String| {
                        place.choose(|query| query.channel = name.parse().ok());
                    }
                />
                {move || of_anybody.get().then(|| view! { <Owner place /> })}
            </Toolbar>
        </div>
    }
    .into_any()
}

#[component]
fn Owner(place: Place<FollowUpsQuery>) -> AnyView {
    let nobody = SelectOption::new(OwnerFilter::NOBODY, t(follow_ups::EVERYBODY));
    let value = Signal::derive(move || {
        place.query.with(|query| query.owner.as_ref().map_or("", OwnerFilter::as_str).to_owned())
    });
    view! {
        <StaffFilter
            label=follow_ups::OWNER
            value
            besides=vec![nobody]
            on_change=move |name: String| {
                place.choose(|query| query.owner = OwnerFilter::from_name(&name));
            }
        />
    }
    .into_any()
}
