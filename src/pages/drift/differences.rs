//! What differs: whosever duty it is, the longest due first, kept fresh by live changes.

use std::time::Duration;

use desk_api::{DriftQuery, FollowUp};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::drift;
use crate::api::events::{News, use_changes};
use crate::components::later::Later;
use crate::components::listing::{Arrival, Listing};

/// Changes come in bursts: the list is read again once a burst is over.
const BURST: Duration = Duration::from_millis(700);

#[derive(Clone, Copy, Debug)]
pub struct Differences(Listing<FollowUp>);

impl Differences {
    pub fn start() -> Self {
        let list = Self(Listing::new());
        list.reload();
        let later = Later::here();
        use_changes(move |news| match news {
            News::Connected => list.reload(),
            News::Changed(_) => later.run(BURST, move || list.reload()),
        });
        list
    }

    pub fn listing(self) -> Listing<FollowUp> {
        self.0
    }

    pub fn reload(self) {
        self.read(Arrival::First, None);
    }

    pub fn load_more(self) {
        if let Some(cursor) = self.0.next_cursor.get_untracked() {
            self.read(Arrival::Next, Some(cursor));
        }
    }

    fn read(self, arrival: Arrival, cursor: Option<String>) {
        let turn = self.0.state.ask();
        let question = DriftQuery { cursor, limit: None };
        spawn_local(async move {
            let answer = drift::list(&question).await;
            self.0.answer(turn, arrival, answer, |one| one.id.as_str());
        });
    }
}
