//! The rows and sums of the history: read for the filters, kept fresh by live changes.

use std::time::Duration;

use desk_api::{CancellationPage, CancellationQuery, CancellationRow, Page};
use desk_domain::{CustomerId, Won};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::request::request;
use crate::api::cancellations;
use crate::api::error::ApiError;
use crate::api::events::{News, use_changes};
use crate::components::later::Later;
use crate::components::listing::{Arrival, Listing};
use crate::routes::CancellationsQuery;
use crate::state::session::SessionState;

/// Changes come in bursts: the list is read again once a burst is over.
const BURST: Duration = Duration::from_millis(700);

/// Of all that the filters show, whether loaded or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistorySums {
    pub count: u64,
    pub cancelled_won: Won,
}

#[derive(Clone, Copy, Debug)]
pub struct History {
    listing: Listing<CancellationRow>,
    sums: RwSignal<Option<HistorySums>>,
    query: Memo<CancellationsQuery>,
    /// Whose cancellations; everybody's without one.
    customer: StoredValue<Option<CustomerId>>,
    session: SessionState,
    /// Rows beyond the first page are not thrown away by a live change.
    grown: StoredValue<bool>,
}

impl History {
    pub fn start(query: Memo<CancellationsQuery>, customer: Option<CustomerId>) -> Self {
        let history = Self {
            listing: Listing::new(),
            sums: RwSignal::new(None),
            query,
            customer: StoredValue::new(customer),
            session: SessionState::expect(),
            grown: StoredValue::new(false),
        };
        Effect::new(move |_| {
            query.track();
            history.reload();
        });
        let later = Later::here();
        use_changes(move |news| match news {
            News::Connected => history.reload(),
            News::Changed(change) => {
                if let Some(id) = change.cancellation_id.filter(|_| history.grown.get_value()) {
                    spawn_local(history.read_row(id));
                } else {
                    later.run(BURST, move || history.reload());
                }
            }
        });
        history
    }

    pub fn listing(self) -> Listing<CancellationRow> {
        self.listing
    }

    pub fn sums(self) -> Option<HistorySums> {
        self.sums.get()
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
        let question = self.query.with_untracked(|query| CancellationQuery {
            cursor,
            customer: self.customer.get_value().map(|customer| customer.to_string()),
            ..request(query, self.session.now().kst_date())
        });
        spawn_local(async move {
            let answer = cancellations::list(&question).await;
            self.take(turn, arrival, answer);
        });
    }

    fn take(self, turn: u32, arrival: Arrival, answer: Result<CancellationPage, ApiError>) {
        let page = answer.map(|page| {
            let sums = HistorySums {
                count: u64::try_from(page.count).unwrap_or_default(),
                cancelled_won: page.cancelled_won,
            };
            (sums, Page { items: page.items, next_cursor: page.next_cursor })
        });
        let sums = page.as_ref().ok().map(|(sums, _)| *sums);
        let page = page.map(|(_, page)| page);
        let taken = self.listing.answer(turn, arrival, page, |row| row.cancellation.id.as_str());
        if let (true, Some(sums)) = (taken, sums) {
            self.sums.set(Some(sums));
        }
    }

    /// Shows the present state of one cancellation in its row.
    async fn read_row(self, id: desk_domain::CancellationId) {
        let Ok(detail) = cancellations::find(&id).await else { return };
        let row = self.listing.rows.try_with_untracked(|rows| {
            rows.iter().find(|row| row.id == id.as_str()).map(|row| row.value.get_untracked())
        });
        if let Some(Some(row)) = row {
            let row = CancellationRow { cancellation: detail.cancellation, ..row };
            self.listing.update_row(id.as_str(), row);
        }
    }
}
