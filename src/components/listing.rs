//! Rows that are read page by page. A failed refresh keeps the last good ones, and a late answer to an
//! earlier question is dropped.

use desk_api::Page;
use leptos::prelude::*;

use super::load_error::LoadError;
use super::stale::Stale;
use crate::api::error::ApiError;
use crate::ui::skeleton::SkeletonRows;
use crate::ui::table::Row;

/// What becomes of the rows shown when a page arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It is the first page; rows that are shown already keep their place and are updated.
    First,
    /// It goes on where the last page ended.
    Next,
}

/// The rows of one list and the state of reading them.
#[derive(Debug)]
pub struct Listing<T: 'static> {
    pub rows: RwSignal<Vec<Row<T>>>,
    pub next_cursor: RwSignal<Option<String>>,
    pub state: ListingState,
}

// Not derived: the rows are shared, so `T` need not be `Copy`.
impl<T> Clone for Listing<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Listing<T> {}

/// The part of a listing that does not know what its rows are.
#[derive(Clone, Copy, Debug)]
pub struct ListingState {
    pub loading: RwSignal<bool>,
    pub failure: RwSignal<Option<ApiError>>,
    /// Some page has come, perhaps an empty one.
    pub loaded: RwSignal<bool>,
    /// Counts the questions; only the answer to the latest one counts.
    turn: StoredValue<u32>,
}

impl ListingState {
    fn new() -> Self {
        Self {
            loading: RwSignal::new(false),
            failure: RwSignal::new(None),
            loaded: RwSignal::new(false),
            turn: StoredValue::new(0),
        }
    }

    /// Starts a question. Its number goes back in with the answer.
    pub fn ask(self) -> u32 {
        self.turn.update_value(|turn| *turn += 1);
        self.loading.set(true);
        self.turn.get_value()
    }

    /// The latest question; `None` once the screen is gone.
    #[must_use]
    pub fn turn(self) -> Option<u32> {
        self.turn.try_get_value()
    }

    /// Whether the answer to this question is still wanted.
    fn accepts(self, turn: u32) -> bool {
        self.turn() == Some(turn)
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Listing<T> {
    #[must_use]
    pub fn new() -> Self {
        Self {
            rows: RwSignal::new(Vec::new()),
            next_cursor: RwSignal::new(None),
            state: ListingState::new(),
        }
    }

    /// Takes the answer to question `turn`, and says whether it was still wanted. `id_of` names a row
    /// for good.
    pub fn answer(
        self,
        turn: u32,
        arrival: Arrival,
        page: Result<Page<T>, ApiError>,
        id_of: fn(&T) -> &str,
    ) -> bool {
        if !self.state.accepts(turn) {
            return false;
        }
        self.state.loading.set(false);
        match page {
            Err(error) => self.state.failure.set(Some(error)),
            Ok(page) => {
                self.state.failure.set(None);
                self.next_cursor.set(page.next_cursor);
                let mut rows = match arrival {
                    Arrival::First => Vec::new(),
                    Arrival::Next => self.rows.get_untracked(),
                };
                rows.extend(page.items.into_iter().map(|value| self.row(value, id_of)));
                self.rows.set(rows);
                self.state.loaded.set(true);
            }
        }
        true
    }

    /// Shows the present state of a row, if it is shown at all. The screen may be gone by now.
    pub fn update_row(self, id: &str, value: T) {
        let find = |rows: &Vec<Row<T>>| rows.iter().find(|row| row.id == id).cloned();
        if let Some(Some(row)) = self.rows.try_with_untracked(find) {
            set_if_changed(&row, value);
        }
    }

    fn row(self, value: T, id_of: fn(&T) -> &str) -> Row<T> {
        let id = id_of(&value).to_owned();
        let known = self.rows.with_untracked(|rows| rows.iter().find(|row| row.id == id).cloned());
        match known {
            Some(row) => {
                set_if_changed(&row, value);
                row
            }
            None => Row { id, value: ArcRwSignal::new(value) },
        }
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Default for Listing<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// A row that says the same is not drawn again, so that its tint means a change.
fn set_if_changed<T: PartialEq + Send + Sync + 'static>(row: &Row<T>, value: T) {
    if *row.value.read_untracked() != value {
        row.value.set(value);
    }
}

/// What stands where the rows belong: grey shapes, an error, nothing found, or the rows.
#[component]
pub fn ListingFrame(
    state: ListingState,
    #[prop(into)] empty: Signal<bool>,
    #[prop(into)] on_retry: Callback<()>,
    /// What is said when nothing was found.
    #[prop(into)]
    nothing: ViewFn,
    children: ChildrenFn,
) -> AnyView {
    #[derive(Clone, PartialEq)]
    enum Shown {
        Skeleton,
        Error(ApiError),
        Nothing,
        Rows,
    }
    let shown = Memo::new(move |_| match (state.loaded.get(), state.failure.get()) {
        (false, Some(error)) => Shown::Error(error),
        (false, None) => Shown::Skeleton,
        (true, _) if empty.get() => Shown::Nothing,
        (true, _) => Shown::Rows,
    });
    view! {
        {move || {
            state.loaded.get().then(|| {
                view! { <Stale failure=state.failure pending=state.loading on_retry /> }
            })
        }}
        <div class="listing">
            {move || match shown.get() {
                Shown::Skeleton => view! { <SkeletonRows /> }.into_any(),
                Shown::Error(error) => view! { <LoadError error on_retry /> }.into_any(),
                Shown::Nothing => nothing.run(),
                Shown::Rows => children().into_any(),
            }}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(items: &[&str]) -> Result<Page<String>, ApiError> {
        Ok(Page { items: items.iter().map(|&id| id.to_owned()).collect(), next_cursor: None })
    }

    fn ids(listing: Listing<String>) -> Vec<String> {
        listing.rows.with_untracked(|rows| rows.iter().map(|row| row.id.clone()).collect())
    }

    fn with_listing(check: impl FnOnce(Listing<String>)) {
        let owner = Owner::new();
        owner.with(|| check(Listing::new()));
    }

    #[test]
    fn a_failed_refresh_keeps_the_last_good_rows() {
        with_listing(|listing| {
            let turn = listing.state.ask();
            listing.answer(turn, Arrival::First, page(&["a", "b"]), String::as_str);
            let turn = listing.state.ask();
            listing.answer(turn, Arrival::First, Err(ApiError::Unreachable), String::as_str);
            assert_eq!(ids(listing), ["a", "b"]);
            assert_eq!(listing.state.failure.get_untracked(), Some(ApiError::Unreachable));
            assert!(!listing.state.loading.get_untracked());
        });
    }

    #[test]
    fn a_late_answer_to_an_earlier_question_is_dropped() {
        with_listing(|listing| {
            let earlier = listing.state.ask();
            let later = listing.state.ask();
            listing.answer(later, Arrival::First, page(&["new"]), String::as_str);
            listing.answer(earlier, Arrival::First, page(&["old"]), String::as_str);
            assert_eq!(ids(listing), ["new"]);
        });
    }

    #[test]
    fn the_next_page_goes_below() {
        with_listing(|listing| {
            let turn = listing.state.ask();
            listing.answer(turn, Arrival::First, page(&["a"]), String::as_str);
            let turn = listing.state.ask();
            listing.answer(turn, Arrival::Next, page(&["b"]), String::as_str);
            assert_eq!(ids(listing), ["a", "b"]);
        });
    }
}
