//! The rows of the list: read for the view, kept fresh by live changes.

use std::time::Duration;

use desk_api::{FollowUp, FollowUpQuery};
use desk_domain::FollowUpId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::events::{News, use_changes};
use crate::api::follow_ups;
use crate::components::later::Later;
use crate::components::listing::{Arrival, Listing};
use crate::routes::{FollowUpsQuery, FollowUpsView, Route, use_location};

/// Changes come in bursts: the list is read again once a burst is over.
const BURST: Duration = Duration::from_millis(700);

#[derive(Clone, Copy, Debug)]
pub struct FollowUps {
    listing: Listing<FollowUp>,
    query: Memo<FollowUpsQuery>,
    open: Memo<Option<FollowUpId>>,
}

impl FollowUps {
    pub fn start(query: Memo<FollowUpsQuery>) -> Self {
        let pathname = use_location().pathname;
        let open = Memo::new(move |_| match pathname.with(|path| Route::parse(path)) {
            Some(Route::FollowUp(id, _)) => Some(id),
            _ => None,
        });
        let list = Self { listing: Listing::new(), query, open };
        Effect::new(move |_| {
            query.track();
            list.reload();
        });
        let later = Later::here();
        use_changes(move |news| match news {
            News::Reconnected => list.reload(),
            News::Changed(_) => later.run(BURST, move || list.reload()),
        });
        list
    }

    pub fn listing(self) -> Listing<FollowUp> {
        self.listing
    }

    pub fn open(self) -> Option<FollowUpId> {
        self.open.get()
    }

    pub fn reload(self) {
        self.read(Arrival::First, None);
    }

    pub fn load_more(self) {
        if let Some(cursor) = self.listing.next_cursor.get_untracked() {
            self.read(Arrival::Next, Some(cursor));
        }
    }

    fn read(self, arrival: Arrival, cursor: Option<String>) {
        let turn = self.listing.state.ask();
        let view = self.query.with_untracked(|query| query.view);
        let question = FollowUpQuery {
            state: (view == FollowUpsView::Closed).then(|| "closed".to_owned()),
            mine: view == FollowUpsView::Mine,
            overdue: view == FollowUpsView::Overdue,
            cursor,
            limit: None,
        };
        spawn_local(async move {
            let answer = follow_ups::list(&question).await;
            self.listing.answer(turn, arrival, answer, |one| one.id.as_str());
        });
    }
}
