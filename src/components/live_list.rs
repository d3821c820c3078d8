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

/// Changes come in bursts: they are looked at once a burst is over.
const BURST: Duration = Duration::from_millis(700);

/// Where the rows of a list come from.
pub trait Source: Copy + Send + Sync + 'static {
    type Row: Clone + PartialEq + Send + Sync + 'static;
    /// What a page tells of all that the filters show, whether loaded or not.
    type Sums: Clone + Send + Sync + 'static;
    /// Whether something new matters more than the rows that were read beyond the first page.
    const NEW_COMES_FIRST: bool;

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
    /// Of the burst that is not over yet.
    changes: StoredValue<Vec<Change>>,
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
            changes: StoredValue::new(Vec::new()),
        };
        Effect::new(move |_| {
            filters();
            list.reload();
        });
        let later = Later::here();
        use_changes(move |news| match news {
            News::Connected => list.reload(),
            News::Changed(change) => {
                list.changes.update_value(|changes| changes.push(change));
                later.run(BURST, move || list.catch_up());
            }
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

    /// Nothing, once the screen is gone: an answer may come late.
    pub fn reload(self) {
        if self.grown.try_get_value().is_some() {
            self.grown.set_value(false);
            self.read(Arrival::First, None);
        }
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

    /// A short list is read anew. In a longer one the rows are looked at that the changes speak of.
    fn catch_up(self) {
        let Some(changes) = self.changes.try_update_value(std::mem::take) else { return };
        let is_shown =
            |rows: &[S::Row], change: &Change| rows.iter().any(|row| S::is_about(change, row));
        let rows: Vec<S::Row> = self
            .listing
            .rows
            .with_untracked(|rows| rows.iter().map(|row| row.value.get_untracked()).collect());
        let is_new = changes.iter().any(|change| !is_shown(&rows, change));
        if !self.grown.get_value() || (S::NEW_COMES_FIRST && is_new) {
            return self.reload();
        }
        let is_touched = |row: &S::Row| changes.iter().any(|change| S::is_about(change, row));
        rows.into_iter().filter(is_touched).for_each(|row| self.look_at(row));
    }

    fn look_at(self, row: S::Row) {
        let turn = self.listing.state.turn();
        spawn_local(async move {
            let look = self.source.look(row).await;
            // Another list may be shown by now.
            if turn.is_none() || self.listing.state.turn() != turn {
                return;
            }
            match look {
                Look::Now(row) => self.update(row),
                // Something of the same payment may have come in its place.
                Look::Gone => self.reload(),
                Look::Unread => {}
            }
        });
    }
}
