//! Where one is on a screen that is a list: its filters and what is open beside it, both from the address.

use std::fmt::{self, Display};
use std::str::FromStr;

use leptos::prelude::*;

use super::{Go, Query, Route, Screen, use_go, use_open, use_query};

/// The filters of a list beside which one of its things can be open.
pub trait ListQuery: Query {
    type Id: Clone + Display + FromStr + PartialEq + Send + Sync + 'static;
    const SCREEN: Screen;

    fn list(self) -> Route;
    fn beside(id: Self::Id, query: Self) -> Route;
    fn search(&mut self) -> &mut String;
}

pub struct Place<Q: ListQuery> {
    pub query: Memo<Q>,
    open: Memo<Option<Q::Id>>,
    go: Go,
}

// Not derived: the filters are read from the address, and need not be `Copy` or `Debug`.
impl<Q: ListQuery> Clone for Place<Q> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Q: ListQuery> Copy for Place<Q> {}

impl<Q: ListQuery> fmt::Debug for Place<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Place").field("screen", &Q::SCREEN).finish_non_exhaustive()
    }
}

impl<Q: ListQuery> Place<Q> {
    #[must_use]
    pub fn new(query: Memo<Q>) -> Self {
        let open = use_open(Q::SCREEN);
        let open = Memo::new(move |_| open.with(|open| open.as_ref()?.parse().ok()));
        Self { query, open, go: use_go() }
    }

    /// The row that is open.
    #[must_use]
    pub fn selected(self) -> Signal<Option<String>> {
        Signal::derive(move || self.open.with(|open| open.as_ref().map(Q::Id::to_string)))
    }

    #[must_use]
    pub fn href_of(self, id: String) -> String {
        self.route(id.parse().ok(), self.query.get()).href()
    }

    /// A choice: the back button undoes it.
    pub fn choose(self, change: impl FnOnce(&mut Q)) {
        self.go.push(self.changed(change));
    }

    /// Typing: each letter takes the place of the one before.
    pub fn type_in(self, change: impl FnOnce(&mut Q)) {
        self.go.replace(self.changed(change));
    }

    pub fn look_for(self, text: &str) {
        self.type_in(|query| text.trim().clone_into(query.search()));
    }

    /// Another list: what is open beside this one is seldom in it.
    pub fn leave_for(self, query: Q) {
        self.go.push(query.list());
    }

    fn changed(self, change: impl FnOnce(&mut Q)) -> Route {
        let mut query = self.query.get_untracked();
        change(&mut query);
        self.route(self.open.get_untracked(), query)
    }

    fn route(self, open: Option<Q::Id>, query: Q) -> Route {
        match open {
            Some(id) => Q::beside(id, query),
            None => query.list(),
        }
    }
}

/// Back to the list with the filters as they are.
#[must_use]
pub fn use_close<Q: ListQuery>() -> Callback<()> {
    let (go, query) = (use_go(), use_query::<Q>());
    Callback::new(move |()| go.push(query.get_untracked().list()))
}
