//! Where one is on this screen: the filters and the open cancellation, both from the address.

use desk_domain::CancellationId;
use leptos::prelude::*;

use crate::routes::{CancellationsQuery, Go, Route, use_go, use_location};

#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub query: Memo<CancellationsQuery>,
    open: Memo<Option<CancellationId>>,
    go: Go,
}

impl Place {
    pub fn new(query: Memo<CancellationsQuery>) -> Self {
        let pathname = use_location().pathname;
        let open = Memo::new(move |_| match pathname.with(|path| Route::parse(path)) {
            Some(Route::Cancellation(id, _)) => Some(id),
            _ => None,
        });
        Self { query, open, go: use_go() }
    }

    pub fn open(self) -> Option<CancellationId> {
        self.open.get()
    }

    pub fn href_of(self, id: String) -> String {
        let query = self.query.get();
        id.parse().map_or_else(
            |_| Route::Cancellations(query.clone()).href(),
            |id| Route::Cancellation(id, query.clone()).href(),
        )
    }

    /// A choice: the back button undoes it.
    pub fn choose(self, change: impl FnOnce(&mut CancellationsQuery)) {
        self.go.push(self.changed(change));
    }

    /// Typing: each digit takes the place of the one before.
    pub fn type_in(self, change: impl FnOnce(&mut CancellationsQuery)) {
        self.go.replace(self.changed(change));
    }

    pub fn look_for(self, text: &str) {
        self.type_in(|query| query.search = text.trim().to_owned());
    }

    fn changed(self, change: impl FnOnce(&mut CancellationsQuery)) -> Route {
        let mut query = self.query.get_untracked();
        change(&mut query);
        match self.open.get_untracked() {
            Some(id) => Route::Cancellation(id, query),
            None => Route::Cancellations(query),
        }
    }
}
