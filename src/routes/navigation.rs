//! Going from screen to screen, and reading the query of the screen one is on.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::{Query, Route};

/// What a step does to the browser's history: choosing pushes, typing replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    Push,
    Replace,
}

/// Goes to another screen. Small and `Copy`, so that event handlers can hold it.
#[derive(Clone, Copy, Debug)]
pub struct Go(Callback<(Route, History)>);

impl Go {
    /// A step that the back button undoes.
    pub fn push(self, route: Route) {
        self.0.run((route, History::Push));
    }

    /// A step that takes the place of the present one.
    pub fn replace(self, route: Route) {
        self.0.run((route, History::Replace));
    }
}

/// To be asked for while a component is set up; the answer may be used at any time after.
#[must_use]
pub fn use_go() -> Go {
    let navigate = use_navigate();
    Go(Callback::new(move |(route, history): (Route, History)| {
        let options = NavigateOptions {
            replace: history == History::Replace,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&route.href(), options);
    }))
}

/// The query of the present address; changes only when its meaning does.
#[must_use]
pub fn use_query<Q: Query>() -> Memo<Q> {
    let search = use_location().search;
    Memo::new(move |_| search.with(|search| Q::from_search(search)))
}
