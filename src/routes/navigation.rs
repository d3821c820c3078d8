//! Going from screen to screen, and reading the query of the screen one is on.

use leptos::prelude::*;

use super::location::{History, Location, use_location};
use super::{Query, Route};

/// Goes to another screen. Small and `Copy`, so that event handlers can hold it.
#[derive(Clone, Copy, Debug)]
pub struct Go(Location);

impl Go {
    /// A step that the back button undoes.
    pub fn push(self, route: Route) {
        self.0.go(&route.href(), History::Push);
    }

    /// A step that takes the place of the present one.
    pub fn replace(self, route: Route) {
        self.0.go(&route.href(), History::Replace);
    }
}

/// To be asked for while a component is set up; the answer may be used at any time after.
#[must_use]
pub fn use_go() -> Go {
    Go(use_location())
}

/// The query of the present address; changes only when its meaning does.
#[must_use]
pub fn use_query<Q: Query>() -> Memo<Q> {
    let search = use_location().search;
    Memo::new(move |_| search.with(|search| Q::from_search(search)))
}
