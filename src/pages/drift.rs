//! 어긋남: how far book and vendors agree, what differs, what most likely made it, and what to do next.

use desk_api::FollowUp;
use leptos::ev::FocusEvent;
use leptos::html;
use leptos::prelude::*;

use crate::components::agreement::Agreement;
use crate::components::listing::ListingFrame;
use crate::components::listing_foot::ListingFoot;
use crate::i18n::{drift, t};
use crate::ui::feedback::Empty;
use crate::ui::keyboard::hand_on;
use crate::ui::layout::PageHeader;
use crate::ui::table::Row;

pub mod acts;
pub mod card;
pub mod differences;
pub mod figures;

use card::DifferenceCard;
use differences::{Differences, Drift};
use figures::Figures;

#[component]
pub fn DriftPage() -> AnyView {
    let list = Drift::start();
    let figures = Agreement::start().map(|agreement| view! { <Figures agreement /> });
    view! {
        <PageHeader title=t(drift::TITLE)>""</PageHeader>
        <div class="drift">{figures} <List list /></div>
    }
    .into_any()
}

#[component]
fn List(list: Differences) -> AnyView {
    let listing = list.listing();
    let cards = NodeRef::<html::Ul>::new();
    let lost = move |event: FocusEvent| {
        if let Some(cards) = cards.get_untracked() {
            hand_on(&event, &cards, ".drift-card");
        }
    };
    let card = move |row: Row<FollowUp>| view! { <DifferenceCard row list /> };
    view! {
        <section aria-label=t(drift::LIST)>
            <ListingFrame
                state=listing.state
                empty=Signal::derive(move || listing.rows.with(Vec::is_empty))
                on_retry=move |()| list.reload()
                nothing=|| view! { <Empty title=t(drift::EMPTY) hint=t(drift::EMPTY_HINT) /> }
            >
                <ul class="drift__list" node_ref=cards on:focusout=lost>
                    <For each=move || listing.rows.get() key=|row| row.id.clone() children=card />
                </ul>
                <ListingFoot
                    shown=Signal::derive(move || listing.rows.with(Vec::len))
                    next_cursor=listing.next_cursor
                    pending=listing.state.loading
                    on_more=move |()| list.load_more()
                />
            </ListingFrame>
        </section>
    }
    .into_any()
}
