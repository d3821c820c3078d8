//! The rows of the list: read for the view, kept fresh by live changes.

use std::time::Duration;

use desk_api::{FollowUp, FollowUpQuery};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::events::{News, use_changes};
use crate::api::follow_ups;
use crate::components::later::Later;
use crate::components::listing::{Arrival, Listing};
use crate::routes::{FollowUpsQuery, FollowUpsView};

/// Changes come in bursts: the list is read again once a burst is over.
const BURST: Duration = Duration::from_millis(700);

#[derive(Clone, Copy, Debug)]
pub struct FollowUps {
    listing: Listing<FollowUp>,
    query: Memo<FollowUpsQuery>,
}

impl FollowUps {
    pub fn start(query: Memo<FollowUpsQuery>) -> Self {
        let list = Self { listing: Listing::new(), query };
        Effect::new(move |_| {
            query.track();
            list.reload();
        });
        let later = Later::here();
        use_changes(move |news| match news {
            News::Connected => list.reload(),
            News::Changed(_) => later.run(BURST, move || list.reload()),
        });
        list
    }

    pub fn listing(self) -> Listing<FollowUp> {
        self.listing
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
        let query = self.query.get_untracked();
        let view = query.view;
        let question = FollowUpQuery {
            state: (view == FollowUpsView::Closed).then(|| "closed".to_owned()),
            mine: view == FollowUpsView::Mine,
            overdue: view == FollowUpsView::Overdue,
            cause: query.cause.map(|cause| cause.as_str().to_owned()),
            channel: query.channel.map(|channel| channel.as_str().to_owned()),
            owner: query.owner.map(|owner| owner.as_str().to_owned()),
            q: Some(query.search).filter(|text| !text.is_empty()),
            cursor,
            limit: None,
        };
        spawn_local(async move {
            let answer = follow_ups::list(&question).await;
            self.listing.answer(turn, arrival, answer, |one| one.id.as_str());
        });
    }
}
