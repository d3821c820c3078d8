//! Where one is on this screen: the filters and the open bill, both from the address.

use desk_domain::BillId;
use leptos::prelude::*;

use crate::routes::{BillsQuery, Go, Route, use_go, use_location};

#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub query: Memo<BillsQuery>,
    open: Memo<Option<BillId>>,
    go: Go,
}

impl Place {
    pub fn new(query: Memo<BillsQuery>) -> Self {
        let pathname = use_location().pathname;
        let open = Memo::new(move |_| match pathname.with(|path| Route::parse(path)) {
            Some(Route::Bill(id, _)) => Some(id),
            _ => None,
        });
        Self { query, open, go: use_go() }
    }

    pub fn open(self) -> Option<BillId> {
        self.open.get()
    }

    pub fn href_of(self, id: String) -> String {
        let query = self.query.get();
        id.parse().map_or_else(
            |_| Route::Bills(query.clone()).href(),
            |id| Route::Bill(id, query.clone()).href(),
        )
    }

    /// A choice: the back button undoes it.
    pub fn choose(self, change: impl FnOnce(&mut BillsQuery)) {
        self.go.push(self.changed(change));
    }

    /// Typing: each letter takes the place of the one before.
    pub fn look_for(self, text: &str) {
        self.go.replace(self.changed(|query| query.search = text.trim().to_owned()));
    }

    fn changed(self, change: impl FnOnce(&mut BillsQuery)) -> Route {
        let mut query = self.query.get_untracked();
        change(&mut query);
        match self.open.get_untracked() {
            Some(id) => Route::Bill(id, query),
            None => Route::Bills(query),
        }
    }
}
