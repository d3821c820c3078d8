//! Where one is on this screen: view, filters and the open follow-up, all from the address.

use desk_domain::FollowUpId;
use leptos::prelude::*;

use crate::routes::{FollowUpsQuery, Go, Route, use_go, use_location};

#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub query: Memo<FollowUpsQuery>,
    open: Memo<Option<FollowUpId>>,
    go: Go,
}

impl Place {
    pub fn new(query: Memo<FollowUpsQuery>) -> Self {
        let pathname = use_location().pathname;
        let open = Memo::new(move |_| match pathname.with(|path| Route::parse(path)) {
            Some(Route::FollowUp(id, _)) => Some(id),
            _ => None,
        });
        Self { query, open, go: use_go() }
    }

    pub fn open(self) -> Option<FollowUpId> {
        self.open.get()
    }

    pub fn href_of(self, id: String) -> String {
        let query = self.query.get();
        id.parse().map_or_else(
            |_| Route::FollowUps(query.clone()).href(),
            |id| Route::FollowUp(id, query.clone()).href(),
        )
    }

    /// Another view is another list: what is open there is seldom in it.
    pub fn view(self, query: FollowUpsQuery) {
        self.go.push(Route::FollowUps(query));
    }

    /// A choice: the back button undoes it.
    pub fn choose(self, change: impl FnOnce(&mut FollowUpsQuery)) {
        self.go.push(self.changed(change));
    }

    /// Typing: each letter takes the place of the one before.
    pub fn look_for(self, text: &str) {
        self.go.replace(self.changed(|query| query.search = text.trim().to_owned()));
    }

    fn changed(self, change: impl FnOnce(&mut FollowUpsQuery)) -> Route {
        let mut query = self.query.get_untracked();
        change(&mut query);
        match self.open.get_untracked() {
            Some(id) => Route::FollowUp(id, query),
            None => Route::FollowUps(query),
        }
    }
}
