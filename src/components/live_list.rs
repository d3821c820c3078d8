//! A list that is read for its filters, page by page, and kept fresh by live changes.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use desk_api::{Change, Page};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::later::Later;
use super::listing::{Arrival, Listing};
use crate::api::error::ApiError;
use crate::api::events::{News, use_changes};

/// Changes come in bursts: the list is read again once a burst is over.
const BURST: Duration = Duration::from_millis(700);

/// Where the rows of a list come from.
pub trait Source: Copy + Send + Sync + 'static {
    type Row: Clone + PartialEq + Send + Sync + 'static;
    /// What a page tells of all that the filters show, whether loaded or not.
    type Sums: Clone + Send + Sync + 'static;

    /// Names a row for good.
    fn id(row: &Self::Row) -> &str;

    /// Asks for a page. What the question is made of is read at once, before the answer is waited for.
    fn page(self, cursor: Option<String>) -> impl Future<Output = Answer<Self>> + 'static;

    fn is_about(change: &Change, row: &Self::Row) -> bool;

    /// What has become of a row.
    fn look(self, row: Self::Row) -> impl Future<Output = Look<Self::Row>> + 'static;
}

/// A page, and what it tells beside its rows.
pub type Answer<S> = Result<(Page<<S as Source>::Row>, <S as Source>::Sums), ApiError>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look<T> {
    Now(T),
    /// It is none of the list's any more.
    Gone,
    /// Nobody answered: what is shown stays.
    Unread,
}

/// The rows and sums of one list.
pub struct LiveList<S: Source> {
    source: S,
    listing: Listing<S::Row>,
    sums: RwSignal<Option<S::Sums>>,
    /// Rows beyond the first page are not thrown away by a live change.
    grown: StoredValue<bool>,
}

// Not derived: neither rows nor sums need be `Copy` or `Debug`.
impl<S: Source> Clone for LiveList<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: Source> Copy for LiveList<S> {}

impl<S: Source> fmt::Debug for LiveList<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LiveList").field("state", &self.listing.state).finish_non_exhaustive()
    }
}

impl<S: Source> LiveList<S> {
    /// Reads the list whenever a signal that `filters` reads changes.
    pub fn start(source: S, filters: impl Fn() + 'static) -> Self {
        let list = Self {
            source,
            listing: Listing::new(),
            sums: RwSignal::new(None),
            grown: StoredValue::new(false),
        };
        Effect::new(move |_| {
            filters();
            list.reload();
        });
        let later = Later::here();
        use_changes(move |news| match news {
            News::Connected => list.reload(),
            News::Changed(change) if list.grown.get_value() => list.look_again(&change),
            News::Changed(_) => later.run(BURST, move || list.reload()),
        });
        list
    }

    pub fn listing(self) -> Listing<S::Row> {
        self.listing
    }

    pub fn sums(self) -> Option<S::Sums> {
        self.sums.get()
    }

    /// Shows the present state of a row, where it is shown. What is open beside the list has read it.
    pub fn update(self, row: S::Row) {
        let id = S::id(&row).to_owned();
        self.listing.update_row(&id, row);
    }

    pub fn reload(self) {
        self.grown.set_value(false);
        self.read(Arrival::First, None);
    }

    pub fn load_more(self) {
        if let Some(cursor) = self.listing.next_cursor.get_untracked() {
            self.grown.set_value(true);
            self.read(Arrival::Next, Some(cursor));
        }
    }

    fn read(self, arrival: Arrival, cursor: Option<String>) {
        let turn = self.listing.state.ask();
        let answer = untrack(|| self.source.page(cursor));
        spawn_local(async move {
            let (page, sums) = match answer.await {
                Ok((page, sums)) => (Ok(page), Some(sums)),
                Err(error) => (Err(error), None),
            };
            let taken = self.listing.answer(turn, arrival, page, S::id);
            if let (true, Some(sums)) = (taken, sums) {
                self.sums.set(Some(sums));
            }
        });
    }

    fn look_again(self, change: &Change) {
        let touched: Vec<S::Row> = self.listing.rows.with_untracked(|rows| {
            let rows = rows.iter().map(|row| row.value.get_untracked());
            rows.filter(|row| S::is_about(change, row)).collect()
        });
        for row in touched {
            let id = S::id(&row).to_owned();
            spawn_local(async move {
                match self.source.look(row).await {
                    Look::Now(row) => self.update(row),
                    Look::Gone => self.listing.drop_row(&id),
                    Look::Unread => {}
                }
            });
        }
    }
}
